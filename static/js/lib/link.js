import { Backoff } from "./backoff.js";
import { answerTo, closingWord, onlyOnce } from "./closing.js";
import { clock as systemClock } from "./clock.js";
import { Polled } from "./polled.js";
import { onWake } from "./wake.js";
import { Ways } from "./ways.js";

/* One line that never gives up. Events: "state" {state, in_ms?, word?},
   "ready" and "frame" (every frame, the ready one too). */
export class Link extends EventTarget {
  static VERSION = 1;
  static READY_MS = 15_000;
  static SILENT_MS = 50_000;
  static ASLEEP_MS = 30_000;

  state = "idle";
  #at;
  #clock;
  #ways;
  #page;
  #backoff;
  #socket = null;
  #timer = null;
  #heardAt = 0;
  #bye = null;
  #hold = false;
  #struck = false;
  #unwake = () => {};

  /* at() gives [[c, n], …]: the conversations followed and the last n of each. */
  constructor({ url, at, open = (to) => new WebSocket(to), ...rest }) {
    super();
    this.#at = at;
    this.#clock = rest.clock ?? systemClock;
    this.#page = rest.page ?? globalThis;
    const poll = rest.poll ?? ((options) => new Polled(options));
    this.#ways = new Ways({
      socket: () => open(url),
      polls: () => poll({ url, at, clock: this.#clock }),
      hello: () => this.#hello(),
      clock: this.#clock,
    });
    this.#backoff = new Backoff(this.#clock);
  }

  start() {
    this.#unwake = onWake(this.#page, () => this.#woken());
    this.#connect();
  }

  stop(word = "left") {
    this.#unwake();
    this.#forget();
    this.#become("stopped", { word });
  }

  send(frame) {
    if (this.state !== "open") return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  beat() {
    return this.send({ type: "beat", at: this.#at() });
  }

  retry() {
    if (this.state === "waiting" && !this.#hold) this.#connect();
  }

  /* The line looks dead although nobody closed it. Perhaps the server is only slow, and so
     for many: they do not come back at once either. */
  drop() {
    if (this.state === "open") this.#lost("lost");
  }

  #connect() {
    this.#forget();
    this.#become("connecting");
    this.#arm(Link.READY_MS, () => this.#lost("lost"));
    const socket = this.#ways.open();
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify(this.#hello()));
    socket.onmessage = (event) => this.#take(JSON.parse(event.data));
    socket.onclose = (event) => this.#lost(closingWord(event.code, this.#bye));
  }

  #hello() {
    return { type: "hello", v: Link.VERSION, at: this.#at() };
  }

  /* Timers of hidden tabs are slow, onmessage is not: beats are answered here. */
  #take(frame) {
    this.#heardAt = this.#clock.now();
    if (frame.type === "bye") this.#bye = frame;
    const ready = frame.type === "ready";
    if (ready || this.state === "open") this.#arm(Link.SILENT_MS, () => this.drop());
    if (ready) {
      this.#backoff.opened();
      this.#become("open");
      this.dispatchEvent(new CustomEvent("ready", { detail: frame }));
    }
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
    if (frame.type === "beat") this.beat();
  }

  #lost(word) {
    const bye = this.#bye;
    this.#forget();
    if (this.#backoff.closed()) this.#struck = false;
    const answer = answerTo(word, { bye, again: this.#struck });
    if (answer.stop) return this.stop(word);
    this.#struck ||= onlyOnce(word);
    this.#hold = Boolean(answer.hold);
    const in_ms = answer.wait ?? Math.max(answer.atLeast, this.#backoff.next());
    this.#arm(in_ms, () => this.#connect());
    return this.#become("waiting", { in_ms, word });
  }

  /* After a laptop's sleep the socket looks open and is long gone. */
  #woken() {
    this.retry();
    if (this.state !== "open" || this.#clock.now() - this.#heardAt <= Link.ASLEEP_MS) return;
    this.#backoff.closed();
    this.#connect();
  }

  #arm(ms, run) {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(run, ms);
  }

  #forget() {
    this.#clock.clearTimeout(this.#timer);
    this.#hold = false;
    this.#bye = null;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(state, more = {}) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, ...more } }));
  }
}
