/** What a visitor checks of a team key: pinned root, approver, key; and the time. */
import { need } from "./errors.js";
import { checkSignature } from "./logentry.js";
import { keyOf } from "./logentry.js";
import { readBody } from "./logentry.js";
import { rootPin } from "./logentry.js";

const MAX_LIFE_S = 60 * 86_400;

async function trustedApprover({ root, pin, approver, revoked }, now) {
  need((await rootPin(root)) === pin, "log-pin");
  await checkSignature(root, approver);
  const entry = readBody(approver.body);
  need(entry.type === "approver", "log-sig");
  need(entry.nbf <= now && now < entry.exp, "approver-expired");
  need(!revoked.includes(entry.id), "approver-revoked");
  return entry;
}

export async function verifyTeamKey({ proof, pins, team, now }) {
  const { revoked = [], min = {} } = pins;
  const approver = await trustedApprover({ ...proof, pin: pins.root, revoked }, now);
  await checkSignature(keyOf(approver.key), proof.team);
  const entry = readBody(proof.team.body);
  need(entry.by === approver.id, "log-sig");
  need(entry.type === "team_key" && entry.team === team, "team-key");
  need(entry.ver >= (min[team] ?? 1), "team-key-old");
  need(entry.nbf <= now && now < entry.exp, "team-key-expired");
  need(entry.exp - entry.nbf <= MAX_LIFE_S, "team-key-life");
  return entry;
}
