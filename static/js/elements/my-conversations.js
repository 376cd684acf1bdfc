import { passed } from "../console/duration.js";
import { count } from "../lib/words.js";
import { word } from "../lib/words.js";

/** What I have in hand: who wrote, who types, who has waited how long. Says "show" {c}. */
export class MyConversations extends HTMLElement {
  static TICK_MS = 1_000;

  #hand = null;
  #rows = new Map();
  #timer = null;

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const row = target.closest(".mine")?.closest("li");
      if (!row) return;
      const [c] = [...this.#rows].find(([, known]) => known === row);
      this.dispatchEvent(new CustomEvent("show", { detail: { c }, bubbles: true }));
    });
  }

  disconnectedCallback() {
    this.clear();
  }

  show(hand) {
    this.#hand = hand;
    const talks = hand.talks;
    for (const [c, row] of this.#rows) {
      if (hand.get(c) !== null) continue;
      row.remove();
      this.#rows.delete(c);
    }
    const list = this.querySelector("[data-list]");
    talks.forEach((talk, place) => {
      const row = this.#row(talk);
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
    });
    this.querySelector("[data-empty]").hidden = talks.length > 0;
    this.#timer ??= setInterval(() => this.#tick(), MyConversations.TICK_MS);
    this.#tick();
  }

  clear() {
    clearInterval(this.#timer);
    this.#timer = null;
    for (const row of this.#rows.values()) row.remove();
    this.#rows.clear();
  }

  #row({ c }) {
    if (!this.#rows.has(c)) {
      const row = this.querySelector("template").content.cloneNode(true).firstElementChild;
      this.#rows.set(c, row);
    }
    return this.#rows.get(c);
  }

  #tick() {
    const now = Date.now();
    for (const talk of this.#hand.talks) {
      const row = this.#rows.get(talk.c);
      if (!row) continue;
      const current = talk.c === this.#hand.current;
      if (current) row.querySelector(".mine").setAttribute("aria-current", "true");
      else row.querySelector(".mine").removeAttribute("aria-current");
      row.querySelector("[data-name]").textContent = word("visitor_n", { n: talk.number });
      row.querySelector("[data-key]").textContent = word("alt_n", { n: talk.number });
      row.querySelector("[data-unread]").textContent = talk.unread
        ? count("unread", talk.unread)
        : "";
      row.querySelector("[data-state]").textContent = this.#state(talk, now);
    }
  }

  #state(talk, now) {
    if (talk.over !== null) return word("state_over");
    if (talk.typing) return word("state_typing");
    const waits = talk.waitingSince;
    if (waits !== null) return word("state_waits", { time: word(...passed(now - waits)) });
    return word(talk.here ? "state_here" : "state_away");
  }
}

customElements.define("my-conversations", MyConversations);
