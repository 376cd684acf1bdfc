import { fromBase64url } from "./bytes.js";
import { E2eeError } from "./errors.js";
import { need } from "./errors.js";
import { teamId } from "./identity.js";
import { importPublic } from "./kem.js";

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_VERSION = 0xffffffff;

/**
 * The key that a conversation may be sealed to. Signatures are not checked yet: the server is
 * believed. `verifyTeamKey` of teamproof.js will be called here with the pinned root; until
 * then production does not open the desk. The id comes from the slug, never from the server.
 */
export async function trustedTeamKey(proof, now) {
  const { team, ver, suite, pub } = proof;
  need(typeof team === "string" && team.length <= 50 && SLUG.test(team), "team-key");
  need(Number.isInteger(ver) && ver >= 1 && ver <= MAX_VERSION, "team-key");
  checkPeriod(proof, now);
  try {
    const raw = fromBase64url(pub);
    await importPublic(suite, raw);
    return { slug: team, team: await teamId(team), ver, suite, pub: raw };
  } catch {
    throw new E2eeError("team-key");
  }
}

/** Seconds since 1970; a key without a period is taken as it is. */
function checkPeriod({ nbf, exp }, now) {
  if (nbf === undefined && exp === undefined) return;
  need(Number.isInteger(nbf) && Number.isInteger(exp), "team-key");
  need(nbf <= now && now < exp, "team-key-expired");
}

const DAY_S = 86_400;

/** The device's clock, unless it is more than a day off: then the server's, and the page says so. */
export function trustedNow(deviceS, serverS) {
  const wrong = Math.abs(deviceS - serverS) > DAY_S;
  return { now: wrong ? serverS : deviceS, wrong };
}
