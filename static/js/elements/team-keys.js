import { fingerprint } from "../e2ee/identity.js";
import { userId } from "../e2ee/identity.js";
import { failure } from "../console/failure.js";
import { word } from "../lib/words.js";

/**
 * Who of the team can open conversations; gives a colleague access after comparing digits.
 * Whoever calls show() tells failed() what came of it.
 */
export class TeamKeys extends HTMLElement {
  #keys = null;
  #list;
  #row;

  connectedCallback() {
    this.#list = this.querySelector("[data-list]");
    this.#row = this.querySelector("template");
  }

  async show(keys) {
    this.#keys = keys;
    this.#fail("");
    this.#title.focus();
    await keys.load();
    await this.#render();
  }

  failed(code) {
    this.#fail(word(failure(code)));
  }

  get #title() {
    return this.querySelector("h2");
  }

  forget() {
    this.#keys = null;
    this.#list.replaceChildren();
  }

  async #render() {
    const keys = this.#keys;
    if (keys === null) return;
    const rows = await Promise.all(keys.members.map((member) => this.#member(member, keys)));
    // Locked meanwhile: then nobody is shown any more.
    if (this.#keys !== null) this.#list.replaceChildren(...rows);
  }

  #fail(text) {
    this.querySelector("[data-failed]").textContent = text;
    this.querySelector("[data-again]").hidden = text === "";
  }

  async #member(member, keys) {
    const row = this.#row.content.cloneNode(true).firstElementChild;
    const own = member.login === keys.login;
    const has = member.ver === keys.version;
    const digits = await fingerprint(await userId(member.login), member.pub);
    row.querySelector("[data-name]").textContent = own
      ? word("member_you", { name: member.name })
      : member.name;
    row.querySelector("[data-digits]").textContent = digits;
    row.querySelector("[data-state]").textContent = word(has ? "has_access" : "has_no_access");
    const form = row.querySelector("form");
    if (own || has) form.remove();
    else this.#bind(form, member);
    return row;
  }

  /** What is granted goes to the very keys whose digits stand above the button. */
  #bind(form, member) {
    form.querySelector("[data-label]").textContent = word("compared", { name: member.name });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#grant(form, member);
    });
  }

  async #grant(form, member) {
    const said = form.querySelector("[data-error]");
    const { compared, passphrase } = form.elements;
    if (!compared.checked) {
      said.textContent = word("compare_first");
      compared.focus();
      return;
    }
    said.textContent = word("vault_opening");
    try {
      await this.#keys.passOn(member, passphrase.value);
      await this.#render();
      this.querySelector("[data-said]").textContent = word("access_given", { name: member.name });
      this.#title.focus();
    } catch (error) {
      said.textContent = word(failure(error.code));
    } finally {
      passphrase.value = "";
    }
  }
}

customElements.define("team-keys", TeamKeys);
