import { fromBase64url } from "../e2ee/bytes.js";
import { toBase64url } from "../e2ee/bytes.js";
import { readHeader } from "../e2ee/envelope.js";
import { decodePayload } from "../e2ee/payload.js";
import { encodePayload } from "../e2ee/payload.js";

/* Between a transcript's bytes and what the wire and the screen use. */
export async function sealPayload(transcript, role, payload) {
  const { kind, bytes } = encodePayload(role, payload);
  const envelope = await transcript.seal(kind, bytes);
  const { stream, ctr } = readHeader(envelope);
  return { env: toBase64url(envelope), stream: toBase64url(stream), ctr };
}

/* Never throws: what cannot be opened or understood comes back as an alert. */
export async function openPayload(transcript, env) {
  let opened = { alerts: ["rejected"] };
  try {
    opened = await transcript.accept(fromBase64url(env));
    if (opened.result !== "ok") return opened;
    const payload = decodePayload(opened.kind, opened.role, opened.payload);
    return { ...opened, payload, stream: toBase64url(opened.stream) };
  } catch {
    return { ...opened, payload: null, alerts: [...opened.alerts, "rejected"] };
  }
}
