import { actionOf } from "./shortcuts.js";
import { IdleLock } from "./idle.js";

const INPUT = ["keydown", "pointerdown", "pointermove", "wheel"];

/** Keys that work anywhere on the page, and the lock for when nobody is at it. */
export class Attention {
  #page;
  #act;
  #idle;
  #listening = null;

  constructor({ page, act, lock }) {
    this.#page = page;
    this.#act = act;
    this.#idle = new IdleLock({ lock });
  }

  start() {
    this.stop();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const touch = () => this.#idle.touch();
    for (const type of INPUT) this.#page.addEventListener(type, touch, { signal, passive: true });
    this.#page.addEventListener("visibilitychange", () => this.#idle.look(), { signal });
    this.#page.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.#idle.start();
  }

  /** A message in a conversation of mine counts as somebody being here. */
  touch() {
    this.#idle.touch();
  }

  stop() {
    this.#listening?.abort();
    this.#idle.stop();
  }

  #pressed(event) {
    const action = actionOf(event);
    if (action === null) return;
    event.preventDefault();
    this.#act(action);
  }
}
