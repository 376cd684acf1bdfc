import { beacon as tell } from "./beacon.js";
import { hideOthers } from "./hide-others.js";

// Leaving for good. The order is the promise: nothing to see, no key, no trace,
// then the server is told, then the address is replaced. Never through our own
// server: a visitor must get away when it is down.
export class Leaving {
  #window;
  #cover;
  #gone = false;

  constructor({ window, words, sealed }) {
    this.#window = window;
    this.#cover = new Cover({ document: window.document, words, sealed });
  }

  get isGone() {
    return this.#gone;
  }

  leave({ target, beacon }) {
    this.#gone = true;
    this.#cover.show();
    this.#window.document.dispatchEvent(new CustomEvent("quick-exit"));
    attempt(() => this.#window.sessionStorage.clear());
    if (beacon) {
      attempt(() => tell(beacon, this.#window.navigator));
    }
    this.#window.onbeforeunload = null;
    this.#window.location.replace(target);
  }

  hide() {
    this.#cover.show();
  }

  comeBack() {
    this.#gone = false;
    this.#cover.remove();
  }
}

class Cover {
  #document;
  #words;
  #sealed;
  #element = null;
  #unhide = () => {};

  constructor({ document, words, sealed }) {
    this.#document = document;
    this.#words = words;
    this.#sealed = sealed;
  }

  show() {
    const { body, documentElement } = this.#document;
    this.#element ??= this.#make();
    documentElement.classList.add("is-left");
    if (this.#sealed) {
      body.replaceChildren(this.#element);
    } else {
      body.append(this.#element);
      this.#unhide = hideOthers(body, this.#element);
    }
  }

  remove() {
    this.#document.documentElement.classList.remove("is-left");
    this.#unhide();
    this.#element?.remove();
    this.#element = null;
  }

  #make() {
    const element = this.#document.createElement("div");
    element.className = "left-cover";
    element.setAttribute("role", "alert");
    element.textContent = this.#words;
    return element;
  }
}

function attempt(step) {
  try {
    step();
  } catch {
    // Blocked storage or a blocked beacon must not keep anyone here.
  }
}
