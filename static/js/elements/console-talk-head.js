import { passed } from "../console/duration.js";
import { roughly } from "../console/duration.js";
import { word } from "../lib/words.js";

/** Above a conversation: who, since when, whether they are there, and how it can end. */
export class ConsoleTalkHead extends HTMLElement {
  static TICK_MS = 1_000;

  #talk = null;
  #since = null;
  #timer = null;

  disconnectedCallback() {
    clearInterval(this.#timer);
    this.#talk = null;
  }

  hold(talk, since) {
    this.#talk = talk;
    this.#since = since;
    this.querySelector("h2").textContent = word("visitor_n", { n: talk.number });
    talk.addEventListener("change", () => this.#render());
    this.#timer = setInterval(() => this.#tick(), ConsoleTalkHead.TICK_MS);
    this.#render();
  }

  #render() {
    if (this.#talk === null) return;
    const { proposed, over } = this.#talk;
    const propose = this.querySelector("[data-act=propose]");
    propose.hidden = over !== null;
    propose.disabled = proposed;
    this.querySelector("[data-act=dismiss]").hidden = over === null;
    this.#tick();
  }

  #tick() {
    const now = Date.now();
    this.#write("[data-lasts]", this.#since === null ? "" : word(...roughly(now - this.#since)));
    this.#write("[data-presence]", this.#presence(now));
    if (this.#talk.over !== null) clearInterval(this.#timer);
  }

  #presence(now) {
    const { here, awaySince, over } = this.#talk;
    if (over !== null) return "";
    if (here) return word("visitor_here");
    return word("visitor_away", { time: word(...passed(now - (awaySince ?? now))) });
  }

  #write(selector, text) {
    const place = this.querySelector(selector);
    if (place.textContent !== text) place.textContent = text;
  }
}

customElements.define("console-talk-head", ConsoleTalkHead);
