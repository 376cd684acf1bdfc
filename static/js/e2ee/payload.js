import { fromUtf8 } from "./bytes.js";
import { utf8 } from "./bytes.js";
import { checkPayload } from "./control.js";
import { kindOf } from "./control.js";
import { E2eeError } from "./errors.js";

export function encodePayload(role, payload) {
  const kind = kindOf(payload.t);
  return { kind, bytes: utf8(JSON.stringify(checkPayload(kind, role, payload))) };
}

function parse(bytes) {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    throw new E2eeError("payload");
  }
}

export function decodePayload(kind, role, bytes) {
  return checkPayload(kind, role, parse(bytes));
}
