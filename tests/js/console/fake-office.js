import { Refused } from "../../../static/js/console/api.js";
import { newConversation } from "../../../static/js/e2ee/conversation.js";
import { trustedTeamKey } from "../../../static/js/e2ee/teamkey.js";
import { toBase64url } from "../../../static/js/e2ee/bytes.js";

/* What the server keeps of a team, for several counsellors: sealed things and public keys. */
export class FakeOffice {
  vaults = new Map();
  key = null;
  grants = [];
  waiting = [];
  mine = new Map();
  wraps = new Map();
  bodies = [];
  ready = new Set();

  api(login) {
    return {
      keys: async () => this.#overview(login),
      storeVault: async (vault) => this.#keep(login, vault),
      storeTeamKey: async (body) => this.#make(login, body),
      storeGrant: async (grant) => this.#grant(login, grant),
      queue: async () => ({
        waiting: this.waiting,
        mine: this.mine.get(login) ?? [],
        limit: 2,
        ready: this.ready.has(login),
      }),
      conversation: async (conv) => ({ conv, wraps: this.wraps.get(conv) ?? [] }),
      ready: async (ready) => this.#believe(login, ready),
    };
  }

  async visitorComes(here = true) {
    const proof = { team: "chat", ver: this.key.ver, suite: this.key.suite, pub: this.key.pub };
    const teamKey = await trustedTeamKey(proof, 0);
    const { kc, conv, wrap } = await newConversation(teamKey);
    const c = toBase64url(conv);
    this.wraps.set(c, [{ team: "chat", ver: this.key.ver, epoch: 0, wrap: toBase64url(wrap) }]);
    this.waiting.push({ conv: c, waited_s: 3, here });
    return { c, kc, conv };
  }

  #overview(login) {
    const grants = this.grants.filter((grant) => grant.login === login);
    return structuredClone({
      login,
      name: login.toUpperCase(),
      vault: this.vaults.get(login) ?? null,
      team: this.key && { team: "chat", ver: this.key.ver, suite: 1, pub: this.key.pub },
      grants: grants.map(({ by, ...grant }) => ({
        ...grant,
        suite: 1,
        pub: this.key.pub,
        by: { login: by, name: by, sig: this.vaults.get(by).pub.sig },
      })),
      members: [...this.vaults].map(([who, { pub }]) => ({
        login: who,
        name: who.toUpperCase(),
        pub,
        ver: this.grants.find((grant) => grant.login === who)?.ver ?? null,
      })),
    });
  }

  #keep(login, vault) {
    this.bodies.push(JSON.stringify(vault));
    if (this.vaults.has(login)) throw new Refused(409, "exists");
    this.vaults.set(login, structuredClone(vault));
  }

  #make(login, { ver, suite, pub, ct, sig }) {
    if (this.key) throw new Refused(409, "exists");
    this.key = { ver, suite, pub };
    this.grants.push({ login, by: login, ver, ct, sig });
  }

  #grant(by, grant) {
    this.bodies.push(JSON.stringify(grant));
    this.grants.push({ ...grant, by });
  }

  #believe(login, ready) {
    if (ready) this.ready.add(login);
    else this.ready.delete(login);
  }

  /** What a line answers. */
  claim(login, c) {
    const place = this.waiting.findIndex(({ conv }) => conv === c);
    if (place < 0) return { type: "refused", code: "taken", again: false, c };
    const [one] = this.waiting.splice(place, 1);
    const held = this.mine.get(login) ?? [];
    this.mine.set(login, [...held, { ...one, claimed_s: 0, state: "open", n: 0 }]);
    return { type: "claimed", c };
  }
}
