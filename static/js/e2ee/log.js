/** The signed, hash-chained history of keys, replayed from its root to its head. */
import { need } from "./errors.js";
import { checkSignature } from "./logentry.js";
import { entryHash } from "./logentry.js";
import { keyOf } from "./logentry.js";
import { readBody } from "./logentry.js";
import { rootPin } from "./logentry.js";

const BY_ROOT = new Set(["approver", "revoke_approver", "release"]);
const BY_APPROVER = new Set(["member", "revoke_member", "team_key"]);

function signerOf(entry, state) {
  if (BY_ROOT.has(entry.type)) return state.root;
  if (BY_APPROVER.has(entry.type)) return state.approvers.get(entry.by);
  return undefined;
}

async function takeRoot(entry, state, pin) {
  need(entry.type === "root", "log-pin");
  state.root = keyOf(entry.key);
  need((await rootPin(state.root)) === pin, "log-pin");
}

const EFFECTS = {
  approver: (entry, state) => state.approvers.set(entry.id, keyOf(entry.key)),
  revoke_approver: (entry, state) => state.approvers.delete(entry.id),
  member: (entry, state) => state.members.set(entry.id, { kem: entry.kem, sig: entry.sig }),
  revoke_member: (entry, state) => state.members.delete(entry.id),
  release: () => undefined,
  team_key: (entry, state) => {
    const before = state.teams.get(entry.team)?.ver ?? 0;
    need(entry.ver === before + 1, "log-ver");
    state.teams.set(entry.team, entry);
  },
};

async function replay(entries, pin) {
  const state = { approvers: new Map(), members: new Map(), teams: new Map(), hashes: [] };
  for (const [seq, signed] of entries.entries()) {
    const entry = readBody(signed.body);
    need(entry.seq === seq && entry.prev === (state.hashes[seq - 1] ?? ""), "log-chain");
    if (seq === 0) await takeRoot(entry, state, pin);
    await checkSignature(seq === 0 ? state.root : signerOf(entry, state), signed);
    if (seq > 0) EFFECTS[entry.type](entry, state);
    state.hashes.push(await entryHash(signed.body));
  }
  return state;
}

function checkSeen(hashes, seen) {
  if (!seen) return;
  need(seen.seq < hashes.length, "log-rollback");
  need(hashes[seen.seq] === seen.hash, "log-fork");
}

export async function verifyLog({ entries, pin, seen = null, now, team }) {
  need(entries.length > 0, "log-chain");
  const { hashes, members, teams } = await replay(entries, pin);
  checkSeen(hashes, seen);
  if (team !== undefined) {
    const latest = teams.get(team);
    need(latest !== undefined, "team-key");
    need(latest.nbf <= now && now < latest.exp, "team-key-expired");
  }
  return { seq: hashes.length - 1, head: hashes[hashes.length - 1], members, teams };
}
