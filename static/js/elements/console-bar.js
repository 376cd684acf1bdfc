/** The bar above everything: how the line is, and the alarm for whoever begins to wait. */
export class ConsoleBar extends HTMLElement {
  #listening = null;

  disconnectedCallback() {
    this.detach();
  }

  attach(desk) {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const line = this.querySelector("console-line");
    desk.addEventListener("line", ({ detail }) => line.show(detail.state), { signal });
    desk.addEventListener("waiting", () => this.#alarm.somebodyWaits(), { signal });
  }

  detach() {
    this.#listening?.abort();
    this.querySelector("console-line").show("off");
  }

  /** Inside a key press or click: browsers keep sound off until then. */
  wake() {
    this.#alarm.wake();
  }

  get #alarm() {
    return this.querySelector("console-alarm");
  }
}

customElements.define("console-bar", ConsoleBar);
