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

/** The key of the sentence for what went wrong with vault or keys. */
export function failure(code) {
  if (code === "auth") return "passphrase_wrong";
  return KNOWN.has(code) ? `failed_${code}` : "failed_later";
}
