import { word } from "./words.js";

const DISCARDED = new Set(["ended", "not_yours"]);
const FINAL = new Set([...DISCARDED, "full"]);

function clockTime(at) {
  if (!at) return "";
  const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const time = new Intl.DateTimeFormat(document.documentElement.lang, form).format(new Date(at));
  return word("message_time", { time });
}

function stateWords({ own, state, code, payload }) {
  if (state === "failed") return word(DISCARDED.has(code) ? "message_over" : "message_failed");
  if (state === "sending") return word("message_pending");
  const parts = [clockTime(payload.at), own ? word(`message_${state}`) : ""];
  return parts.filter(Boolean).join(", ");
}

/* One message on the screen, own or theirs, on its way or stored: the same template. */
export class MessageView {
  static PATIENCE_MS = 1500;

  #timer = null;

  constructor(template, item) {
    this.element = template.content.cloneNode(true).firstElementChild;
    this.item = item;
    this.element.dataset.own = item.own;
    this.element.classList.toggle("message--own", item.own);
    this.#part("who").textContent = word("message_by", {
      name: item.own ? word("you") : (item.payload.n ?? word("other")),
    });
    this.#part("text").textContent = item.payload.b;
    this.#part("retry").addEventListener("click", () => this.#tell("retry"));
    this.element.addEventListener("click", () => this.#tapped());
    this.update();
  }

  get n() {
    return this.item.n;
  }

  update() {
    const { state, code } = this.item;
    clearTimeout(this.#timer);
    this.element.classList.toggle("message--failed", state === "failed");
    this.element.classList.toggle("message--pending", state === "sending" && this.#waited);
    this.#part("words").textContent = stateWords(this.item);
    this.#part("clock").toggleAttribute("hidden", state !== "sending");
    this.#part("retry").hidden = state !== "failed" || FINAL.has(code);
    if (state === "sending" && !this.#waited) this.#waitABit();
  }

  forget() {
    clearTimeout(this.#timer);
    this.element.remove();
  }

  #waited = false;

  /* Most messages arrive at once: only a slow one says that it is on its way. */
  #waitABit() {
    this.#timer = setTimeout(() => {
      this.#waited = true;
      this.update();
    }, MessageView.PATIENCE_MS);
  }

  #tapped() {
    if (String(getSelection()) === "") this.element.toggleAttribute("data-tapped");
  }

  #tell(name) {
    this.element.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: this.item }));
  }

  #part(name) {
    return this.element.querySelector(`[data-part=${name}]`);
  }
}

/* Where the speaker changes there is air; the last of a row points home. */
export function group(element) {
  const own = element?.dataset.own;
  if (own === undefined) return;
  const { previousElementSibling: above, nextElementSibling: below } = element;
  element.classList.toggle("message--turn", above?.dataset.own !== own);
  element.classList.toggle("message--last", below?.dataset.own !== own);
}
