import { clock } from "../clock.js";
import { able } from "./able.js";
import { Api } from "./api.js";
import { Departure } from "./departure.js";
import { VisitorSession } from "./session.js";
import { TabShare } from "./tab-share.js";
import { Tabs } from "./tabs.js";
import { followKeyboard } from "./viewport.js";
import { Welcome } from "./welcome.js";

/* From the first question to the empty page: which screen stands when. */
export class VisitorPage {
  static RETRY_MS = 3000;

  #doc;
  #screens;
  #talk;
  #blank;
  #session;
  #welcome;
  #departure;
  #tabs = null;
  #retrying = null;

  constructor(doc) {
    this.#doc = doc;
    this.#screens = doc.querySelector("visitor-screens");
    this.#talk = doc.querySelector("visitor-talk");
    this.#blank = doc.querySelector("visitor-blank");
    const { api: base, socket } = JSON.parse(doc.getElementById("config").textContent);
    const api = new Api({ base });
    const share = new TabShare({ api });
    const session = new VisitorSession({ api, share, socket });
    this.#session = session;
    this.#welcome = new Welcome({ part: (name) => this.#part(name), api });
    const emptied = (screen) => this.#empty(screen);
    const cleared = () => this.#talk.clear();
    this.#departure = new Departure({ api, session, share, cleared, emptied });
  }

  start() {
    if (!able(globalThis)) return this.#screens.show("unsupported");
    this.#tabs = new Tabs({ found: () => this.#screens.show("elsewhere") });
    this.#listen();
    followKeyboard(globalThis);
    if (!this.#blank.resume()) this.#check();
    else this.#blank.addEventListener("back", () => this.#check(), { once: true });
  }

  #listen() {
    this.#doc.addEventListener("quick-exit", () => this.#departure.fled());
    this.#doc.addEventListener("click", ({ target }) => this.#act(target.closest("[data-act]")));
    this.#doc.addEventListener("expired", () => this.#departure.vanish(this.#doc.body));
    addEventListener("beforeunload", (event) => this.#asked(event));
    addEventListener("pagehide", () => this.#departure.hidden());
    this.#talk.addEventListener("finish", () => this.#departure.finish());
    this.#talk.addEventListener("over", () => this.#departure.leave());
    this.#talk.addEventListener("stopped", ({ detail }) => this.#departure.stopped(detail.word));
  }

  /* On a blank sheet no question appears: somebody may be looking on. */
  #asked(event) {
    if (this.#blank.hidden) this.#departure.asked(event);
  }

  #act(button) {
    const act = button?.dataset.act;
    if (act === "start") this.#begin(button);
    if (act === "again") this.#check();
    if (act === "reload") this.#doc.location.reload();
    if (act === "stop") this.#talk.askToStop();
    if (act === "blank") this.#blank.show();
  }

  async #check() {
    clock.clearTimeout(this.#retrying);
    this.#part("offline").hidden = true;
    this.#screens.show("checking");
    if (!(await this.#tabs.isElsewhere())) await this.#resume();
  }

  async #resume() {
    const found = this.#session.isKept ? await this.#session.resume() : await this.#welcome.look();
    if (this.#tabs.elsewhere) return this.#session.wipe();
    if (found === true) this.#open();
    else if (found === "gone") this.#departure.stopped("session");
    else if (found === "offline") this.#retry();
    else this.#screens.show(found);
  }

  #retry() {
    this.#part("offline").hidden = false;
    this.#retrying = clock.setTimeout(() => this.#resume(), VisitorPage.RETRY_MS);
  }

  async #begin(button) {
    button.disabled = true;
    const begun = !(await this.#tabs.isElsewhere()) && (await this.#welcome.begin(this.#session));
    button.disabled = false;
    if (begun === true) this.#open();
    if (Welcome.SCREENS.has(begun)) this.#screens.show(begun);
  }

  #open() {
    this.#tabs.claim();
    this.#screens.show("talk");
    this.#talk.attach(this.#session);
  }

  #empty(screen) {
    this.#tabs.release();
    this.#talk.clear();
    this.#screens.show(screen);
  }

  #part(name) {
    return this.#doc.querySelector(`[data-part=${name}]`);
  }
}
