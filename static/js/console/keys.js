import { userId } from "../e2ee/identity.js";
import { createVault } from "../e2ee/vault.js";
import { unlockVault } from "../e2ee/vault.js";
import { grantFor } from "./grants.js";
import { newTeamKey } from "./grants.js";
import { TeamKeys } from "./grants.js";

/** This counsellor's keys in this tab: what the server keeps of them, and what is unlocked. */
export class Keys {
  #api;
  #slug;
  #stored = null;
  #uid = null;
  #identity = null;
  #teamKeys = new TeamKeys();

  /** `slug` names the team for as long as it has no key that says so. */
  constructor({ api, slug }) {
    this.#api = api;
    this.#slug = slug;
  }

  get login() {
    return this.#stored.login;
  }

  get name() {
    return this.#stored.name;
  }

  get uid() {
    return this.#uid;
  }

  get pub() {
    return this.#stored.vault?.pub ?? null;
  }

  get members() {
    return this.#stored.members;
  }

  /** What seals drafts; null while locked. */
  get identity() {
    return this.#identity;
  }

  get version() {
    return this.#stored.team?.pub ? this.#stored.team.ver : null;
  }

  /** create → locked → make or wait → open. */
  get stage() {
    if (!this.#stored.vault) return "create";
    if (!this.#identity) return "locked";
    if (this.version === null) return "make";
    if (this.#teamKeys.has(this.version)) return "open";
    return this.#grant() ? "locked" : "wait";
  }

  async load() {
    const stored = await this.#api.keys();
    this.#uid = await userId(stored.login);
    this.#stored = stored;
    await this.#openTeamKeys();
  }

  async create(passphrase) {
    await this.#api.storeVault(await createVault(this.#uid, passphrase));
    await this.load();
  }

  async unlock(passphrase) {
    const identity = await this.#open(passphrase);
    await this.load();
    this.#identity = identity;
    await this.#openTeamKeys();
  }

  lock() {
    this.#identity = null;
    this.#teamKeys.clear();
    this.#teamKeys = new TeamKeys();
  }

  async makeTeamKey() {
    const slug = this.#stored.team?.team ?? this.#slug;
    await this.#api.storeTeamKey(await newTeamKey(this.#identity, slug));
    await this.load();
  }

  /** With the passphrase again: a key that lies open for a shift cannot be passed on. */
  async passOn(member, passphrase) {
    const identity = await this.#open(passphrase);
    const team = this.#stored.team.team;
    const made = await grantFor(identity, { team, grant: this.#grant(), member });
    try {
      await this.#api.storeGrant(made);
    } catch (refused) {
      // A colleague was faster: the access that was asked for is there.
      if (refused.code !== "exists") throw refused;
    }
    await this.load();
  }

  keyOf(conv, wraps) {
    return this.#teamKeys.keyOf(conv, wraps);
  }

  #open(passphrase) {
    return unlockVault(this.#uid, this.#stored.vault, passphrase);
  }

  #grant() {
    return this.#stored.grants.find(({ ver }) => ver === this.version);
  }

  async #openTeamKeys() {
    const [identity, teamKeys] = [this.#identity, this.#teamKeys];
    if (!identity?.kem || this.version === null) return;
    await teamKeys.open(identity, this.#stored);
    // Locked meanwhile: what was just opened goes the same way.
    if (teamKeys !== this.#teamKeys) return teamKeys.clear();
    if (!teamKeys.has(this.version)) return;
    // The rest of the shift needs no private key of mine; what is not here cannot be misused.
    const { uid, drafts } = identity;
    this.#identity = { uid, drafts };
  }
}
