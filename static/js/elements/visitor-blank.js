import { hideOthers } from "../lib/hide-others.js";
import { BlankMark } from "../lib/visitor/blank-mark.js";

/* Even weg: an empty sheet at once, two taps bring the page back. Whoever stays away
   longer than the keys may wait finds it empty for good. Events "expired" and "back".
   A tab that is loaded again while it is blank stays so: resume() says whether it was. */
class VisitorBlank extends HTMLElement {
  static KEEP_MS = 90_000;
  static TAPS = 2;
  static TAP_WITHIN_MS = 1500;

  #since = null;
  #timer = null;
  #taps = [];
  #back = null;
  #unhide = () => {};
  #listening = null;
  #mark = new BlankMark();

  resume() {
    const { since } = this.#mark;
    if (since === null) return false;
    this.show(since);
    this.#check();
    return true;
  }

  show(since = Date.now()) {
    this.#since = since;
    this.#mark.set(since);
    this.#taps = [];
    this.#back = document.activeElement;
    this.hidden = false;
    document.documentElement.classList.add("is-blank");
    this.#unhide = hideOthers(document.body, this);
    this.focus();
    this.#timer = setTimeout(() => this.#expire(), VisitorBlank.KEEP_MS - (Date.now() - since));
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("click", () => this.#tapped(), { signal });
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    // Timers of a sleeping phone are late: what counts is the time that passed.
    document.addEventListener("visibilitychange", () => this.#check(), { signal });
  }

  #pressed(event) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) this.#tapped();
  }

  #tapped() {
    if (!this.#check()) return;
    const now = Date.now();
    this.#taps = [...this.#taps, now].filter((tap) => now - tap < VisitorBlank.TAP_WITHIN_MS);
    if (this.#taps.length >= VisitorBlank.TAPS) this.#hide();
  }

  #check() {
    if (this.#since === null) return false;
    if (Date.now() - this.#since < VisitorBlank.KEEP_MS) return true;
    this.#expire();
    return false;
  }

  #expire() {
    if (this.#since === null) return;
    this.#stop();
    this.dispatchEvent(new CustomEvent("expired", { bubbles: true }));
  }

  #hide() {
    this.#stop();
    this.hidden = true;
    document.documentElement.classList.remove("is-blank");
    this.#unhide();
    this.#back?.focus({ preventScroll: true });
    this.dispatchEvent(new CustomEvent("back", { bubbles: true }));
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#listening.abort();
    this.#since = null;
    this.#mark.clear();
  }
}

customElements.define("visitor-blank", VisitorBlank);
