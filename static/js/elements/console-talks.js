/** The middle pane: one conversation in view, the others kept as they are, drafts included. */
export class ConsoleTalks extends HTMLElement {
  #desk = null;
  #drafts = null;
  #name = "";
  #rooms = new Map();
  #listening = null;

  disconnectedCallback() {
    this.detach();
  }

  attach(desk, { drafts, name }) {
    this.#desk = desk;
    this.#drafts = drafts;
    this.#name = name;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const { hand } = desk;
    hand.addEventListener("opened", ({ detail }) => this.#open(detail.talk), { signal });
    hand.addEventListener("closed", ({ detail }) => this.#close(detail.talk), { signal });
    hand.addEventListener("shown", () => this.#show(), { signal });
    this.#show();
  }

  /** What was written is kept; the conversations themselves leave the page. */
  detach() {
    if (this.#desk === null) return;
    this.#listening.abort();
    for (const c of this.#rooms.keys()) this.#close({ c });
    this.#desk = null;
    this.#empty(true);
  }

  get holdsWords() {
    return [...this.#rooms.values()].some(({ draft }) => draft.text !== "");
  }

  /** The conversation in view, if any. */
  get room() {
    return this.#rooms.get(this.#desk?.hand.current) ?? null;
  }

  #open(talk) {
    const template = this.querySelector("template");
    const room = document.importNode(template.content, true).firstElementChild;
    room.hidden = true;
    this.append(room);
    const since = this.#desk.queue.mine.find(({ conv }) => conv === talk.c)?.since ?? null;
    room.hold(talk, { draft: this.#drafts.take(talk.c), since, name: this.#name });
    this.#rooms.set(talk.c, room);
  }

  #close({ c }) {
    const room = this.#rooms.get(c);
    if (room === undefined) return;
    this.#drafts.keep(c, room.draft);
    room.remove();
    this.#rooms.delete(c);
  }

  #show() {
    const { current } = this.#desk.hand;
    for (const [c, room] of this.#rooms) room.hidden = c !== current;
    this.#empty(this.room === null);
    this.room?.focusField();
  }

  #empty(empty) {
    this.querySelector("[data-empty]").hidden = !empty;
  }
}

customElements.define("console-talks", ConsoleTalks);
