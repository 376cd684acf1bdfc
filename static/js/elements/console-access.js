import { fingerprint } from "../e2ee/identity.js";
import { failure } from "../console/failure.js";
import { word } from "../lib/words.js";

/**
 * Between an open vault and an open desk: the first of a team makes its key, everybody else
 * shows their digits to a colleague. Says "make" and, while waiting, "look".
 */
export class ConsoleAccess extends HTMLElement {
  static LOOK_MS = 5_000;

  #timer = null;

  connectedCallback() {
    this.querySelector("[data-act=make]").addEventListener("click", () => {
      this.#busy(true);
      this.#ask("make");
    });
  }

  disconnectedCallback() {
    this.end();
  }

  async begin(keys) {
    for (const part of this.querySelectorAll("[data-stage]")) {
      part.hidden = part.dataset.stage !== keys.stage;
    }
    this.querySelector(`[data-stage="${keys.stage}"] h2`).focus();
    this.querySelector("[data-fingerprint]").textContent = await fingerprint(keys.uid, keys.pub);
    if (keys.stage === "wait") this.#wait();
  }

  end() {
    clearInterval(this.#timer);
    this.#timer = null;
    this.#busy(false);
  }

  done() {
    this.#busy(false);
  }

  failed(code) {
    this.#busy(false);
    const key = code === "exists" ? "team_key_exists" : failure(code);
    this.querySelector("[data-error]").textContent = word(key);
    this.#ask("look");
  }

  #wait() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#ask("look"), ConsoleAccess.LOOK_MS);
  }

  #ask(name) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  }

  #busy(busy) {
    this.querySelector("[data-act=make]").disabled = busy;
  }
}

customElements.define("console-access", ConsoleAccess);
