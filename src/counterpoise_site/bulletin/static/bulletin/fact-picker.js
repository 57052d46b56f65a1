// Choosing a fact in the editor: what it is about, then which of its facts. The input keeps the reference.
"use strict";

class FactPicker extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    this.input = this.querySelector("input");
    this.about = this.querySelector("[data-about]");
    this.which = this.querySelector("[data-which]");
    this.loading = this.querySelector("[data-loading]");
    this.input.hidden = true;
    this.about.addEventListener("change", () => {
      this.set("");
      this.load({ group: this.about.value });
    });
    this.which.addEventListener("change", () => this.set(this.which.value));
    // The editor writes the value after it has put the element in its place.
    setTimeout(() => this.load({ of: this.input.value }), 0);
  }

  async load(asked) {
    const turn = (this.turn = (this.turn || 0) + 1);
    this.loading.textContent = this.loading.dataset.said;
    try {
      const answer = await fetch(`${this.dataset.address}?${new URLSearchParams(asked)}`);
      if (!answer.ok || turn !== this.turn) return;
      const { groups, group, choices } = await answer.json();
      this.fill(this.about, groups, group);
      const gone = this.input.value && !choices.some(([key]) => key === this.input.value);
      this.fill(this.which, gone ? [[this.input.value, this.dataset.gone], ...choices] : choices, this.input.value);
    } finally {
      if (turn === this.turn) this.loading.textContent = "";
    }
  }

  fill(select, choices, chosen) {
    const first = new Option(this.dataset.choose, "");
    select.replaceChildren(first, ...choices.map(([key, name]) => new Option(name, key, false, key === chosen)));
    select.disabled = choices.length === 0;
  }

  set(value) {
    this.input.value = value;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("fact-picker", FactPicker);
