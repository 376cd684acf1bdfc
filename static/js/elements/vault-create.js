import { WORDS } from "../e2ee/words-nl.js";
import { newPassphrase } from "../e2ee/vault.js";
import { tidyPassphrase } from "../e2ee/text.js";
import { failure } from "../console/failure.js";
import { word } from "../lib/words.js";

/** Seven words, shown once, typed back, and only then a vault. Says "created" {passphrase}. */
export class VaultCreate extends HTMLElement {
  #passphrase = null;

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const step = target.closest("[data-step-to]")?.dataset.stepTo;
      if (step) this.#go(step);
    });
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#check();
    });
  }

  disconnectedCallback() {
    this.#forget();
  }

  begin() {
    this.#go("why");
  }

  failed(code) {
    this.#tell(word(failure(code)));
    this.#busy(false);
  }

  done() {
    this.#busy(false);
    this.#forget();
  }

  #go(step) {
    if (step === "words") this.#showWords();
    else this.#hideWords();
    this.#tell("");
    for (const part of this.querySelectorAll("[data-step]"))
      part.hidden = part.dataset.step !== step;
    const shown = this.querySelector(`[data-step="${step}"]`);
    (shown.querySelector("input[name=passphrase]") ?? shown.querySelector("h2")).focus();
  }

  #showWords() {
    this.#passphrase ??= newPassphrase(WORDS);
    const items = this.#passphrase.split(" ").map((word) => {
      const item = document.createElement("li");
      item.textContent = word;
      return item;
    });
    this.querySelector("[data-words]").replaceChildren(...items);
  }

  #hideWords() {
    this.querySelector("[data-words]").replaceChildren();
  }

  #check() {
    const input = this.querySelector("input[name=passphrase]");
    const same = tidyPassphrase(input.value).toLowerCase() === this.#passphrase;
    input.setAttribute("aria-invalid", String(!same));
    if (!same) {
      this.#tell(word("vault_mismatch"));
      input.focus();
      return;
    }
    this.#busy(true);
    const detail = { passphrase: this.#passphrase };
    this.dispatchEvent(new CustomEvent("created", { detail, bubbles: true }));
  }

  #tell(text) {
    this.querySelector("[data-error]").textContent = text;
  }

  #busy(busy) {
    this.querySelector("[type=submit]").disabled = busy;
    this.querySelector("[data-busy]").textContent = busy ? word("vault_making") : "";
  }

  #forget() {
    this.#passphrase = null;
    this.#hideWords();
    this.querySelector("form").reset();
  }
}

customElements.define("vault-create", VaultCreate);
