/* One attempt, with the face of a WebSocket. Where it is polls, it looks now and then
   whether a socket gets through meanwhile, and goes on over that one. */
class Way {
  onopen = null;
  onmessage = null;
  onclose = null;
  #ways;
  #line;
  #scout = null;
  #timer = null;
  #heard = false;
  #over = false;

  constructor(ways, line, { polled }) {
    this.#ways = ways;
    this.#line = line;
    line.onopen = () => this.onopen?.();
    line.onmessage = (event) => this.#hear(event, polled);
    line.onclose = (event) => this.#end(event);
  }

  send(text) {
    this.#line.send(text);
  }

  close() {
    this.#ways.clock.clearTimeout(this.#timer);
    drop(this.#line);
    drop(this.#scout);
    if (!this.#heard && !this.#over) this.#ways.missed();
    this.#over = true;
  }

  #hear(event, polled) {
    if (!this.#heard) {
      this.#heard = true;
      this.#ways.heard(polled);
      if (polled) this.#lookIn(Ways.SOON_MS);
    }
    this.onmessage?.(event);
  }

  #end(event) {
    this.close();
    this.onclose?.(event);
  }

  #lookIn(ms) {
    this.#ways.clock.clearTimeout(this.#timer);
    this.#timer = this.#ways.clock.setTimeout(() => this.#look(), ms);
  }

  #look() {
    const scout = this.#ways.socket();
    this.#scout = scout;
    this.#timer = this.#ways.clock.setTimeout(() => this.#refused(), Ways.PATIENCE_MS);
    scout.onopen = () => scout.send(JSON.stringify(this.#ways.hello()));
    scout.onmessage = (event) => this.#found(event);
    scout.onclose = () => this.#refused();
  }

  #refused() {
    drop(this.#scout);
    this.#scout = null;
    this.#lookIn(Ways.AGAIN_MS);
  }

  /* Nothing is lost in between: the socket was told how far we are. */
  #found(event) {
    if (JSON.parse(event.data).type !== "ready") return this.#refused();
    this.#ways.clock.clearTimeout(this.#timer);
    drop(this.#line);
    this.#line = this.#scout;
    this.#scout = null;
    this.#line.onmessage = (more) => this.onmessage?.(more);
    this.#line.onclose = (ended) => this.#end(ended);
    this.#ways.heard(false);
    return this.onmessage?.(event);
  }
}

/* Sockets; polls as well once two in a row were refused without a word. */
export class Ways {
  static ENOUGH = 2;
  static PATIENCE_MS = 15_000;
  static SOON_MS = 10_000;
  static AGAIN_MS = 300_000;

  #missed = 0;
  #polls;

  /* socket() and polls() open a line each; hello() is what a line is greeted with. */
  constructor({ socket, polls, hello, clock }) {
    Object.assign(this, { socket, hello, clock });
    this.#polls = polls;
  }

  open() {
    // Where both fail there is no network at all: then each gets its turn.
    const polled = this.#missed >= Ways.ENOUGH && this.#missed % 2 === 0;
    return new Way(this, polled ? this.#polls() : this.socket(), { polled });
  }

  missed() {
    this.#missed += 1;
  }

  heard(polled) {
    this.#missed = polled ? Ways.ENOUGH : 0;
  }
}

function drop(line) {
  if (!line) return;
  line.onopen = line.onmessage = line.onclose = null;
  line.close();
}
