/* Offers the page of a newer build; never forces it, and not while words would be lost.
   serves(build) tells what the server runs, rest() that nobody listens any more. */
class NewBuild extends HTMLElement {
  /* A message that did not arrive lives in this page only, like what is being typed. */
  static UNSENT = ".message__clock:not([hidden]), .message--failed";
  static LOOK_AGAIN_MS = 1000;

  #served = null;
  #differs = false;
  #declined = null;
  #again = null;
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const type of ["input", "compose"]) {
      this.ownerDocument.addEventListener(type, () => this.#draw(), { signal });
    }
    this.#part("renew").addEventListener("click", () => this.#renew(), { signal });
    this.#part("later").addEventListener("click", () => this.#decline(), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#again);
  }

  /* While processes are replaced in turn a new page may meet an old one first: what
     the first frame says is not yet a reason. */
  serves(build) {
    const first = this.#served === null;
    this.#served = build;
    this.#differs = !first && build !== this.dataset.build;
    this.#draw();
  }

  rest() {
    this.#differs = false;
    this.#draw();
  }

  get #holdsWords() {
    const boxes = [...this.ownerDocument.querySelectorAll("textarea")];
    return boxes.some((box) => box.value.trim() !== "") || this.#unsent;
  }

  get #unsent() {
    return this.ownerDocument.querySelector(NewBuild.UNSENT) !== null;
  }

  #draw() {
    clearTimeout(this.#again);
    const wants = this.#differs && this.#served !== this.#declined;
    const offers = wants && !this.#holdsWords;
    if (wants && this.#unsent) {
      this.#again = setTimeout(() => this.#draw(), NewBuild.LOOK_AGAIN_MS);
    }
    if (offers === this.hasAttribute("data-offers")) return;
    this.toggleAttribute("data-offers", offers);
    this.#part("actions").hidden = !offers;
    this.#say(offers ? "offer" : null);
  }

  #decline() {
    this.#declined = this.#served;
    this.#draw();
    // The focus went with the button: back to where one writes.
    const boxes = [...this.ownerDocument.querySelectorAll("textarea")];
    boxes.find((box) => box.offsetParent !== null)?.focus();
  }

  /* First whether there is a page to come back to: an error page has no way back. */
  async #renew() {
    const { location } = this.ownerDocument;
    const there = await fetch(location.href, { method: "HEAD", cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!there) this.#say("not-now");
    else if (this.#holdsWords) this.#draw();
    else location.reload();
  }

  /* A status that was there before its words is read out when they come. */
  #say(name) {
    const words = name ? [this.#part(name).content.cloneNode(true)] : [];
    this.#part("said").replaceChildren(...words);
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("new-build", NewBuild);
