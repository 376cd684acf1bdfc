import { fromBase64url } from "../e2ee/bytes.js";
import { wipe } from "../e2ee/bytes.js";
import { TEAM } from "../e2ee/conversation.js";
import { Transcript } from "../e2ee/transcript.js";
import { clock as systemClock } from "../lib/clock.js";
import { Conversation } from "../lib/conversation.js";
import { Unsent } from "./unsent.js";

/** Opens the conversation's key with the team's; the bytes are gone again afterwards. */
export async function openTranscript(c, { api, keys }) {
  const conv = fromBase64url(c);
  const { wraps } = await api.conversation(c);
  const kc = await keys.keyOf(conv, wraps);
  const transcript = await Transcript.start(kc, conv, TEAM);
  wipe(kc);
  return transcript;
}

/** One conversation as the counsellor has it: unread, who waits for whom, how it ended. */
export class Talk extends EventTarget {
  static OLDEST_MS = 12 * 3_600_000;
  static ELSEWHERE_MS = 5_000;
  static FINISHED = new Set(["ended", "left"]);

  unread = 0;
  typing = false;
  here = true;
  awaySince = null;
  waitingSince = null;
  proposed = false;
  over = null;
  shown = false;
  #name;
  #here;
  #clock;
  #ended = null;
  #claimedAt = 0;
  #joinedAt = 0;
  #greeting = null;
  #counted = new Set();
  #unsent;

  /* head: the last n that the queue told; everything up to there is history.
     claimedHere: this tab took it, and greets; another tab only when none did. */
  constructor({ head, claimedHere, transcript, link, clock = systemClock, ...facts }) {
    super();
    Object.assign(this, { c: facts.c, number: facts.number });
    this.#name = facts.name;
    this.#here = claimedHere;
    this.#clock = clock;
    this.line = new Conversation({ c: facts.c, role: TEAM, transcript, link, head, clock });
    this.#unsent = new Unsent(this.line);
    const on = (type, take) => this.line.addEventListener(type, ({ detail }) => take(detail));
    on("item", (item) => this.#text(item));
    on("control", (item) => this.#control(item));
    on("server", ({ n, kind }) => this.#server(n, kind));
    on("typing", ({ on: typing }) => this.#change({ typing }));
    on("over", ({ code }) => this.#change({ over: this.over ?? code }));
    on("current", () => this.#current());
  }

  /** A refusal may know of the end before its event is here, and what was said before it. */
  get follows() {
    if (this.over === "ended") return this.#ended === null;
    return this.over === null || this.over === "full";
  }

  /** Nobody comes back to it here: nothing that was written is kept. */
  get finished() {
    return Talk.FINISHED.has(this.over);
  }

  get unsent() {
    return this.finished ? [] : this.#unsent.texts;
  }

  retry(item) {
    this.#unsent.forget(item);
    this.line.send(item.payload);
  }

  /** `mine` of the queue's answer, or a `presence` frame. */
  visitor({ here, away_s: awayS = 0 }) {
    const awaySince = here ? null : (this.awaySince ?? this.#clock.now() - awayS * 1000);
    this.#change({ here, awaySince });
  }

  show(shown) {
    this.shown = shown;
    if (shown) this.#change({ unread: 0 });
  }

  lost() {
    if (this.over === null) this.#change({ over: "not_yours" });
    this.line.close("not_yours");
  }

  /** Mine again: it went back to the queue and I, perhaps in another tab, took it once more. */
  regained() {
    this.#here = false;
    this.#change({ over: null, proposed: false });
    this.line.reopen();
  }

  forget() {
    this.#clock.clearTimeout(this.#greeting);
    this.line.forget();
  }

  #text(item) {
    if (item.own) {
      if (item.state === "sent") this.#change({ waitingSince: null, unread: 0 });
      return;
    }
    if (this.#counted.has(item.n)) return;
    this.#counted.add(item.n);
    const unread = this.shown ? 0 : this.unread + 1;
    const waitingSince = this.waitingSince ?? this.#writtenAt(item);
    this.#change({ unread, waitingSince, typing: false, proposed: false });
    if (!item.past) this.dispatchEvent(new Event("news"));
  }

  /** By the writer's clock, unless that one is clearly wrong: history has no other time. */
  #writtenAt({ payload }) {
    const now = this.#clock.now();
    const ago = now - (payload.at ?? now);
    return ago >= 0 && ago <= Talk.OLDEST_MS ? now - ago : now;
  }

  /** Whatever a visitor says takes a proposal back. */
  #control({ n, own, payload }) {
    if (!own) this.#change({ proposed: false });
    if (own && n !== null && payload.t === "joined" && payload.n === this.#name) {
      this.#joinedAt = Math.max(this.#joinedAt, n);
    }
  }

  #server(n, kind) {
    if (kind === "claimed") this.#claimedAt = n;
    if (kind === "claimed" || kind === "returned") {
      this.#ended = null;
      this.#change({ proposed: false });
    }
    if (kind === "end_proposed") this.#change({ proposed: true });
    if (kind === "ended" || kind === "left") this.#ended = kind;
  }

  /** Only now it is known that nobody came back after an end, and who greeted already. */
  #current() {
    if (this.#ended !== null) this.#change({ over: this.#ended, typing: false });
    if (this.#here) this.#greet();
    else if (this.#claimedAt > this.#joinedAt) this.#greetLater();
  }

  #greetLater() {
    this.#greeting ??= this.#clock.setTimeout(() => {
      this.#greeting = null;
      this.#greet();
    }, Talk.ELSEWHERE_MS);
  }

  /** The visitor reads a name only in an envelope: the server's events have none. */
  #greet() {
    if (this.#joinedAt >= this.#claimedAt || this.over !== null) return;
    this.#joinedAt = this.#claimedAt;
    this.line.send({ t: "joined", n: this.#name });
  }

  #change(more) {
    Object.assign(this, more);
    this.dispatchEvent(new Event("change"));
  }
}
