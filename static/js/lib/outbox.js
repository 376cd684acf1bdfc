import { clock as systemClock } from "./clock.js";

/* Sends one sealed message at a time and keeps each until it is acknowledged. Sealed
   once: whatever happens to the line, the same bytes go out again. */
export class Outbox {
  static STALLED_MS = 10_000;
  static RESEALED = new Set(["gap", "reused"]);

  #letters = [];
  #ready = false;
  #sealing = false;
  #sent = null;
  #over = null;
  #timer = null;
  #seal;
  #send;
  #renew;
  #changed;
  #stalled;
  #clock;

  /* seal(letter) → {env, stream, ctr}; send(env) → was the line open;
     renew(): begin a new stream; changed(letter); stalled(): the line looks dead. */
  constructor({ seal, send, changed, ...rest }) {
    this.#seal = seal;
    this.#send = send;
    this.#changed = changed;
    this.#renew = rest.renew ?? (() => {});
    this.#stalled = rest.stalled ?? (() => {});
    this.#clock = rest.clock ?? systemClock;
  }

  get letters() {
    return [...this.#letters];
  }

  add(letter) {
    letter.state = this.#over ? "failed" : "sending";
    letter.code = this.#over ?? undefined;
    if (!this.#over) this.#letters.push(letter);
    this.#changed(letter);
    this.#pump();
    return letter;
  }

  ready() {
    this.#ready = true;
    this.#sent = null;
    this.#pump();
  }

  lost() {
    this.#ready = false;
    this.#clock.clearTimeout(this.#timer);
  }

  /* An acknowledgement and the message's own event may come in either order. */
  acked({ stream, ctr, n }) {
    const letter = this.#head(stream, ctr);
    if (!letter) return null;
    this.#letters.shift();
    this.#clock.clearTimeout(this.#timer);
    Object.assign(letter, { state: "sent", n, sealed: null });
    this.#changed(letter);
    this.#pump();
    return letter;
  }

  refused({ code, stream, ctr, again, after_ms: afterMs = 1000 }) {
    const letter = this.#head(stream, ctr);
    if (!letter) return;
    this.#clock.clearTimeout(this.#timer);
    this.#sent = null;
    if (again) {
      this.#timer = this.#clock.setTimeout(() => this.#pump(), afterMs);
      return;
    }
    this.#renew();
    letter.sealed = null;
    if (Outbox.RESEALED.has(code) && !letter.resealed) letter.resealed = true;
    else this.#fail(this.#letters.shift(), code);
    this.#pump();
  }

  /* Nothing can be sent any more; what waits is told so, its text stays. */
  close(code) {
    this.#over = code;
    this.#clock.clearTimeout(this.#timer);
    for (const letter of this.#letters.splice(0)) this.#fail(letter, code);
  }

  reopen() {
    this.#over = null;
    this.#pump();
  }

  async #pump() {
    const [letter] = this.#letters;
    if (!letter || !this.#ready || this.#sealing || this.#sent === letter) return;
    if (!letter.sealed) {
      await this.#sealUp(letter);
      this.#pump();
      return;
    }
    this.#sent = letter;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(this.#stalled, Outbox.STALLED_MS);
    this.#send(letter.sealed.env);
  }

  async #sealUp(letter) {
    this.#sealing = true;
    try {
      letter.sealed = await this.#seal(letter);
    } catch (error) {
      this.#letters = this.#letters.filter((other) => other !== letter);
      if (letter.state === "sending") this.#fail(letter, error.code ?? "envelope");
    } finally {
      this.#sealing = false;
    }
  }

  #fail(letter, code) {
    Object.assign(letter, { state: "failed", code, sealed: null });
    this.#changed(letter);
  }

  #head(stream, ctr) {
    const [letter] = this.#letters;
    const sealed = letter?.sealed;
    return sealed && sealed.stream === stream && sealed.ctr === ctr ? letter : null;
  }
}
