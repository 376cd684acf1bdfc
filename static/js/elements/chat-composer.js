import { weigh } from "../lib/draft.js";
import { enterSends } from "../lib/enter.js";
import { personalData } from "../lib/personal-data.js";
import { refuseFiles } from "../lib/refuse-files.js";
import { TypingSignal } from "../lib/typing-signal.js";
import { count } from "../lib/words.js";
import { word } from "../lib/words.js";

/* Where a message is written. Events "compose" {text} and "typing" {on} bubble.
   `busy` holds sending back, `closed` takes the text box away, data-warn asks before
   personal data leaves. Nothing of what is typed is kept anywhere else. */
class ChatComposer extends HTMLElement {
  static observedAttributes = ["busy", "closed"];
  static LINES = 5;

  #box = this.querySelector("textarea");
  #ask = this.#part("ask");
  #typing = new TypingSignal({ say: (on) => this.#tell("typing", { on }) });
  #near = 0;
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const on = (target, name, run) => target.addEventListener(name, run, { signal });
    on(this.#part("form"), "submit", (event) => this.#submitted(event));
    on(this.#part("anyway"), "click", () => this.#compose());
    on(this.#part("change"), "click", () => this.focusText());
    on(this.#box, "keydown", (event) => this.#pressed(event));
    on(this.#box, "input", () => this.#changed());
    on(window, "pagehide", () => this.clear());
    refuseFiles({ box: this.#box, page: window, signal }, () => this.#say(word("text_only")));
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  attributeChangedCallback() {
    const closed = this.hasAttribute("closed");
    this.#box.readOnly = closed;
    this.#part("send").disabled = closed || this.hasAttribute("busy");
  }

  get text() {
    return this.#box.value;
  }

  set text(text) {
    this.#box.value = text;
    this.#changed({ typed: false });
  }

  set hint(text) {
    this.#box.placeholder = text;
  }

  clear() {
    this.text = "";
    this.#typing.stop();
  }

  focusText() {
    this.#ask.hidden = true;
    this.#box.focus();
  }

  #pressed(event) {
    if (!enterSends(event, { coarse: matchMedia("(pointer: coarse)").matches })) return;
    event.preventDefault();
    this.#submit();
  }

  #submitted(event) {
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const { text, empty, left, tooLong } = weigh(this.#box.value);
    if (empty || this.#part("send").disabled) return;
    if (tooLong) this.#say(count("too_long", -left));
    else if ("warn" in this.dataset && personalData(text)) this.#askFirst();
    else this.#compose();
  }

  #askFirst() {
    this.#ask.hidden = false;
    this.#part("change").focus();
  }

  #compose() {
    const { text } = weigh(this.#box.value);
    this.clear();
    this.#box.focus();
    this.#tell("compose", { text });
  }

  #changed({ typed = true } = {}) {
    const { empty, left, near, tooLong } = weigh(this.#box.value);
    this.#ask.hidden = true;
    const words = tooLong ? count("too_long", -left) : near ? count("left", left) : "";
    write(this.#part("note"), words);
    if (near !== this.#near || !words) write(this.#part("aloud"), words);
    this.#near = near;
    if (!CSS.supports("field-sizing", "content")) this.#grow();
    if (!typed) return;
    if (empty) this.#typing.stop();
    else this.#typing.typed();
  }

  #grow() {
    this.#box.rows = 1;
    while (this.#box.rows < ChatComposer.LINES && this.#box.scrollHeight > this.#box.clientHeight) {
      this.#box.rows += 1;
    }
  }

  #say(text) {
    write(this.#part("note"), text);
    write(this.#part("aloud"), text);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

/* Unchanged words are not written again: they would be read out again. */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

customElements.define("chat-composer", ChatComposer);
