/** A team's private key, sealed to one member and signed by whoever grants it. */
import { concat } from "./bytes.js";
import { EMPTY } from "./bytes.js";
import { equal } from "./bytes.js";
import { label } from "./bytes.js";
import { random } from "./bytes.js";
import { u32 } from "./bytes.js";
import { wipe } from "./bytes.js";
import { need } from "./errors.js";
import { hpkeOpen } from "./hpke.js";
import { hpkeSeal } from "./hpke.js";
import { generateKem } from "./kem.js";
import { importPrivate } from "./kem.js";
import { sign } from "./signature.js";
import { verify } from "./signature.js";

const TYPE = "grant";

function grantInfo({ team, ver }, uid) {
  return label("team-grant", team, u32(ver), uid);
}

function grantBody({ team, ver }, uid, ct) {
  return concat(team, u32(ver), uid, ct);
}

async function sealTo(member, teamKey, pkcs8, signingKey) {
  const ct = await hpkeSeal(member.kem, grantInfo(teamKey, member.uid), pkcs8);
  const sig = await sign(signingKey, TYPE, grantBody(teamKey, member.uid, ct));
  return { ct, sig };
}

/** A new key for a team, with its maker's own grant; the private half is gone afterwards. */
export async function makeTeamKey(identity, { team, ver = 1, suite = 1 }) {
  const pair = await generateKem(suite, true);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.key));
  const teamKey = { team, ver, suite, pub: pair.pub };
  const own = { uid: identity.uid, kem: identity.kem };
  const grant = await sealTo(own, teamKey, pkcs8, identity.sig.key);
  wipe(pkcs8);
  return { ...teamKey, ...grant };
}

/** The private half as bytes, to be wiped by whoever asks. */
export async function openGrantBytes(identity, teamKey, { ct, sig, granter }) {
  const { uid, kem } = identity;
  need(await verify(granter, TYPE, grantBody(teamKey, uid, ct), sig), "grant-sig");
  return hpkeOpen(kem, grantInfo(teamKey, uid), ct);
}

/** The private half must belong to the public key that visitors seal to. */
async function selfTest(teamKey) {
  const probe = random(32);
  const sealed = await hpkeSeal(teamKey, EMPTY, probe);
  need(equal(await hpkeOpen(teamKey, EMPTY, sealed), probe), "auth");
}

export async function openGrant(identity, teamKey, grant) {
  const pkcs8 = await openGrantBytes(identity, teamKey, grant);
  const key = await importPrivate(teamKey.suite, pkcs8);
  wipe(pkcs8);
  const opened = { ...teamKey, key };
  await selfTest(opened);
  return opened;
}

/** Passes a key I was granted on to a colleague whose fingerprint was compared. */
export async function passOn(identity, teamKey, grant, member) {
  const pkcs8 = await openGrantBytes(identity, teamKey, grant);
  const passed = await sealTo(member, teamKey, pkcs8, identity.sig.key);
  wipe(pkcs8);
  return passed;
}
