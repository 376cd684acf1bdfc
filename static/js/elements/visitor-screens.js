/* One screen at a time. Its heading takes the focus, but not while the page opens: the first
   Tab there goes to the way out. */
class VisitorScreens extends HTMLElement {
  static ONE_SCREEN = "chat-body";
  static OPENING = new Set(["no-script", "checking"]);

  get current() {
    return this.querySelector("[data-screen]:not([hidden])")?.dataset.screen;
  }

  show(name) {
    const before = this.current;
    if (before === name) return;
    const opening = VisitorScreens.OPENING.has(before);
    const inside = this.contains(document.activeElement);
    for (const screen of this.querySelectorAll("[data-screen]")) {
      screen.hidden = screen.dataset.screen !== name;
    }
    document.body.classList.toggle(VisitorScreens.ONE_SCREEN, name === "talk");
    for (const only of document.querySelectorAll("[data-only]")) {
      only.hidden = only.dataset.only !== name;
    }
    // A slip of the finger on a link would end the page that the talk lives in.
    document.querySelector(".header").inert = name === "talk";
    scrollTo(0, 0);
    if (opening && !inside) return;
    this.querySelector(`[data-screen=${name}] h1`)?.focus({ preventScroll: true });
  }
}

customElements.define("visitor-screens", VisitorScreens);
