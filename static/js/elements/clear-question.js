/* Sends one of three words and thanks in place; without it the form does the same. */
class ClearQuestion extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").addEventListener("submit", (event) => this.#answer(event));
  }

  async #answer(event) {
    event.preventDefault();
    const { currentTarget: form, submitter } = event;
    const body = new URLSearchParams([[submitter.name, submitter.value]]);
    const headers = { "X-Requested-With": "fetch" };
    const sent = await fetch(form.action, { method: "POST", headers, body }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (sent) this.#thank();
    else this.#regret();
  }

  #thank() {
    this.classList.add("clear-question--answered");
    // The button that had the focus is gone; this is read out instead.
    this.querySelector("#bedankt").focus({ preventScroll: true });
  }

  #regret() {
    const place = this.querySelector("[data-failed]");
    place.textContent = place.dataset.failed;
  }
}

customElements.define("clear-question", ClearQuestion);
