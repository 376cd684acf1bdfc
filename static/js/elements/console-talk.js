import { word } from "../lib/words.js";

const SERVER_NOTES = new Set(["claimed", "returned", "end_proposed"]);

/** One conversation in the middle pane. Says "propose" and "dismiss" {c}. */
export class ConsoleTalk extends HTMLElement {
  #talk = null;
  #name = "";
  #log = this.querySelector("chat-log");
  #composer = this.querySelector("chat-composer");
  #alerted = new Set();
  #closed = false;

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const act = target.closest("[data-act]")?.dataset.act;
      if (act) this.#say(act);
      // The button that was just pressed goes out: the focus must not go with it.
      if (act === "propose") this.focusField();
    });
    this.#composer.addEventListener("compose", ({ detail }) => this.#send(detail.text));
    this.#composer.addEventListener("input", () => this.#typed());
    this.#composer.addEventListener("typing", ({ detail }) => this.#talk?.line.typing(detail.on));
    this.#log.addEventListener("retry", ({ detail }) => this.#retry(detail));
  }

  disconnectedCallback() {
    this.#log.clear();
    this.draft = { text: "", unsent: false };
    this.#talk = null;
  }

  /** All that was written here and did not leave, for somebody who reads it again. */
  get draft() {
    const { unsent } = this.#talk;
    const texts = [...unsent, this.#composer.text].filter((text) => text.trim() !== "");
    return { text: texts.join("\n\n"), unsent: unsent.length > 0 || this.#returned !== "" };
  }

  set draft({ text, unsent }) {
    this.#composer.text = text;
    this.#returned = unsent ? word("draft_unsent") : "";
  }

  get field() {
    return this.#composer.querySelector("textarea");
  }

  hold(talk, { draft, since, name }) {
    this.#talk = talk;
    this.#name = name;
    this.draft = draft;
    this.querySelector("console-talk-head").hold(talk, since);
    this.#listen(talk.line);
    talk.addEventListener("change", () => this.#render());
    this.#render();
  }

  focusField() {
    if (this.#closed) this.querySelector("[data-act=dismiss]").focus();
    else this.field.focus();
  }

  #listen(line) {
    line.addEventListener("item", ({ detail }) => this.#log.show(detail));
    line.addEventListener("current", () => this.#readOut());
    line.addEventListener("alert", ({ detail }) => this.#alert(detail.alerts));
    line.addEventListener("server", ({ detail }) => {
      if (SERVER_NOTES.has(detail.kind)) this.#log.note(word(`note_${detail.kind}`));
    });
  }

  /** The history is not read out loud; what comes after it is. */
  #readOut() {
    if (this.isConnected) this.#log.live = true;
  }

  get #returned() {
    return this.querySelector("[data-returned]").textContent;
  }

  set #returned(text) {
    this.querySelector("[data-returned]").textContent = text;
  }

  #typed() {
    if (this.#composer.text === "") this.#returned = "";
  }

  #send(text) {
    this.#returned = "";
    this.#talk.line.send({ t: "text", b: text, n: this.#name, at: Date.now() });
  }

  #retry(item) {
    this.#log.remove(item.id);
    this.#talk.retry(item);
    // The button that was just pressed is gone with its message.
    this.focusField();
  }

  /** Each kind once: a warning that repeats is no longer read. */
  #alert(kinds) {
    const lost = kinds.some((kind) => kind !== "rejected" && kind !== "replay");
    const key = lost ? "alert_missing" : "alert_rejected";
    if (this.#alerted.has(key)) return;
    this.#alerted.add(key);
    this.#log.note(word(key));
  }

  #render() {
    if (this.#talk === null) return;
    const { typing, proposed, over } = this.#talk;
    this.#log.typing(typing ? word("visitor_n", { n: this.#talk.number }) : null);
    this.querySelector("[data-proposed]").hidden = !proposed || over !== null;
    if (over !== null && !this.#closed) this.#close(over);
    if (over === null && this.#closed) this.#reopen();
  }

  #close(over) {
    const had = this.contains(document.activeElement);
    this.#closed = true;
    if (this.#talk.finished) this.#composer.clear();
    this.#write(false);
    const why = this.querySelector("[data-over]");
    why.querySelector("p").textContent = word(`over_${over}`);
    why.hidden = false;
    if (had) this.querySelector("[data-act=dismiss]").focus();
  }

  #reopen() {
    this.#closed = false;
    this.#write(true);
    this.querySelector("[data-over]").hidden = true;
  }

  #write(possible) {
    this.#composer.hidden = !possible;
    this.querySelector("[data-returned]").hidden = !possible;
  }

  #say(name) {
    this.dispatchEvent(new CustomEvent(name, { detail: { c: this.#talk.c }, bubbles: true }));
  }
}

customElements.define("console-talk", ConsoleTalk);
