import { word } from "../lib/words.js";

/** Why the console stopped, and the one thing to do about it. Says "again". */
export class ConsoleStopped extends HTMLElement {
  static KNOWN = new Set(["session", "superseded", "shape", "offline"]);

  connectedCallback() {
    this.querySelector("[data-again]").addEventListener("click", () =>
      this.dispatchEvent(new CustomEvent("again", { bubbles: true })),
    );
  }

  show(why) {
    const key = ConsoleStopped.KNOWN.has(why) ? why : "shape";
    const session = key === "session";
    this.querySelector("h2").textContent = word(`stopped_${key}`);
    this.querySelector("[data-why]").textContent = word(`stopped_${key}_why`);
    this.querySelector("[data-login]").hidden = !session;
    this.querySelector("[data-again]").hidden = session;
    this.querySelector("h2").focus();
  }
}

customElements.define("console-stopped", ConsoleStopped);
