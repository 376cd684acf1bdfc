import { failure } from "../console/failure.js";
import { word } from "../lib/words.js";

/** Asks for the seven words. Says "unlocked" {passphrase}; told back by done() or failed(). */
export class VaultUnlock extends HTMLElement {
  #form;
  #input;

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#input = this.querySelector("input[name=passphrase]");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try();
    });
  }

  /** `why` is the word for what locked the console, if anything did. */
  begin(why) {
    this.querySelector("[data-why]").textContent = why ? word(`locked_${why}`) : "";
    this.#tell("");
    this.#input.focus();
  }

  done() {
    this.#busy(false);
    this.#form.reset();
  }

  failed(code) {
    this.#busy(false);
    this.#tell(word(failure(code)));
    this.#input.setAttribute("aria-invalid", "true");
    this.#input.select();
    this.#input.focus();
  }

  #try() {
    if (this.#input.value.trim() === "") {
      this.failed("empty");
      return;
    }
    this.#input.removeAttribute("aria-invalid");
    this.#tell("");
    this.#busy(true);
    const detail = { passphrase: this.#input.value };
    this.dispatchEvent(new CustomEvent("unlocked", { detail, bubbles: true }));
  }

  #tell(text) {
    this.querySelector("[data-error]").textContent = text;
  }

  #busy(busy) {
    this.querySelector("[type=submit]").disabled = busy;
    this.querySelector("[data-busy]").textContent = busy ? word("vault_opening") : "";
  }
}

customElements.define("vault-unlock", VaultUnlock);
