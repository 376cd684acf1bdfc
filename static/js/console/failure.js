const KNOWN = new Set([
  "empty",
  "exists",
  "grant-sig",
  "kdf",
  "not_member",
  "offline",
  "slot",
  "unknown",
]);

const REFUSED = new Set(["taken", "full", "gone", "not_yours"]);

/** The key of the sentence for a claim that was not granted. */
export function claimFailure(code) {
  return REFUSED.has(code) ? `claim_${code}` : "claim_later";
}

/** The key of the sentence for what went wrong with vault or keys. */
export function failure(code) {
  if (code === "auth") return "passphrase_wrong";
  return KNOWN.has(code) ? `failed_${code}` : "failed_later";
}
