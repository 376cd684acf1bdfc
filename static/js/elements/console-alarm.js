import { Chime } from "../console/chime.js";
import { Notice } from "../console/notice.js";
import { word } from "../lib/words.js";

/** A soft sound and a notification without content for whoever begins to wait. */
export class ConsoleAlarm extends HTMLElement {
  #chime = new Chime();
  #notice = new Notice();

  connectedCallback() {
    const sound = this.querySelector("[name=sound]");
    sound.addEventListener("change", () => {
      this.#chime.muted = !sound.checked;
    });
    this.querySelector("[data-act=test]").addEventListener("click", () => this.#test());
    this.querySelector("[data-act=ask]").addEventListener("click", () => this.#ask());
    this.addEventListener("keydown", ({ key }) => key === "Escape" && this.#fold());
    document.addEventListener("pointerdown", ({ target }) => this.#pressed(target));
    this.#render();
  }

  /** Inside a key press or click. */
  wake() {
    this.#chime.wake().catch(() => {});
  }

  somebodyWaits() {
    this.#chime.ring();
    this.#notice.show(word("notice", { site: document.title }));
  }

  async #test() {
    await this.#chime.wake().catch(() => {});
    const heard = this.#chime.ring();
    this.#tell(word(heard ? "sound_tested" : "sound_off"));
  }

  async #ask() {
    await this.#notice.ask();
    this.#render();
  }

  /** Beside the menu: it must not stay in front of a conversation. */
  #pressed(target) {
    const menu = this.closest("details");
    if (!menu.contains(target)) menu.open = false;
  }

  #fold() {
    const menu = this.closest("details");
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  #render() {
    const { state } = this.#notice;
    this.querySelector("[data-act=ask]").hidden = state !== "default";
    this.querySelector("[data-notice]").textContent = word(`notice_${state}`);
  }

  #tell(text) {
    this.querySelector("[data-said]").textContent = text;
  }
}

customElements.define("console-alarm", ConsoleAlarm);
