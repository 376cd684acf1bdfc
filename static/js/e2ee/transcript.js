import { equal } from "./bytes.js";
import { label } from "./bytes.js";
import { random } from "./bytes.js";
import { sha256 } from "./bytes.js";
import { toHex } from "./bytes.js";
import { messageKeys } from "./conversation.js";
import { openEnvelope } from "./envelope.js";
import { sealEnvelope } from "./envelope.js";
import { E2eeError } from "./errors.js";

const STREAM_BYTES = 8;

/**
 * One side's view of a conversation. Give it every envelope in the server's order, own ones
 * too; it says what each contained and whether anything was withheld, repeated or reordered.
 */
export class Transcript {
  #keys;
  #conv;
  #role;
  #chain;
  #expected = new Map();
  #stream = random(STREAM_BYTES);
  #ctr = 0;
  #seenUpTo = 0;
  #last = Promise.resolve();

  static async start(kc, conv, role) {
    const keys = await messageKeys(kc, conv);
    return new Transcript(keys, conv, role, await sha256(label("chain", conv)));
  }

  constructor(keys, conv, role, first) {
    this.#keys = keys;
    this.#conv = conv;
    this.#role = role;
    this.#chain = [first];
  }

  get length() {
    return this.#chain.length - 1;
  }

  get head() {
    return this.#chain[this.length];
  }

  /** The other side proved to have accepted the first so many envelopes. */
  get seenUpTo() {
    return this.#seenUpTo;
  }

  /** After a refusal the counter has a hole: what is sealed next begins a new stream. */
  renew() {
    this.#stream = random(STREAM_BYTES);
    this.#ctr = 0;
  }

  accept(envelope) {
    const opening = this.#open(envelope);
    const taken = this.#last.then(async () => this.#take(envelope, await opening));
    this.#last = taken.catch(() => undefined);
    return taken;
  }

  acceptAll(envelopes) {
    return Promise.all(envelopes.map((envelope) => this.accept(envelope)));
  }

  async seal(kind, payload) {
    const header = {
      conv: this.#conv,
      kind,
      role: this.#role,
      stream: this.#stream,
      ctr: this.#ctr,
      ackN: this.length,
      ackHash: this.head,
    };
    this.#ctr += 1;
    return sealEnvelope(this.#keys, header, payload);
  }

  async #open(envelope) {
    try {
      return { result: "ok", ...(await openEnvelope(this.#keys, this.#conv, envelope)) };
    } catch (error) {
      if (!(error instanceof E2eeError)) throw error;
      return { result: error.code };
    }
  }

  async #take(envelope, opened) {
    if (opened.result !== "ok") return this.#refused(opened.result, "rejected");
    const sender = `${opened.role}:${toHex(opened.stream)}`;
    const expected = this.#expected.get(sender) ?? 0;
    if (opened.ctr < expected) return this.#refused("replay", "replay");
    const alerts = opened.ctr > expected ? ["gap"] : [];
    this.#expected.set(sender, opened.ctr + 1);
    alerts.push(...this.#checkView(opened));
    this.#chain.push(await sha256(this.head, envelope));
    return { ...opened, alerts, position: this.length, seenUpTo: this.#seenUpTo };
  }

  #refused(result, alert) {
    return { result, alerts: [alert], seenUpTo: this.#seenUpTo };
  }

  #checkView({ role, ackN, ackHash }) {
    if (ackN > this.length) return ["withheld"];
    if (!equal(this.#chain[ackN], ackHash)) return ["fork"];
    if (role !== this.#role) this.#seenUpTo = Math.max(this.#seenUpTo, ackN);
    return [];
  }
}
