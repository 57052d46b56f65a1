// What the bulletin does in a browser. Every page works without it.
"use strict";

// The running clock, in the time of Vietnam, from the server's time on.
for (const clock of document.querySelectorAll("[data-clock]")) {
  const weekdays = clock.dataset.weekdays.split(",");
  const started = performance.now();
  const from = Date.parse(clock.dateTime) + 7 * 3600000;
  const time = clock.querySelector("[data-time]");
  const day = clock.querySelector("[data-day]");
  let shown = new Date(from).getUTCDate();
  setInterval(() => {
    const now = new Date(from + performance.now() - started);
    time.textContent = now.toISOString().slice(11, 19);
    if (now.getUTCDate() === shown) return;
    shown = now.getUTCDate();
    const [year, month, date] = now.toISOString().slice(0, 10).split("-");
    day.textContent = document.documentElement.lang === "vi"
      ? `${weekdays[now.getUTCDay()]}, ${date}/${month}/${year}`
      : `${weekdays[now.getUTCDay()]}, ${now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })}`;
  }, 1000);
}

// Parts that are fetched after the page is there.
for (const part of document.querySelectorAll("[data-fetch]")) {
  const loading = part.querySelector(".loading");
  if (loading) loading.hidden = false;
  fetch(part.dataset.fetch).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "").then((text) => {
    part.innerHTML = text;
  });
}

// The size of text, without loading the page again.
for (const form of document.querySelectorAll(".sizes")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const data = new FormData(form);
    data.set("size", button.value);
    fetch(form.action, { method: "POST", body: data, redirect: "manual" });
    form.closest(".bulletin").className = `bulletin size-${button.value}`;
    for (const other of form.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
}

// Characters as people count them: a letter with its marks, a flag or a family is one (comments.py counts the same).
const SIGN = /(?:[\u{1f1e6}-\u{1f1ff}]{2}|.)(?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u{1f3fb}-\u{1f3ff}]|\u200d.)*/gsu;
for (const words of document.querySelectorAll("[data-longest]")) {
  const field = words.closest(".field");
  const count = field.querySelector("[data-count]");
  const said = field.querySelector("[data-count-said]");
  const longest = Number(words.dataset.longest);
  let spoken = 0;
  const show = () => {
    const length = (words.value.normalize("NFC").trim().match(SIGN) || []).length;
    count.textContent = `${length} / ${longest}`;
    count.classList.toggle("over", length > longest);
    clearTimeout(spoken);
    spoken = setTimeout(() => {
      const left = longest - length;
      said.textContent = (left < 0 ? said.dataset.over : said.dataset.left).replace("{n}", String(Math.abs(left)));
    }, 1000);
  };
  words.addEventListener("input", show);
  show();
}

// The little work that keeps machines away.
async function proof(task) {
  const encoder = new TextEncoder();
  for (let number = 0; number <= task.maxnumber; number += 1) {
    const hash = await crypto.subtle.digest(task.algorithm, encoder.encode(task.salt + number));
    const hex = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex === task.challenge) {
      return btoa(JSON.stringify({ algorithm: task.algorithm, challenge: task.challenge, number, salt: task.salt, signature: task.signature }));
    }
  }
  return "";
}

for (const form of document.querySelectorAll("[data-challenge]")) {
  if (!globalThis.crypto?.subtle) continue;
  form.querySelector("[data-without-scripts]").hidden = true;
  let work = null;
  const begin = () => {
    work ??= fetch(form.dataset.challenge).then((answer) => (answer.ok ? answer.json() : null))
      .then((task) => (task ? proof(task) : "")).catch(() => "");
    return work;
  };
  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener("submit", async (event) => {
    if (form.dataset.ready) return;
    event.preventDefault();
    form.querySelector("[data-working]").hidden = false;
    form.querySelector("[data-send]").disabled = true;
    form.elements.proof.value = await begin();
    form.dataset.ready = "1";
    form.submit();
  });
}
