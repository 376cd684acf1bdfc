import { word } from "../words.js";

/* What of a conversation's state is to be seen around its log. */
export class TalkView {
  #root;
  #queue;

  constructor(root) {
    this.#root = root;
    this.#queue = root.querySelector("visitor-queue");
  }

  draw({ phase, name, ahead, endProposed }) {
    const values = { name: name ?? word("other") };
    this.#write("title", word(`title_${phase}`, values));
    this.#write("sub", word(`sub_${phase}`, values));
    this.#write("end-proposed-by", word("end_proposed", values));
    this.#root.dataset.phase = phase;
    this.#queue.hidden = phase !== "waiting" && phase !== "returned";
    if (ahead !== null) this.#queue.place(ahead);
    this.panel("end-proposed").hidden = !endProposed;
  }

  panel(name) {
    return this.#root.querySelector(`[data-panel=${name}]`);
  }

  holdFinish(held) {
    for (const button of this.#root.querySelectorAll("[data-act=finish]")) button.disabled = held;
  }

  /* Unchanged words are not written again: they would be read out again. */
  #write(part, text) {
    const place = this.#root.querySelector(`[data-part=${part}]`);
    if (place.textContent !== text) place.textContent = text;
  }
}
