import { follow } from "../lib/visitor/follow.js";
import { BEGIN } from "../lib/visitor/talk-state.js";
import { told } from "../lib/visitor/talk-state.js";
import { TalkView } from "../lib/visitor/talk-view.js";
import { TypingChoice } from "../lib/visitor/typing-choice.js";
import { word } from "../lib/words.js";

const NOTES = { talking: "note_joined", returned: "note_returned" };

/* The screen of a living conversation. Events "finish" (the visitor stops),
   "over" (somebody else ended it) and "stopped" {word} (the line ended for good). */
class VisitorTalk extends HTMLElement {
  #session = null;
  #state = BEGIN;
  #view = new TalkView(this);
  #log = this.querySelector("chat-log");
  #composer = this.querySelector("chat-composer");
  #line = this.querySelector("visitor-line");
  #newBuild = this.querySelector("new-build");
  #choice = new TypingChoice({ boxes: document.querySelectorAll("[data-part=typing-shown]") });

  connectedCallback() {
    this.addEventListener("compose", ({ detail }) => this.#write(detail.text));
    this.addEventListener("typing", ({ detail }) => this.#typing(detail.on));
    this.addEventListener("change", ({ target }) => {
      if (target.checked === false) this.#session?.talk?.typing(false);
    });
    this.addEventListener("click", ({ target }) => this.#act(target.closest("[data-act]")));
    this.addEventListener("retry", ({ target, detail }) => {
      if (target === this.#line) this.#session.link.retry();
      else this.#again(detail);
    });
  }

  attach(session) {
    this.#session = session;
    this.#view.holdFinish(false);
    this.#choice.keep();
    this.#listen(session);
    this.#log.note(word("sealed"), "sealed");
    this.#view.draw(this.#state);
    session.link.start();
  }

  askToStop() {
    const panel = this.#view.panel("stop");
    panel.hidden = false;
    panel.querySelector("button").focus();
  }

  /* Nothing of the conversation stays in the page, not even a name in a heading. */
  clear() {
    this.#session = null;
    this.#state = BEGIN;
    this.#choice.rest();
    this.#log.clear();
    this.#log.live = false;
    this.#composer.clear();
    this.#composer.removeAttribute("closed");
    this.#line.hidden = true;
    this.#newBuild.rest();
    this.#view.panel("stop").hidden = true;
    this.#view.draw(BEGIN);
  }

  #listen(session) {
    follow(session, {
      item: (item) => this.#item(item),
      told: (name, facts) => this.#tell(name, facts),
      typing: (on) => this.#log.typing(on && this.#name),
      alert: () => this.#log.note(word("alert")),
      full: () => this.#full(),
      over: (code) => this.#say("stopped", { word: code }),
      line: (detail) => this.#wire(detail),
      current: () => this.#current(),
      build: (build) => this.#newBuild.serves(build),
    });
  }

  /* An end in the history may have been followed by a return: only now it counts. */
  #current() {
    this.#log.live = true;
    if (this.#state.phase === "over") this.#say("over");
  }

  /* What was said stays readable; what is not sent cannot be. */
  #full() {
    this.#composer.setAttribute("closed", "");
    this.#log.note(word("full"));
  }

  get #name() {
    return this.#state.name ?? word("other");
  }

  #write(text) {
    if (!this.#session) return;
    this.#tell("wrote");
    this.#session.talk.send({ t: "text", b: text, at: Date.now() });
  }

  #typing(on) {
    if (this.#choice.isShown) this.#session?.talk?.typing(on);
  }

  #again(item) {
    this.#log.remove(item.id);
    this.#session.talk.send(item.payload);
  }

  #item(item) {
    this.#log.show(item);
  }

  #act(button) {
    const act = button?.dataset.act;
    if (act === "finish") {
      this.#view.holdFinish(true);
      this.#say("finish");
    }
    if (act === "go-on") {
      this.#decline();
      this.#view.panel("stop").hidden = true;
      this.#composer.focusText();
    }
  }

  /* The server takes a proposal back when the visitor says something, whatever it is. */
  #decline() {
    if (this.#state.endProposed) this.#session.talk.send({ t: "decline" });
    this.#tell("wrote");
  }

  #wire(detail) {
    const hadFocus = this.#line.contains(document.activeElement);
    this.#line.line(detail);
    if (hadFocus && this.#line.hidden) this.#composer.focusText();
    this.#composer.hint = word(detail.state === "open" ? "write" : "write_on");
    const ours = detail.word === "left";
    if (detail.state === "stopped" && !ours) this.#say("stopped", { word: detail.word });
  }

  #tell(name, facts) {
    const before = this.#state;
    this.#state = told(before, name, facts);
    const { phase } = this.#state;
    const changed = phase !== before.phase || this.#state.name !== before.name;
    if (changed && NOTES[phase]) this.#log.note(word(NOTES[phase], { name: this.#name }));
    if (phase !== "over") this.#view.draw(this.#state);
  }

  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

customElements.define("visitor-talk", VisitorTalk);
