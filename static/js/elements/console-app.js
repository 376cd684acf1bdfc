import { Attention } from "../console/attention.js";
import { Screens } from "../console/screens.js";
import { setUp } from "../console/setup.js";
import { Shift } from "../console/shift.js";

/** The whole console: which screen is shown, and the way from a closed vault to an open desk. */
export class ConsoleApp extends HTMLElement {
  #screens = new Screens(this);
  #shift = new Shift(setUp(document));
  #attention = new Attention({
    page: document,
    act: (action) => this.#act(action),
    lock: (why) => this.#lock(why),
  });

  connectedCallback() {
    const on = (type, run) =>
      this.addEventListener(type, ({ detail, target }) => run(detail, target));
    on("created", ({ passphrase }, from) =>
      this.#attempt(from, () => this.#shift.create(passphrase)),
    );
    on("unlocked", ({ passphrase }, from) =>
      this.#attempt(from, () => this.#keys.unlock(passphrase)),
    );
    on("make", (_, from) => this.#attempt(from, () => this.#keys.makeTeamKey()));
    on("look", () => this.#look());
    on("again", () => this.#begin());
    on("submit", (_, form) => form.matches("[data-logout]") && this.#shut());
    on("click", (_, target) => this.#clicked(target.closest("[data-go]")?.dataset.go));
    // One tab that closes does not speak for the others: its lease runs out by itself.
    window.addEventListener("pagehide", () => this.#shut({ away: false }));
    window.addEventListener("beforeunload", (event) => this.#leaving(event));
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#begin());
    this.#begin();
  }

  get #keys() {
    return this.#shift.keys;
  }

  #begin() {
    this.#screens.show("loading");
    this.#try(
      () => this.#keys.load().then(() => this.#advance()),
      (code) => this.#stopped(code),
    );
  }

  #advance(why) {
    const { stage } = this.#keys;
    this.#of("console-access").end();
    if (stage === "open") return this.#open();
    if (stage === "create") return this.#screens.show("create").begin();
    if (stage === "locked") return this.#screens.show("unlock").begin(why);
    this.#attention.start();
    return this.#screens.show("access").begin(this.#keys);
  }

  #attempt(element, step) {
    this.#of("console-bar").wake();
    const done = () => {
      element.done();
      this.#advance();
    };
    this.#try(
      () => step().then(done),
      (code) => element.failed(code),
    );
  }

  /** Has a colleague given me access meanwhile? */
  #look() {
    this.#try(async () => (await this.#shift.refresh()) && this.#advance());
  }

  async #try(step, failed = () => {}) {
    try {
      await step();
    } catch (error) {
      if (error.code === "session") this.#stopped("session");
      else failed(error.code ?? "later");
    }
  }

  async #open() {
    const desk = await this.#shift.begin();
    if (desk === null) return;
    const { drafts, keys } = this.#shift;
    desk.hand.addEventListener("news", () => this.#attention.touch());
    desk.addEventListener("stopped", ({ detail }) => this.#stopped(detail.word));
    desk.addEventListener("build", ({ detail }) => this.#of("new-build").serves(detail.build));
    this.#screens.show("desk");
    this.#of("console-bar").attach(desk);
    this.#of("console-panes").attach(desk, { drafts, name: keys.name });
    this.#of("console-panes").focus();
    this.#attention.start();
    await desk.open();
  }

  #clicked(place) {
    if (place === "lock") this.#lock("button");
    if (place === "team") this.#team();
    if (place === "desk") this.#screens.show("desk").focus();
  }

  #team() {
    const team = this.#screens.show("team");
    this.#try(
      () => team.show(this.#keys),
      (code) => team.failed(code),
    );
  }

  #act(action) {
    if (action.name === "lock") this.#lock("button");
    else if (this.#screens.name === "desk") this.#of("console-panes").act(action);
  }

  #lock(why) {
    if (!this.#shift.unlocked) return;
    this.#shut();
    this.#advance(why);
  }

  /** Only this page holds what was written: the browser asks first. Who logs out and stays
      finds the vault locked. */
  #leaving(event) {
    if (!this.#shift.drafts.any && !this.#of("console-talks").holdsWords) return;
    event.preventDefault();
    setTimeout(() => this.#screens.name === "loading" && this.#advance("button"));
  }

  #stopped(word) {
    this.#shut({ away: false });
    this.#screens.show("stopped").show(word);
  }

  /** First the screen, then the keys. */
  #shut(how) {
    this.#screens.show("loading");
    this.#attention.stop();
    this.#of("console-panes").detach();
    this.#of("team-keys").forget();
    this.#of("console-bar").detach();
    this.#of("new-build").rest();
    this.#shift.end(how);
  }

  #of(name) {
    return this.querySelector(name);
  }
}

customElements.define("console-app", ConsoleApp);
