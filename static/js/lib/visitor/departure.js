const SCREEN_OF = { session: "gone", not_yours: "gone", superseded: "elsewhere", ended: "ended" };
const OVER = new Set(["gone", "ended"]);

/* Every way in which a conversation leaves this page: nothing of it stays behind. */
export class Departure {
  #api;
  #session;
  #share;
  #emptied;

  /* emptied(screen) takes what is left out of the page. */
  constructor({ api, session, share, emptied }) {
    this.#api = api;
    this.#session = session;
    this.#share = share;
    this.#emptied = emptied;
  }

  /* The visitor stops: the other side is told first, for as long as that takes. */
  async finish() {
    await this.#session.end();
    await this.leave();
  }

  async leave() {
    if (!this.#session.lives) return;
    this.#emptied("ended");
    await this.#session.leave();
  }

  /* What may still be joined keeps its share: a new try or a reload finds it. */
  stopped(why) {
    const screen = SCREEN_OF[why] ?? "broken";
    this.#session.wipe();
    if (OVER.has(screen)) this.#share.clear();
    this.#emptied(screen);
  }

  /* Away for too long: like leaving, on a sheet that stays empty. */
  vanish(body) {
    this.#session.wipe();
    this.#share.clear();
    this.#api.tellLeft();
    body.replaceChildren();
  }

  hidden() {
    if (this.#session.lives) this.#api.tellHidden();
    this.#session.wipe();
  }
}
