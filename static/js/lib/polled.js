import { clock as systemClock } from "./clock.js";
import { HeardStates } from "./heard-states.js";
import { postPoll } from "./post-poll.js";

/* A line of polls with the face of a WebSocket, for networks that let none through. One
   request waits for what there is to hear, a second one carries what there is to say. */
export class Polled {
  static WAIT_S = 25;
  static PAUSE_MS = 250;
  static QUICK = 4;
  static BEAT_MS = 20_000;

  onopen = null;
  onmessage = null;
  onclose = null;
  #post;
  #at;
  #clock;
  #hello = null;
  #ready = false;
  #over = false;
  #beatAt = 0;
  #beating = false;
  #states = new HeardStates();
  #unsaid = [];
  #saying = false;
  #waiting = new AbortController();
  #closing = new AbortController();

  /* url is the socket's; at() gives [[c, n], …], the newest that was applied. */
  constructor({ url, at, fetch = (...words) => globalThis.fetch(...words), ...rest }) {
    const address = url.replace(/^ws/, "http").replace("/ws/", "/poll/");
    this.#post = (body, signal) => postPoll({ fetch, url: address, body, signal });
    this.#at = at;
    this.#clock = rest.clock ?? systemClock;
    queueMicrotask(() => this.#over || this.onopen?.());
  }

  send(text) {
    const frame = JSON.parse(text);
    if (frame.type === "hello") this.#begin(frame);
    else if (frame.type === "beat") this.#beating = true;
    else if (frame.type === "follow") this.#anew();
    else this.#say(frame);
  }

  close() {
    this.#over = true;
    this.#waiting.abort();
    this.#closing.abort();
  }

  async #begin(hello) {
    this.#hello = hello;
    this.#beatAt = this.#clock.now();
    let quick = 0;
    for (let wait = 0; !this.#over; wait = Polled.WAIT_S) {
      const since = this.#clock.now();
      await this.#listen(wait);
      quick = this.#clock.now() - since < Polled.PAUSE_MS ? quick + 1 : 0;
      if (quick > Polled.QUICK) await this.#pause();
    }
  }

  /* Never on the usual way: timers of hidden tabs may take a minute. */
  #pause() {
    return new Promise((resolve) => this.#clock.setTimeout(resolve, Polled.PAUSE_MS));
  }

  /* Every hello tells all that is followed: what is new is followed by asking anew. */
  #anew() {
    this.#beating = true;
    this.#waiting.abort();
  }

  async #listen(wait) {
    this.#waiting = new AbortController();
    const at = this.#at();
    const said = this.#beating ? [{ type: "beat", at }] : [];
    this.#beating = false;
    const told = await this.#exchange({ at, said, wait }, this.#waiting);
    if (!told) this.#beating ||= said.length > 0;
  }

  /* One request at a time, in order, each with one message at most: requests are small. */
  async #say(frame) {
    this.#unsaid.push(frame);
    if (this.#saying) return;
    this.#saying = true;
    while (this.#unsaid.length && !this.#over) {
      const message = this.#unsaid.findIndex(({ type }) => type === "send");
      const said = this.#unsaid.splice(0, message + 1 || this.#unsaid.length);
      const about = new Set(said.map(({ c }) => c));
      const at = this.#at().filter(([c]) => about.has(c));
      await this.#exchange({ at, said, wait: 0 }, this.#closing);
    }
    this.#saying = false;
  }

  async #exchange({ at, said, wait }, { signal }) {
    const known = this.#states.of(at);
    const body = { frames: [{ ...this.#hello, at }, ...said], wait, known };
    const answer = await this.#post(body, signal);
    if (!answer || this.#over) return false;
    for (const frame of answer.frames) this.#take(frame);
    if (answer.closed !== undefined) this.#end(answer.closed);
    return true;
  }

  #take(frame) {
    this.#states.take(frame);
    if (frame.type !== "ready") return this.#tell(frame);
    if (this.#ready) return this.#beat(frame);
    this.#ready = true;
    return this.#tell(frame);
  }

  /* Later hellos are answered like the first one; to the page they are the line's beats. */
  #beat({ heads, build }) {
    if (this.#clock.now() - this.#beatAt < Polled.BEAT_MS) return;
    this.#beatAt = this.#clock.now();
    this.#tell({ type: "beat", heads, build });
  }

  #tell(frame) {
    if (!this.#over) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  #end(code) {
    if (this.#over) return;
    this.close();
    this.onclose?.({ code });
  }
}
