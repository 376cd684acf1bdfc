import { fromBase64url } from "../e2ee/bytes.js";
import { toBase64url } from "../e2ee/bytes.js";
import { openConversation } from "../e2ee/conversation.js";
import { need } from "../e2ee/errors.js";
import { makeTeamKey } from "../e2ee/grant.js";
import { openGrant } from "../e2ee/grant.js";
import { passOn } from "../e2ee/grant.js";
import { teamId } from "../e2ee/identity.js";
import { userId } from "../e2ee/identity.js";
import { trustedTeamKey } from "../e2ee/teamkey.js";

function received({ ct, sig, by }) {
  return { ct: fromBase64url(ct), sig: fromBase64url(sig), granter: fromBase64url(by.sig) };
}

function posted({ ct, sig }) {
  return { ct: toBase64url(ct), sig: toBase64url(sig) };
}

function trusted(team, { ver, suite, pub }) {
  return trustedTeamKey({ team, ver, suite, pub }, Math.floor(Date.now() / 1000));
}

/** The first key of a team with the maker's own grant, as the server keeps it. */
export async function newTeamKey(identity, slug) {
  const made = await makeTeamKey(identity, { team: await teamId(slug) });
  const { ver, suite, pub } = made;
  return { ver, suite, pub: toBase64url(pub), ...posted(made) };
}

/** The team's key for one colleague, whose keys are those that were shown and compared. */
export async function grantFor(identity, { team, grant, member }) {
  const { suite, kem } = member.pub;
  const to = { uid: await userId(member.login), kem: { suite, pub: fromBase64url(kem) } };
  const passed = await passOn(identity, await trusted(team, grant), received(grant), to);
  return { login: member.login, ver: grant.ver, ...posted(passed) };
}

/** The team's private keys that this tab may use; none of them can leave it. */
export class TeamKeys {
  #byVersion = new Map();

  has(ver) {
    return this.#byVersion.has(ver);
  }

  clear() {
    this.#byVersion.clear();
  }

  async open(identity, { team, grants }) {
    for (const grant of grants) {
      if (this.has(grant.ver)) continue;
      const teamKey = await trusted(team.team, grant);
      this.#byVersion.set(grant.ver, await openGrant(identity, teamKey, received(grant)));
    }
  }

  /** A conversation's key, out of the newest wrap that one of my keys opens. */
  async keyOf(conv, wraps) {
    const mine = wraps.filter(({ ver }) => this.has(ver)).sort((a, b) => b.ver - a.ver);
    need(mine.length > 0, "team-key");
    return openConversation(this.#byVersion.get(mine[0].ver), conv, fromBase64url(mine[0].wrap));
  }
}
