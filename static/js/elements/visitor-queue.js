import { count } from "../lib/words.js";
import { word } from "../lib/words.js";

/* The place on the line, drawn for at most three people; the words say the rest. */
class VisitorQueue extends HTMLElement {
  place(ahead) {
    const text = ahead === 0 ? word("ahead_none") : count("ahead", ahead);
    const place = this.querySelector("[data-part=count]");
    if (place.textContent !== text) place.textContent = text;
    this.querySelectorAll(".queue-ticket__person").forEach((person, index) => {
      person.toggleAttribute("data-gone", index >= ahead);
    });
  }
}

customElements.define("visitor-queue", VisitorQueue);
