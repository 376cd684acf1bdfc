import { Api } from "../../../static/js/lib/visitor/api.js";
import { Departure } from "../../../static/js/lib/visitor/departure.js";
import { follow } from "../../../static/js/lib/visitor/follow.js";
import { VisitorSession } from "../../../static/js/lib/visitor/session.js";
import { TabShare } from "../../../static/js/lib/visitor/tab-share.js";
import { again } from "./again.js";
import { Screen } from "./screen.js";

const nothing = () => {};

/* A visitor's page without the page: the product's session, link and conversation. */
export class Visitor {
  #tell;
  #session;
  #departure;
  #said = 0;
  #name;
  #gone = null;

  constructor({ name, origin, tell }) {
    this.#name = name;
    this.#tell = tell;
    const api = new Api({ base: "/chat/api/", beacon: nothing });
    const share = new TabShare({ api, storage: new Kept() });
    const socket = `${origin.replace("http", "ws")}/ws/chat/`;
    this.#session = new VisitorSession({ api, share, socket });
    const emptied = (screen) => {
      this.#gone = screen;
    };
    this.#departure = new Departure({ api, session: this.#session, share, emptied });
  }

  async open() {
    await again(() => this.#session.begin());
    const { talk, link } = this.#session;
    const screen = new Screen(this.#tell);
    screen.follow(talk);
    const stopped = (word) => {
      this.#tell("stopped", { word });
      this.#departure.stopped(word);
    };
    const line = ({ state, word }) => {
      this.#tell("line", { state, word });
      if (state === "stopped" && word !== "left") stopped(word);
    };
    follow(this.#session, only({ over: stopped, line }));
    link.start();
  }

  say() {
    if (!this.#session.talk) return;
    this.#said += 1;
    const text = `${this.#name}:${this.#said}`;
    this.#tell("said", { c: this.#session.talk.c, text });
    this.#session.talk.send({ t: "text", b: text, at: Date.now() });
  }

  sayToAll() {
    this.say();
  }

  async end() {
    if (!this.#session.talk) return;
    this.#tell("ending", { c: this.#session.talk.c });
    await this.#departure.finish();
    this.#tell("left", {});
  }

  get report() {
    const { talk, link } = this.#session;
    const gone = this.#gone;
    if (!talk) return { line: null, gone, talks: [] };
    const unsent = talk.unsent.length;
    return { line: link.state, gone, talks: [{ c: talk.c, n: talk.at[1], unsent, over: null }] };
  }
}

/* What else a screen would hear of is told by ours. */
function only(heard) {
  return new Proxy(heard, { get: (known, name) => known[name] ?? nothing });
}

/* A tab's storage. */
class Kept extends Map {
  getItem = (name) => this.get(name) ?? null;
  setItem = (name, value) => this.set(name, value);
}
