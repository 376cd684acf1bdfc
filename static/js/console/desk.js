import { Link } from "../lib/link.js";
import { Claims } from "./claims.js";
import { Hand } from "./hand.js";
import { Queue } from "./queue.js";
import { QueueWatch } from "./queue.js";

const RINGS = new Set(["queue", "ready", "beat"]);

/**
 * An open desk: the line, the waiting list and what is in hand. Events: "queue" (the lists
 * changed), "waiting" (somebody new waits), "line" {state, word}, "stopped" {word},
 * "undone" (what was asked did not happen), "build" {build} (what the server runs).
 */
export class Desk extends EventTarget {
  queue = new Queue();
  #api;
  #link;
  #claims;
  #watch;
  #now;
  #closed = false;

  constructor({ api, keys, url, now = () => Date.now(), ...rest }) {
    super();
    this.#api = api;
    this.#now = now;
    const makeLink = rest.makeLink ?? ((options) => new Link(options));
    this.#link = makeLink({ url, at: () => this.hand.cursors });
    this.#claims = new Claims({ link: this.#link, clock: rest.clock });
    this.hand = new Hand({ api, keys, link: this.#link, clock: rest.clock });
    this.#link.addEventListener("frame", ({ detail }) => this.#heard(detail));
    this.#link.addEventListener("state", ({ detail }) => this.#line(detail));
    this.#watch = new QueueWatch({ ask: () => this.#ask() });
  }

  /** First the list: the very first frame then asks for the history of all I have in hand. */
  async open() {
    await this.#watch.start();
    if (!this.#closed) this.#link.start();
  }

  close() {
    this.#closed = true;
    this.#watch.stop();
    this.#link.stop();
    this.#claims.clear();
    this.hand.clear();
  }

  get connected() {
    return this.#link.state === "open";
  }

  async claim(c) {
    this.hand.claimed(c);
    try {
      await this.#claims.ask(c);
    } catch (refused) {
      this.hand.unclaimed(c);
      throw refused;
    } finally {
      this.#watch.ring();
    }
  }

  proposeEnd(c) {
    return this.#link.send({ type: "propose_end", c });
  }

  #heard(frame) {
    if (frame.build !== undefined) this.#say("build", { build: frame.build });
    if (RINGS.has(frame.type)) this.#watch.ring();
    const answered = this.#claims.hear(frame);
    // A message that was refused says so itself, by its stream; so does a claim.
    if (frame.type === "refused" && frame.again && !frame.stream && !answered) this.#say("undone");
    if (frame.type === "presence") this.hand.get(frame.c)?.visitor(frame);
  }

  #line({ state, word }) {
    if (state !== "open") this.#claims.lost(word);
    this.#say("line", { state, word });
    if (state === "stopped" && word !== "left") this.#stop(word);
  }

  #stop(word) {
    this.#closed = true;
    this.#watch.stop();
    this.#say("stopped", { word });
  }

  async #ask() {
    try {
      const answer = await this.#api.queue();
      if (this.#closed) return true;
      const came = this.queue.take(answer, this.#now());
      await this.hand.hold(this.queue.mine);
      if (this.#closed) return true;
      this.#say("queue");
      if (came > 0) this.#say("waiting");
      return true;
    } catch (refused) {
      if (this.#closed) return true;
      if (refused.code === "session") this.#stop("session");
      return refused.code === "session";
    }
  }

  #say(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
