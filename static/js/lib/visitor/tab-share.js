import { equal } from "../../e2ee/bytes.js";
import { fromBase64url } from "../../e2ee/bytes.js";
import { random } from "../../e2ee/bytes.js";
import { toBase64url } from "../../e2ee/bytes.js";
import { wipe } from "../../e2ee/bytes.js";
import { conversationId } from "../../e2ee/conversation.js";
import { joinShare } from "../../e2ee/conversation.js";
import { splitShare } from "../../e2ee/conversation.js";

/* Survives a reload: half A lies in this tab, half B on the server for a minute or so.
   Browsers keep cleared storage on disk, so a whole key is never put there. */
export class TabShare {
  static NAME = "s";
  static VERSION = 1;
  static ID_BYTES = 16;

  #api;
  #storage;

  constructor({ api, storage = globalThis.sessionStorage }) {
    this.#api = api;
    this.#storage = storage;
  }

  /* The id of what lies in this tab, or null. */
  get id() {
    return this.#read()?.id ?? null;
  }

  /* The server first: a page that dies in between still has two halves that fit. */
  async keep(kc, conv) {
    const { a, b } = splitShare(kc);
    const id = toBase64url(random(TabShare.ID_BYTES));
    const { status } = await this.#api.putShare({ id, b: toBase64url(b) });
    wipe(b);
    // Wiped or left while the server answered: then nothing may be written any more.
    if (status !== 204 || kc.every((byte) => byte === 0)) return;
    const half = { v: TabShare.VERSION, c: toBase64url(conv), id, a: toBase64url(a) };
    this.#storage.setItem(TabShare.NAME, JSON.stringify(half));
  }

  /* {kc, conv}, "gone", or "offline" when nobody could be asked. */
  async join() {
    const half = this.#read();
    if (!half) return "gone";
    const { status, body } = await this.#api.takeShare(half.id);
    if (status === 0 || status >= 500) return "offline";
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
