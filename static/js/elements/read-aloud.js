import { Aloud, localVoice } from "../lib/aloud.js";
import { pieces } from "../lib/article-text.js";

/* Is there only where a voice of the device itself speaks the language of the page. */
class ReadAloud extends HTMLElement {
  #speech = window.speechSynthesis;
  #listeners;
  #aloud = null;

  connectedCallback() {
    if (!this.#speech) return;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const utter = (words) => new SpeechSynthesisUtterance(words);
    this.#aloud = new Aloud({
      speech: this.#speech,
      utter,
      changed: (now) => this.#showState(now),
    });
    this.#on("play", () => this.#aloud.read(this.#text, this.#voice));
    this.#on("pause", () => this.#aloud.pause());
    this.#on("resume", () => this.#aloud.resume());
    this.#on("stop", () => this.#aloud.stop());
    // Who leaves, leaves in silence.
    window.addEventListener("pagehide", () => this.#aloud.stop(), { signal });
    document.addEventListener("quick-exit", () => this.#aloud.stop(), { signal });
    // Browsers tell their voices late, and some more than once.
    this.#speech.addEventListener?.("voiceschanged", () => this.#showVoice(), { signal });
    this.#showVoice();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#aloud?.stop();
  }

  get #voice() {
    return localVoice(this.#speech.getVoices(), document.documentElement.lang);
  }

  get #text() {
    return pieces(this.closest("[data-reading]"));
  }

  #showVoice() {
    this.hidden = !this.#voice;
  }

  #showState(state) {
    const shown = { play: "silent", pause: "reading", resume: "paused" };
    const lost = this.contains(document.activeElement);
    for (const [name, when] of Object.entries(shown)) {
      this.#part(name).hidden = state !== when;
    }
    this.#part("stop").hidden = state === "silent";
    // The focus goes along with the button that took the place of another.
    if (lost) this.querySelector("button:not([hidden])").focus();
  }

  #on(name, act) {
    const { signal } = this.#listeners;
    this.#part(name).addEventListener("click", act, { signal });
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("read-aloud", ReadAloud);
