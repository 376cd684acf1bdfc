import { equal } from "../../e2ee/bytes.js";
import { fromBase64url } from "../../e2ee/bytes.js";
import { random } from "../../e2ee/bytes.js";
import { toBase64url } from "../../e2ee/bytes.js";
import { wipe } from "../../e2ee/bytes.js";
import { conversationId } from "../../e2ee/conversation.js";
import { joinShare } from "../../e2ee/conversation.js";
import { splitShare } from "../../e2ee/conversation.js";
import { Backoff } from "../backoff.js";
import { clock as systemClock } from "../clock.js";

/* Survives a reload: half A lies in this tab, half B on the server for a minute or so.
   Browsers keep cleared storage on disk, so a whole key is never put there. */
export class TabShare {
  static NAME = "s";
  static VERSION = 1;
  static ID_BYTES = 16;

  #api;
  #storage;
  #clock;
  #offering = null;

  constructor({ api, storage = globalThis.sessionStorage, clock = systemClock }) {
    this.#api = api;
    this.#storage = storage;
    this.#clock = clock;
  }

  /* The id of what lies in this tab, or null. */
  get id() {
    return this.#read()?.id ?? null;
  }

  /* The server first: a page that dies in between still has two halves that fit. */
  async keep(kc, conv) {
    const { a, b } = splitShare(kc);
    const id = toBase64url(random(TabShare.ID_BYTES));
    const offer = { id, b: toBase64url(b) };
    wipe(b);
    const taken = await this.#offer(offer, kc);
    // Wiped or left while the server answered: then nothing may be written any more.
    if (!taken || isWiped(kc)) return;
    const half = { v: TabShare.VERSION, c: toBase64url(conv), id, a: toBase64url(a) };
    this.#storage.setItem(TabShare.NAME, JSON.stringify(half));
  }

  /* Until the server heard it, unless there is a newer one or no key any more. The same
     again: it may have been taken unheard, and of more than two the oldest is dropped. */
  async #offer(offer, kc) {
    const offering = new Backoff(this.#clock);
    this.#offering = offering;
    while (this.#offering === offering && !isWiped(kc)) {
      const { status } = await this.#api.putShare(offer);
      if (!unheard(status)) return status === 204;
      await new Promise((resolve) => this.#clock.setTimeout(resolve, offering.next()));
    }
    return false;
  }

  /* {kc, conv}, "gone", or "offline" when nobody could be asked. */
  async join() {
    const half = this.#read();
    if (!half) return "gone";
    const { status, body } = await this.#api.takeShare(half.id);
    if (unheard(status)) return "offline";
    if (status !== 200) return "gone";
    const kc = joinShare(fromBase64url(half.a), fromBase64url(body.b));
    const conv = await conversationId(kc);
    return equal(conv, fromBase64url(half.c)) ? { kc, conv } : "gone";
  }

  clear() {
    this.#storage.clear();
  }

  #read() {
    try {
      const half = JSON.parse(this.#storage.getItem(TabShare.NAME));
      return half?.v === TabShare.VERSION ? half : null;
    } catch {
      return null;
    }
  }
}

function isWiped(kc) {
  return kc.every((byte) => byte === 0);
}

function unheard(status) {
  return status === 0 || status >= 500;
}
