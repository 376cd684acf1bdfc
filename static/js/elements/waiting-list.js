import { passed } from "../console/duration.js";
import { word } from "../lib/words.js";

/** Who waits, longest first. Says "claim" {c}. */
export class WaitingList extends HTMLElement {
  static TICK_MS = 1_000;
  static LONG_MS = 5 * 60_000;
  static SAID_MS = 8_000;

  #queue = null;
  #rows = new Map();
  #timer = null;
  #saying = null;

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const row = target.closest("[data-act=claim]")?.closest("li");
      if (row) this.#claim(row);
    });
  }

  disconnectedCallback() {
    this.clear();
  }

  show(queue) {
    this.#queue = queue;
    const list = this.querySelector("[data-list]");
    const waiting = queue.waiting.map(({ conv }) => conv);
    for (const [c, row] of this.#rows) if (!waiting.includes(c)) this.#drop(c, row);
    queue.waiting.forEach((one, place) => {
      const row = this.#row(one);
      // Moving a row that is in its place would take the focus out of it.
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
    });
    this.querySelector("[data-empty]").hidden = waiting.length > 0;
    this.#timer ??= setInterval(() => this.#tick(), WaitingList.TICK_MS);
    this.#tick();
  }

  clear() {
    clearInterval(this.#timer);
    this.#timer = null;
    for (const row of this.#rows.values()) row.remove();
    this.#rows.clear();
    this.tell("");
  }

  /** What came of a claim, in words, for eyes and ears. */
  tell(text) {
    clearTimeout(this.#saying);
    this.querySelector("[data-said]").textContent = text;
    if (text) this.#saying = setTimeout(() => this.tell(""), WaitingList.SAID_MS);
    for (const row of this.#rows.values()) this.#button(row).disabled = this.#queue?.full ?? false;
  }

  #row({ conv }) {
    if (!this.#rows.has(conv)) {
      const row = this.querySelector("template").content.cloneNode(true).firstElementChild;
      this.#rows.set(conv, row);
    }
    return this.#rows.get(conv);
  }

  /** A row that had the focus hands it on: nobody is thrown back to the top of the page. */
  #drop(c, row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const focused = row.contains(document.activeElement);
    row.remove();
    this.#rows.delete(c);
    if (focused) (next?.querySelector("button") ?? this.closest("section")).focus();
  }

  #claim(row) {
    const [c] = [...this.#rows].find(([, known]) => known === row);
    this.#button(row).disabled = true;
    this.dispatchEvent(new CustomEvent("claim", { detail: { c }, bubbles: true }));
  }

  #tick() {
    const now = Date.now();
    // Who closed the page is not urgent: nobody is looking at it.
    const first = this.#queue.waiting.find(({ here }) => here)?.conv;
    this.#queue.waiting.forEach(({ conv, since, here }, place) => {
      const row = this.#rows.get(conv);
      const long = conv === first && now - since >= WaitingList.LONG_MS;
      row.classList.toggle("waiting--urgent", long);
      row.querySelector(".waiting__flag").hidden = !long;
      row.querySelector("[data-time]").textContent = word(...passed(now - since));
      row.querySelector("[data-here]").textContent = word(here ? "here" : "away");
      row.querySelector("[data-place]").textContent = word("waiting_nth", { n: place + 1 });
      this.#button(row).disabled = this.#queue.full;
      this.#button(row).querySelector("[data-full]").hidden = !this.#queue.full;
    });
  }

  #button(row) {
    return row.querySelector("[data-act=claim]");
  }
}

customElements.define("waiting-list", WaitingList);
