// An article handed in while it is saving itself waits for that, and no longer saves itself after. Otherwise the later of the two
// counts as saved in another window, and whoever goes on is asked about overwriting what is their own.
"use strict";

let savingItself = false;
let handedIn = null; // the event of the form that waits
let going = false;

document.addEventListener("w-autosave:save", (event) => {
  if (going) event.preventDefault();
  else savingItself = true;
});

for (const over of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(over, () => {
    savingItself = false;
    // Not before everybody else has heard of it: the form's own inputs are brought up to date by then.
    if (handedIn) setTimeout(handOn, 0, handedIn);
    handedIn = null;
  });
}

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("[data-edit-form]")) return;
    going = true;
    if (!savingItself) return;
    event.preventDefault();
    event.stopPropagation();
    handedIn = { form: event.target, by: event.submitter };
  },
  { capture: true },
);

// Back again from a page further on, it saves itself as before.
window.addEventListener("pageshow", () => {
  going = false;
});

function handOn({ form, by }) {
  if (by) by.disabled = false; // it shows that it is busy, and what is disabled is not sent
  form.requestSubmit(by);
}
