import { MessageOrder } from "../lib/message-order.js";
import { group } from "../lib/message-view.js";
import { MessageView } from "../lib/message-view.js";
import { Stick } from "../lib/stick.js";
import { word } from "../lib/words.js";

/* The messages of one conversation. show(item) adds or updates, note(text, kind?) adds a line,
   typing(name or null) shows or hides the typing line. Event "retry" (an item) bubbles. */
class ChatLog extends HTMLElement {
  #views = new Map();
  #order = new MessageOrder();
  #scroller = this.#part("scroller");
  #list = this.#part("list");
  #typing = this.#part("typing");
  #jump = this.#part("jump");
  #stick = new Stick(this.#scroller);

  connectedCallback() {
    this.#jump.addEventListener("click", () => this.toEnd());
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#scroller.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /* History is not read out; what comes afterwards is. */
  set live(on) {
    this.#scroller.setAttribute("aria-live", on ? "polite" : "off");
  }

  show(item) {
    const known = this.#views.get(item.id);
    const { isAtEnd } = this.#stick;
    this.#stick.during(() => (known ? this.#update(known) : this.#add(item)));
    if (known || isAtEnd) return;
    if (item.own) this.toEnd();
    else this.#jump.hidden = false;
  }

  note(text, kind = "note") {
    const line = this.#part(kind).content.cloneNode(true).firstElementChild;
    line.querySelector("[data-part=text]").textContent = text;
    this.#stick.during(() => this.#typing.before(line));
  }

  typing(name) {
    this.#stick.during(() => {
      this.#typing.hidden = !name;
      const text = name ? word("typing", { name }) : "";
      this.#typing.querySelector("[data-part=text]").textContent = text;
    });
  }

  remove(id) {
    const view = this.#views.get(id);
    if (!view) return;
    this.#views.delete(id);
    this.#order.remove(view);
    const { previousElementSibling: above, nextElementSibling: below } = view.element;
    this.#keepFocus(view.element);
    view.forget();
    for (const one of [above, below]) group(one);
  }

  clear() {
    for (const view of this.#views.values()) view.forget();
    this.#views.clear();
    this.#order = new MessageOrder();
    this.#list.replaceChildren(this.#typing);
    this.typing(null);
  }

  toEnd() {
    this.#stick.toEnd();
    this.#hideJump();
  }

  #add(item) {
    const view = new MessageView(this.#part("message"), item);
    this.#views.set(item.id, view);
    this.#place(view, this.#order.add(view));
  }

  #update(view) {
    view.update();
    const next = this.#order.update(view);
    if (next !== undefined) this.#place(view, next);
  }

  #place({ element }, next) {
    const beside = [element.previousElementSibling, element.nextElementSibling];
    (next?.element ?? this.#typing).before(element);
    beside.push(element.previousElementSibling, element, element.nextElementSibling);
    for (const one of beside) group(one);
  }

  #scrolled() {
    if (this.#stick.isAtEnd) this.#hideJump();
  }

  #hideJump() {
    this.#keepFocus(this.#jump);
    this.#jump.hidden = true;
  }

  /* With what goes away the focus would fall out of the conversation. */
  #keepFocus(leaving) {
    if (leaving.contains(document.activeElement)) this.#scroller.focus({ preventScroll: true });
  }

  /* By keyboard, Enter shows or hides the times that a tap shows one by one. */
  #pressed(event) {
    if (event.key !== "Enter" || event.target !== this.#scroller) return;
    this.toggleAttribute("data-times");
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("chat-log", ChatLog);
