import { ConsoleApi } from "../../../static/js/console/api.js";
import { Drafts } from "../../../static/js/console/drafts.js";
import { Keys } from "../../../static/js/console/keys.js";
import { Shift } from "../../../static/js/console/shift.js";
import { again } from "./again.js";
import { Screen } from "./screen.js";

/* A console without the page: the product's keys, desk and line. Takes whoever waits. */
export class Counsellor {
  #facts;
  #tell;
  #desk = null;
  #state = "idle";
  #claiming = false;
  #said = 0;

  constructor({ tell, ...facts }) {
    this.#tell = tell;
    this.#facts = facts;
  }

  async open() {
    const shift = await again(() => this.#unlocked());
    const desk = await shift.begin();
    const screen = new Screen(this.#tell);
    desk.addEventListener("line", ({ detail }) => {
      this.#state = detail.state;
      this.#tell("line", detail);
    });
    desk.addEventListener("queue", () => this.#take());
    desk.addEventListener("stopped", ({ detail }) => this.#tell("stopped", detail));
    desk.hand.addEventListener("opened", ({ detail }) => screen.follow(detail.talk.line));
    this.#desk = desk;
    await desk.open();
  }

  say(turn) {
    const talks = this.#running;
    if (talks.length > 0) this.#write(talks[turn % talks.length]);
  }

  sayToAll() {
    for (const talk of this.#running) this.#write(talk);
  }

  get report() {
    const talks = this.#desk?.hand.talks ?? [];
    const facts = ({ c, line, over }) => ({ c, n: line.at[1], unsent: line.unsent.length, over });
    return { line: this.#state, gone: null, talks: talks.map(facts) };
  }

  get #running() {
    return (this.#desk?.hand.talks ?? []).filter(({ over }) => over === null);
  }

  #write({ c, line }) {
    this.#said += 1;
    const text = `${this.#facts.name}:${this.#said}`;
    this.#tell("said", { c, text });
    line.send({ t: "text", b: text, at: Date.now() });
  }

  async #take() {
    const { queue } = this.#desk;
    if (this.#claiming || queue.full || !queue.next) return;
    this.#claiming = true;
    // Taken by a colleague, or asked in vain: the next list says so.
    await this.#desk.claim(queue.next.conv).catch(() => {});
    this.#claiming = false;
  }

  async #unlocked() {
    const { browser, origin, login, password, passphrase } = this.#facts;
    await signIn(browser, login, password);
    const page = await (await browser.load("/console/")).text();
    const csrf = /<meta name="csrf" content="([^"]+)"/.exec(page)[1];
    const base = "/console/api/";
    const load = (...words) => browser.load(...words);
    const keys = new Keys({ api: new ConsoleApi({ base, csrf, fetch: load }), slug: "chat" });
    await keys.load();
    await keys.unlock(passphrase);
    const api = new ConsoleApi({ base, csrf });
    const url = `${origin.replace("http", "ws")}/ws/console/`;
    return new Shift({ api, keys, drafts: new Drafts(), url });
  }
}

async function signIn(browser, username, password) {
  const form = await (await browser.load("/staff/login/")).text();
  const token = /name="csrfmiddlewaretoken" type="hidden" value="([^"]+)"/.exec(form)[1];
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, login: username, password });
  const answer = await browser.load("/staff/login/", { method: "POST", body, redirect: "manual" });
  if (answer.status !== 302) throw new Error(`login: ${answer.status}`);
}
