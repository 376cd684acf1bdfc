/* A clock that stands still until told, and a line with a server at the other end. */
export class FakeClock {
  #now = 1_000_000;
  #timers = new Map();
  #next = 1;
  luck = 1;

  now = () => this.#now;
  random = () => this.luck;

  setTimeout = (run, ms) => {
    const id = this.#next++;
    this.#timers.set(id, { run, due: this.#now + ms });
    return id;
  };

  clearTimeout = (id) => this.#timers.delete(id);

  get waits() {
    return [...this.#timers.values()].map(({ due }) => due - this.#now).sort((a, b) => a - b);
  }

  /* Time passes without a timer: a laptop that slept. */
  sleep(ms) {
    this.#now += ms;
  }

  pass(ms) {
    const until = this.#now + ms;
    for (;;) {
      const [id, timer] =
        [...this.#timers]
          .filter(([, { due }]) => due <= until)
          .sort((a, b) => a[1].due - b[1].due)[0] ?? [];
      if (!timer) break;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, timer.due);
      timer.run();
    }
    this.#now = until;
  }
}

export class FakeSocket {
  sent = [];
  closed = false;

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  opens() {
    this.onopen?.();
  }

  hears(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  ends(code = 1006) {
    this.onclose?.({ code });
  }
}

export class FakePage extends EventTarget {
  document = Object.assign(new EventTarget(), { visibilityState: "visible" });
}

/* A link without a network: keeps what was sent, hears what a test says. */
export class FakeLink extends EventTarget {
  state = "open";
  sent = [];
  beats = 0;
  drops = 0;

  send(frame) {
    if (this.state !== "open") return false;
    this.sent.push(frame);
    return true;
  }

  beat() {
    this.beats += 1;
  }

  drop() {
    this.drops += 1;
  }

  hears(frame) {
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
  }

  becomes(state, heads = []) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state } }));
    if (state === "open") this.hears({ type: "ready", heads });
  }
}

/* WebCrypto answers from other threads: settled means that none of them is at work. */
let atWork = 0;
const NAMES = ["encrypt", "decrypt", "digest", "importKey", "exportKey", "unwrapKey"];
for (const name of [...NAMES, "deriveKey", "deriveBits", "sign", "verify", "generateKey"]) {
  const real = crypto.subtle[name].bind(crypto.subtle);
  Object.defineProperty(crypto.subtle, name, {
    value: async (...args) => {
      atWork += 1;
      try {
        return await real(...args);
      } finally {
        atWork -= 1;
      }
    },
  });
}

export async function settled() {
  for (let quiet = 0; quiet < 5; quiet += 1) {
    await new Promise((done) => setImmediate(done));
    if (atWork) quiet = 0;
  }
}
