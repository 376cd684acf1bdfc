import { readU32 } from "./bytes.js";
import { u32 } from "./bytes.js";
import { need } from "./errors.js";

/** Sizes say little: everything is one of six lengths. */
export const BUCKETS = Object.freeze([512, 1024, 2048, 4096, 8192, 16384]);

export function padTo(length, payload) {
  const padded = new Uint8Array(length);
  padded.set(u32(payload.length));
  padded.set(payload, 4);
  return padded;
}

export function bucketFor(payload) {
  return BUCKETS.find((size) => size >= payload.length + 4);
}

export function pad(payload) {
  const bucket = bucketFor(payload);
  need(bucket !== undefined, "too-long");
  return padTo(bucket, payload);
}

export function unpadFrom(padded) {
  const end = 4 + readU32(padded);
  need(end <= padded.length, "pad");
  need(
    padded.subarray(end).every((byte) => byte === 0),
    "pad",
  );
  return padded.slice(4, end);
}

export function unpad(padded) {
  const payload = unpadFrom(padded);
  need(bucketFor(payload) === padded.length, "pad");
  return payload;
}
