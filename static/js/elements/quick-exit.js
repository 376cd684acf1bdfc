import { clock } from "../lib/clock.js";
import { Leaving } from "../lib/leaving.js";
import { ShiftThrice } from "../lib/shift-thrice.js";

class QuickExit extends HTMLElement {
  static CLEAR_WORDS_AFTER_MS = 5000;

  #anchor = this.querySelector("a");
  #status = this.querySelector("[role=status]");
  #dots = this.querySelector("[data-count]");
  #leaving;
  #shift;
  #listeners;
  #wordsTimer = null;

  connectedCallback() {
    this.#leaving ??= new Leaving({
      window,
      words: this.dataset.leaving,
      sealed: this.#isSealed,
    });
    this.#shift ??= new ShiftThrice({
      clock,
      counted: (count) => this.#showCount(count),
      expired: () => this.#showExpired(),
      done: () => this.leave(),
    });
    this.#listen();
  }

  disconnectedCallback() {
    // A sealed page is emptied on leaving; its guards have to outlive that.
    if (!this.#isSealed) {
      this.#listeners.abort();
    }
  }

  leave() {
    this.#showDots(ShiftThrice.NEEDED);
    this.#leaving.leave({ target: this.#target, beacon: this.dataset.beacon });
  }

  get #isSealed() {
    return "sealed" in this.dataset;
  }

  get #target() {
    return this.#anchor.href;
  }

  #listen() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.#anchor.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("keydown", (event) => this.#shift.pressed(event), { signal });
    document.addEventListener("keyup", (event) => this.#shift.released(event), { signal });
    window.addEventListener("beforeunload", (event) => this.#unasked(event), { signal });
    window.addEventListener("pagehide", (event) => this.#hidden(event), { signal });
    window.addEventListener("pageshow", (event) => this.#shown(event), { signal });
  }

  #clicked(event) {
    event.preventDefault();
    this.leave();
  }

  // Registered before any other script's, so no question "leave this page?" remains.
  #unasked(event) {
    if (this.#leaving.isGone) {
      event.stopImmediatePropagation();
    }
  }

  #hidden(event) {
    if (event.persisted && this.#isSealed) {
      this.#leaving.hide();
    }
  }

  #shown(event) {
    if (!event.persisted) {
      return;
    }
    if (this.#isSealed) {
      this.#leaving.hide();
      window.location.replace(this.#target);
      return;
    }
    this.#leaving.comeBack();
    this.#shift.reset();
    this.#showDots(0);
    this.#say("");
  }

  #showCount(count) {
    this.#showDots(count);
    this.#say(count === 1 ? this.dataset.twoMore : this.dataset.oneMore);
  }

  #showExpired() {
    this.#showDots(0);
    this.#say(this.dataset.expired);
    this.#wordsTimer = clock.setTimeout(() => this.#say(""), QuickExit.CLEAR_WORDS_AFTER_MS);
  }

  #showDots(count) {
    this.#dots.dataset.count = count;
  }

  #say(words) {
    clock.clearTimeout(this.#wordsTimer);
    this.#status.textContent = words;
  }
}

customElements.define("quick-exit", QuickExit);
