/** A system notification that says that somebody waits, and nothing else. */
export class Notice {
  static TAG = "waiting";

  #Kind;
  #page;

  constructor({ Kind = globalThis.Notification, page = globalThis.document } = {}) {
    this.#Kind = Kind;
    this.#page = page;
  }

  get state() {
    return this.#Kind?.permission ?? "missing";
  }

  /** Only from a button: asked at load, people refuse for ever. */
  async ask() {
    await this.#Kind?.requestPermission();
    return this.state;
  }

  show(text) {
    if (this.state !== "granted" || this.#page.hasFocus()) return false;
    try {
      const note = new this.#Kind(text, { tag: Notice.TAG, silent: true });
      note.onclick = () => {
        globalThis.focus?.();
        note.close();
      };
      return true;
    } catch {
      return false; // Android shows notifications of service workers only, and we have none.
    }
  }
}
