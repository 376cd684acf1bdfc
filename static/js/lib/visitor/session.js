import { toBase64url } from "../../e2ee/bytes.js";
import { wipe } from "../../e2ee/bytes.js";
import { VISITOR } from "../../e2ee/conversation.js";
import { Transcript } from "../../e2ee/transcript.js";
import { Backoff } from "../backoff.js";
import { clock as systemClock } from "../clock.js";
import { Conversation } from "../conversation.js";
import { Link } from "../link.js";
import { openConversation } from "./opening.js";

/* A visitor's conversation from key to nothing. `talk` and `link` exist while it lives. */
export class VisitorSession {
  static END_MS = 2000;

  talk = null;
  link = null;
  #kc = null;
  #wiped = 0;
  #leaving = null;
  #api;
  #share;
  #socket;
  #clock;

  constructor({ api, share, socket, clock = systemClock }) {
    this.#api = api;
    this.#share = share;
    this.#socket = socket;
    this.#clock = clock;
  }

  get lives() {
    return this.#kc !== null;
  }

  /* This tab holds half of one, from before it was loaded. */
  get isKept() {
    return this.#share.id !== null;
  }

  /* It was left, and the server does not know it yet. */
  get isLeaving() {
    return this.#leaving !== null;
  }

  async begin() {
    const before = this.#wiped;
    this.#leaving = null;
    const found = await openConversation(this.#api, this.#clock);
    await this.#live(found, before);
  }

  /* After a reload: true, or the word why not ("gone", "offline"). */
  async resume() {
    const before = this.#wiped;
    this.#leaving = null;
    const found = await this.#share.join();
    if (typeof found === "string") return found;
    await this.#live(found, before);
    return true;
  }

  end() {
    const asked = this.link.send({ type: "end", c: this.talk.c });
    return new Promise((resolve) => {
      if (!asked) return resolve();
      this.#clock.setTimeout(resolve, VisitorSession.END_MS);
      return this.talk.addEventListener("server", ({ detail }) => {
        if (detail.kind === "ended") resolve();
      });
    });
  }

  /* Keys, text and shares first; the server is told as soon as it can be reached, however
     long that takes, but never of a conversation that was begun meanwhile. */
  async leave() {
    this.wipe();
    this.#share.clear();
    const leaving = new Backoff(this.#clock);
    this.#leaving = leaving;
    while (this.#leaving === leaving) {
      const { status } = await this.#api.leave();
      if (status === 204) return this.#left(leaving);
      await new Promise((resolve) => this.#clock.setTimeout(resolve, leaving.next()));
    }
  }

  #left(leaving) {
    if (this.#leaving === leaving) this.#leaving = null;
  }

  /* At once and without a promise: called while the page is being left. */
  wipe() {
    this.#wiped += 1;
    if (this.#kc) wipe(this.#kc);
    this.#kc = null;
    this.talk?.forget();
    this.link?.stop();
    this.talk = null;
    this.link = null;
  }

  async #live({ kc, conv }, before) {
    const transcript = await Transcript.start(kc, conv, VISITOR);
    if (before !== this.#wiped) return wipe(kc);
    const c = toBase64url(conv);
    const link = new Link({ url: this.#socket, at: () => [talk.at], clock: this.#clock });
    const talk = new Conversation({ c, role: VISITOR, transcript, link, clock: this.#clock });
    const keepShare = () => this.#share.keep(kc, conv);
    link.addEventListener("ready", keepShare);
    link.addEventListener("frame", ({ detail }) => detail.type === "share" && keepShare());
    Object.assign(this, { link, talk });
    this.#kc = kc;
    return undefined;
  }
}
