import { AsyncLocalStorage } from "node:async_hooks";
import net from "node:net";

const here = new AsyncLocalStorage();
const NodeSocket = globalThis.WebSocket;
const nodeFetch = globalThis.fetch;

// Node loads its own client at the first use; only then its connections can be led.
await nodeFetch("data:,");
const { constructor: Agent } = globalThis[Symbol.for("undici.globalDispatcher.1")];

/* What the product's modules find around them in a page: fetch, WebSocket, cookies and
   news of the network. Everything that run() starts belongs to this browser. */
export class Browser {
  page = new EventTarget();
  heard;
  #origin;
  #agent;
  #cookies = new Map();

  /* How long somebody looks at a page that does not come before trying again. */
  static LOADS_WITHIN_MS = 15_000;
  static POLL = "/poll/";

  /* port: this person's own line, whatever the origin says; heard(frame): what the server
     said, on a socket or in the answer of a poll, whether the page takes it or not. */
  constructor({ origin, port, heard }) {
    this.heard = heard;
    this.#origin = origin;
    const connect = (_, done) => {
      const socket = net.connect(port, "127.0.0.1");
      socket.once("connect", () => done(null, socket));
      socket.once("error", done);
    };
    this.#agent = new Agent({ connect });
  }

  run(step) {
    return here.run(this, step);
  }

  back() {
    this.run(() => this.page.dispatchEvent(new Event("online")));
  }

  get dress() {
    const cookie = [...this.#cookies].map((pair) => pair.join("=")).join("; ");
    return { dispatcher: this.#agent, headers: { origin: this.#origin, cookie } };
  }

  async fetch(path, options = {}) {
    const { dispatcher, headers } = this.dress;
    const dressed = { ...options, dispatcher, headers: { ...headers, ...options.headers } };
    const response = await nodeFetch(new URL(path, this.#origin), dressed);
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    if (path.toString().includes(Browser.POLL)) this.#overhear(response.clone());
    return response;
  }

  async #overhear(answer) {
    // What was cut off on its way was heard by nobody.
    const said = await answer.json().catch(() => ({}));
    for (const frame of said.frames ?? []) this.heard(frame);
  }

  load(path, options = {}) {
    return this.fetch(path, { ...options, signal: AbortSignal.timeout(Browser.LOADS_WITHIN_MS) });
  }

  #keep(line) {
    const [pair, ...rules] = line.split("; ");
    const [name, value] = pair.split("=");
    if (rules.includes("Max-Age=0")) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

globalThis.fetch = (path, options) => here.getStore().fetch(path, options);
globalThis.WebSocket = class extends NodeSocket {
  constructor(url) {
    const { dress, heard } = here.getStore();
    super(url, dress);
    this.addEventListener("message", ({ data }) => heard(JSON.parse(data)));
  }
};
// Node calls these from nowhere in particular; a page always knows whose it is.
for (const name of ["onopen", "onmessage", "onclose"]) {
  const { set } = Object.getOwnPropertyDescriptor(NodeSocket.prototype, name);
  Object.defineProperty(globalThis.WebSocket.prototype, name, {
    set(run) {
      set.call(this, run && AsyncLocalStorage.bind(run));
    },
  });
}
for (const name of ["addEventListener", "removeEventListener"]) {
  globalThis[name] = (...words) => here.getStore().page[name](...words);
}
