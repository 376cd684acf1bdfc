import { clock as systemClock } from "./clock.js";
import { Inbox } from "./inbox.js";
import { Items } from "./items.js";
import { Outbox } from "./outbox.js";
import { openPayload } from "./payloads.js";
import { sealPayload } from "./payloads.js";
import { TheirTyping } from "./their-typing.js";

/* One conversation on a link: cursor, transcript and outbox. Events:
   "item" (a text, new or changed), "control" (the same for a control payload),
   "server" {n, kind, past}, "alert" {n, alerts, past}, "typing" {on},
   "over" {code}, "current" (everything up to the server's head is shown: only then is it
   known whether an end in the history was the last word). */
export class Conversation extends EventTarget {
  static OVER = new Set(["ended", "not_yours", "full"]);
  static ENDS = new Set(["ended", "left"]);
  static BEGINS = new Set(["returned", "claimed"]);
  static TOLD = new Set(["claimed", "returned", "end_proposed", "ended", "left"]);

  #transcript;
  #link;
  #inbox;
  #outbox;
  #typing;
  #head;
  #past;
  #ended = false;
  #items = new Items();
  #listening = new AbortController();

  /* head: the last n when it is known already; else the first ready tells it. */
  constructor({ c, role, transcript, link, head = null, clock = systemClock }) {
    super();
    this.#head = this.#past = head;
    this.c = c;
    this.role = role;
    this.#transcript = transcript;
    this.#link = link;
    this.#typing = new TheirTyping({ told: (on) => this.#say("typing", { on }), clock });
    this.#inbox = new Inbox({ apply: (event) => this.#apply(event), beat: () => link.beat() });
    this.#outbox = new Outbox({
      seal: (item) => this.#inbox.afterwards(() => this.#seal(item)),
      send: (env) => link.send({ type: "send", c, env }),
      changed: (item) => this.#tell(item),
      renew: () => transcript.renew(),
      stalled: () => link.drop(),
      clock,
    });
    this.#listen(link, this.#listening);
    if (link.state === "open") this.#outbox.ready();
    if (head === 0) this.#inbox.afterwards(() => this.#say("current"));
  }

  get at() {
    return [this.c, this.#inbox.cursor];
  }

  get unsent() {
    return this.#outbox.letters;
  }

  send(payload) {
    return this.#outbox.add(this.#items.make({ own: true, role: this.role, payload }));
  }

  typing(on) {
    this.#link.send({ type: "typing", c: this.c, on });
  }

  close(code = "ended") {
    this.#outbox.close(code);
  }

  reopen() {
    this.#outbox.reopen();
  }

  /* The last use: no key and no text is reachable from here afterwards, and none is told. */
  forget() {
    this.#transcript = null;
    this.#listening.abort();
    this.#typing.stop();
    this.#outbox.close("ended");
    this.#items.clear();
  }

  #listen(link, { signal }) {
    link.addEventListener("frame", ({ detail }) => this.#take(detail), { signal });
    const line = ({ detail }) => detail.state === "open" || this.#outbox.lost();
    link.addEventListener("state", line, { signal });
  }

  #take(frame) {
    if (frame.type === "ready") this.#ready(frame);
    if (frame.c !== this.c) return;
    if (frame.type === "events") this.#events(frame);
    if (frame.type === "ack") this.#outbox.acked(frame);
    if (frame.type === "refused") this.#refused(frame);
    if (frame.type === "typing" && frame.role !== this.role) this.#typing.heard(frame.on);
  }

  #events(frame) {
    const last = frame.items[frame.items.length - 1]?.n ?? 0;
    if (this.#head !== null) this.#head = Math.max(this.#head, last);
    this.#inbox.take(frame);
  }

  #ready({ heads }) {
    this.#head = new Map(heads).get(this.c) ?? this.#head ?? 0;
    this.#past ??= this.#head;
    this.#outbox.ready();
    if (this.#inbox.cursor >= this.#head) this.#inbox.afterwards(() => this.#say("current"));
  }

  #refused(frame) {
    this.#outbox.refused(frame);
    if (!Conversation.OVER.has(frame.code)) return;
    this.#outbox.close(frame.code);
    this.#say("over", { code: frame.code });
  }

  async #seal(item) {
    const sealed = await sealPayload(this.#transcript, this.role, item.payload);
    this.#items.sealed(item, sealed);
    return sealed;
  }

  async #apply({ n, kind, env }) {
    if (!this.#transcript) return;
    const past = n <= this.#past;
    if (kind === "message") await this.#message(n, env, past);
    else if (Conversation.TOLD.has(kind)) this.#say("server", { n, kind, past });
    this.#reaches(n, kind);
  }

  /* A return code brings back what had ended: what waits to be sent is not given up before. */
  #reaches(n, kind) {
    if (Conversation.ENDS.has(kind)) this.#ended = true;
    if (Conversation.BEGINS.has(kind) && this.#ended) {
      this.#ended = false;
      this.#outbox.reopen();
    }
    if (this.#ended && n >= this.#head) this.#outbox.close("ended");
    if (n === this.#head) this.#say("current");
  }

  async #message(n, env, past) {
    const opened = await openPayload(this.#transcript, env);
    if (opened.alerts.length) this.#say("alert", { n, alerts: opened.alerts, past });
    for (const item of this.#items.proven(opened.seenUpTo ?? 0)) this.#tell(item);
    if (!opened.payload) return;
    const { role } = opened;
    const own = role === this.role;
    if (!own) this.#typing.heard(false);
    const item = this.#items.arrived({ n, past, role, own, opened });
    if (own) this.#outbox.acked({ ...opened, n });
    this.#tell(item);
  }

  #tell(item) {
    this.#say(item.payload.t === "text" ? "item" : "control", item);
  }

  #say(name, detail) {
    if (!this.#transcript) return;
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
