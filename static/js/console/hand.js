import { clock as systemClock } from "../lib/clock.js";
import { Numbers } from "./numbers.js";
import { openTranscript } from "./talk.js";
import { Talk } from "./talk.js";

/**
 * The conversations one counsellor has in hand. Events: "opened", "closed", "change" and
 * "news" (each with {talk}), "shown", "unopened" {code}.
 */
export class Hand extends EventTarget {
  static MOST = 20;
  static SHOWN_WITHIN_MS = 5_000;

  current = null;
  #talks = new Map();
  #numbers = new Numbers();
  #opening = new Set();
  #claimed = new Map();
  #api;
  #keys;
  #link;
  #clock;
  #closed = false;

  constructor({ api, keys, link, clock = systemClock }) {
    super();
    this.#clock = clock;
    this.#api = api;
    this.#keys = keys;
    this.#link = link;
    link.addEventListener("ready", ({ detail }) => this.#followAll(detail));
  }

  get talks() {
    return [...this.#talks.values()].sort((a, b) => a.number - b.number);
  }

  get cursors() {
    return this.#running.slice(0, Hand.MOST).map(({ line }) => line.at);
  }

  get #running() {
    return this.talks.filter(({ follows }) => follows);
  }

  get(c) {
    return this.#talks.get(c) ?? null;
  }

  at(number) {
    return this.get(this.#numbers.at(number));
  }

  /** The next with something unread, else simply the next. */
  next() {
    const all = this.talks;
    const from = all.findIndex(({ c }) => c === this.current) + 1;
    const ahead = [...all.slice(from), ...all.slice(0, from)];
    return ahead.find(({ unread }) => unread > 0) ?? ahead[0] ?? null;
  }

  /** What I claimed in this tab gets my greeting from this tab. */
  claimed(c) {
    this.dismiss(c);
    this.#claimed.set(c, this.#clock.now());
  }

  /** It was refused; if it comes to me all the same, that is not by this tab. */
  unclaimed(c) {
    this.#claimed.delete(c);
  }

  async hold(mine) {
    const held = new Map(mine.map((one) => [one.conv, one]));
    for (const talk of this.talks) if (!held.has(talk.c)) talk.lost();
    for (const one of mine) {
      if (one.state === "open") await this.#take(one);
      if (this.#closed) return;
      this.get(one.conv)?.visitor({ here: one.here });
    }
  }

  show(c) {
    this.current = c;
    for (const talk of this.talks) talk.show(talk.c === c);
    this.#say("shown");
  }

  /** Off the screen and out of memory. */
  dismiss(c) {
    const talk = this.get(c);
    if (talk === null) return;
    this.#talks.delete(c);
    this.#numbers.keepOnly([...this.#talks.keys()]);
    talk.forget();
    this.#say("closed", { talk });
    if (this.current === c) this.show(null);
  }

  /** For good: what was still being opened does not come any more. */
  clear() {
    this.#closed = true;
    for (const talk of this.talks) this.dismiss(talk.c);
  }

  async #take({ conv: c, n }) {
    if (this.#talks.has(c)) return this.#regain(this.#talks.get(c), n);
    if (this.#opening.has(c)) return;
    this.#opening.add(c);
    try {
      const transcript = await openTranscript(c, { api: this.#api, keys: this.#keys });
      if (!this.#closed) this.#open(c, n, transcript);
    } catch (error) {
      if (!this.#closed) this.#say("unopened", { code: error.code });
    } finally {
      this.#opening.delete(c);
    }
  }

  /** An answer from before the end knows no more than I do; one from after it does. */
  #regain(talk, n) {
    if (talk.over === null || talk.over === "full" || n <= talk.line.at[1]) return;
    talk.regained();
    this.#follow(talk);
  }

  #open(c, head, transcript) {
    const pressedAt = this.#claimed.get(c);
    const claimedHere = this.#claimed.delete(c);
    const facts = { c, number: this.#numbers.of(c), name: this.#keys.name, claimedHere };
    const talk = new Talk({ ...facts, head, transcript, link: this.#link });
    this.#talks.set(c, talk);
    for (const type of ["change", "news"]) {
      talk.addEventListener(type, () => this.#say(type, { talk }));
    }
    this.#say("opened", { talk });
    this.#follow(talk);
    if (claimedHere && this.#isExpected(pressedAt)) this.show(c);
  }

  /** Later than that I may be writing to somebody else, and it opens quietly. */
  #isExpected(pressedAt) {
    return this.current === null || this.#clock.now() - pressedAt <= Hand.SHOWN_WITHIN_MS;
  }

  #follow({ line }) {
    const [c, n] = line.at;
    this.#link.send({ type: "follow", c, n });
  }

  /** What was opened between the hello and its answer could not be asked for yet. */
  #followAll({ heads }) {
    const followed = new Set(heads.map(([c]) => c));
    for (const talk of this.#running) if (!followed.has(talk.c)) this.#follow(talk);
  }

  #say(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
