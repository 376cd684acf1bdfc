const SCREEN_OF = { session: "gone", not_yours: "gone", superseded: "elsewhere", ended: "ended" };
const OVER = new Set(["gone", "ended"]);

/* Every way in which a conversation leaves this page: nothing of it stays behind. */
export class Departure {
  #api;
  #session;
  #share;
  #cleared;
  #emptied;
  #finishing = false;

  /* cleared() takes what was said out of the page, emptied(screen) puts another screen there. */
  constructor({ api, session, share, cleared, emptied }) {
    this.#api = api;
    this.#session = session;
    this.#share = share;
    this.#cleared = cleared;
    this.#emptied = emptied;
  }

  /* The visitor stops: the other side is told first, for as long as that takes. */
  async finish() {
    this.#finishing = true;
    await this.#session.end();
    this.#finishing = false;
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
    this.fled();
    this.#share.clear();
    this.#api.tellLeft();
    body.replaceChildren();
  }

  /* A question only for what would be lost: nobody is held who wants to go. */
  asked(event) {
    if (this.#finishing || !this.#session.talk?.unsent.length) return;
    event.preventDefault();
    // What browsers before 2023 look at instead.
    event.returnValue = true;
  }

  /* Who stopped and could not tell yet has this one chance left. */
  hidden() {
    if (this.#finishing || this.#session.isLeaving) this.#api.tellLeft();
    else if (this.#session.lives) this.#api.tellHidden();
    this.fled();
  }

  /* Out of sight is not enough: a page that is kept may be looked into. */
  fled() {
    this.#session.wipe();
    this.#cleared();
  }
}
