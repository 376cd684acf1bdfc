import { claimFailure } from "../console/failure.js";
import { word } from "../lib/words.js";

/** The open desk: who waits, the conversation, what helps; side by side or one at a time. */
export class ConsolePanes extends HTMLElement {
  #desk = null;
  #listening = null;

  connectedCallback() {
    this.addEventListener("claim", ({ detail }) => this.#claim(detail.c));
    this.addEventListener("show", ({ detail }) => this.#desk.hand.show(detail.c));
    this.addEventListener("propose", ({ detail }) => {
      if (!this.#desk.proposeEnd(detail.c)) this.#tell("line_lost");
    });
    this.addEventListener("dismiss", ({ detail }) => this.#dismiss(detail.c));
    this.addEventListener("click", ({ target }) => {
      const tab = target.closest("[data-tab]");
      if (tab) this.#pane(tab.dataset.tab);
    });
  }

  attach(desk, { drafts, name }) {
    this.#desk = desk;
    this.#listening = new AbortController();
    const { hand } = desk;
    const { signal } = this.#listening;
    const on = (what, type, act) => what.addEventListener(type, act, { signal });
    on(desk, "queue", () => drafts.keepOnly(desk.queue.alive));
    on(desk, "queue", () => this.#lists());
    for (const type of ["opened", "closed", "change", "shown"]) on(hand, type, () => this.#mine());
    on(hand, "shown", () => hand.current && this.#pane("talk"));
    on(desk, "waiting", () => this.#announce(word("somebody_waits")));
    on(hand, "news", ({ detail }) => this.#news(detail.talk));
    on(desk, "undone", () => this.#tell("failed_later"));
    on(hand, "unopened", () => this.#tell("unopened"));
    this.#of("console-talks").attach(desk, { drafts, name });
    const field = () => this.#of("console-talks").room?.field ?? null;
    this.#of("console-help").attach({ pane: this.#of("console-talks"), field });
    this.#pane("queue");
  }

  detach() {
    this.#listening?.abort();
    for (const name of ["console-talks", "console-help"]) this.#of(name).detach();
    for (const name of ["waiting-list", "my-conversations"]) this.#of(name).clear();
    this.#desk = null;
  }

  act({ name, number }) {
    const { hand } = this.#desk;
    const talk = name === "open" ? hand.at(number) : name === "next" ? hand.next() : null;
    if (talk) hand.show(talk.c);
    if (name === "take") this.#claim(this.#desk.queue.next?.conv);
    if (name === "help") this.#of("console-help").focus();
  }

  focus() {
    (this.#of("console-talks").room?.field ?? this.#of("[data-pane-of=queue]")).focus();
  }

  #dismiss(c) {
    this.#desk.hand.dismiss(c);
    this.#pane("queue");
    this.focus();
  }

  async #claim(c) {
    if (!c) return this.#tell("nobody_waits");
    const waits = !this.#desk.connected;
    if (waits) this.#tell("claim_waits");
    try {
      await this.#desk.claim(c);
      return waits ? this.#tell("claimed") : this.#announce(word("claimed"));
    } catch ({ code }) {
      return this.#tell(claimFailure(code));
    }
  }

  #lists() {
    const { queue } = this.#desk;
    this.#of("waiting-list").show(queue);
    this.#of("[data-waiting]").textContent = word("in_queue", { n: queue.waiting.length });
    const numbers = { n: queue.running, limit: queue.limit };
    this.#of("[data-limit]").textContent = word(queue.full ? "in_hand_full" : "in_hand", numbers);
    this.#mine();
  }

  #mine() {
    if (this.#desk === null) return;
    this.#of("my-conversations").show(this.#desk.hand);
    const unread = this.#desk.hand.talks.reduce((sum, talk) => sum + talk.unread, 0);
    this.#of("[data-tab=talk] [data-n]").textContent = unread || "";
    this.#of("[data-tab=queue] [data-n]").textContent = this.#desk.queue.waiting.length || "";
  }

  /** For who listens instead of looks; what is in view is read out by the log itself. */
  #news({ shown, number }) {
    if (!shown) this.#announce(word("news_from", { n: number }));
  }

  #announce(text) {
    this.#of("[data-news]").textContent = text;
  }

  #tell(key) {
    this.#of("waiting-list").tell(word(key));
  }

  #pane(name) {
    this.dataset.pane = name;
    for (const tab of this.querySelectorAll("[data-tab]")) {
      tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
    }
  }

  #of(selector) {
    return this.querySelector(selector);
  }
}

customElements.define("console-panes", ConsolePanes);
