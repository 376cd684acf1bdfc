/** Files in chunks (STREAM): none can be left out, moved or taken from another file. */
import { concat } from "./bytes.js";
import { label } from "./bytes.js";
import { random } from "./bytes.js";
import { u32 } from "./bytes.js";
import { u8 } from "./bytes.js";
import { decrypt } from "./box.js";
import { encrypt } from "./box.js";
import { hkdfKey } from "./box.js";
import { TAG_BYTES } from "./box.js";
import { need } from "./errors.js";
import { padTo } from "./padding.js";
import { unpadFrom } from "./padding.js";

export const MAX_FILE_BYTES = 5 * 1024 * 1024;
export const MAX_BLOB_BYTES = 5_375_271;

const PREFIX_BYTES = 7;
const CHUNK_BYTES = 65_536;
const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES;

/** PADMÉ: at most twelve per cent more, and few possible sizes. */
export function paddedLength(length) {
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.max(CHUNK_BYTES, Math.ceil(length / step) * step);
}

function fileKey(kf, fid) {
  return hkdfKey(kf, fid, label("file"));
}

function chunkNonce(prefix, index, count) {
  return concat(prefix, u32(index), u8(index === count - 1 ? 1 : 0));
}

function slices(bytes, size) {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

/** Key, id and prefix are given by test vectors alone. */
export async function sealFile(data, given = {}) {
  const { kf = random(32), fid = random(16), prefix = random(PREFIX_BYTES) } = given;
  need(data.length <= MAX_FILE_BYTES, "too-long");
  const key = await fileKey(kf, fid);
  const aad = label("file-chunk", fid);
  const chunks = slices(padTo(paddedLength(data.length + 4), data), CHUNK_BYTES);
  const sealed = chunks.map((chunk, i) =>
    encrypt(key, chunkNonce(prefix, i, chunks.length), aad, chunk),
  );
  return { kf, fid, blob: concat(prefix, ...(await Promise.all(sealed))) };
}

export async function openFile(kf, fid, blob) {
  need(blob.length > PREFIX_BYTES + TAG_BYTES && blob.length <= MAX_BLOB_BYTES, "len");
  const key = await fileKey(kf, fid);
  const aad = label("file-chunk", fid);
  const prefix = blob.subarray(0, PREFIX_BYTES);
  const chunks = slices(blob.subarray(PREFIX_BYTES), SEALED_BYTES);
  const opened = await Promise.all(
    chunks.map((chunk, i) => decrypt(key, chunkNonce(prefix, i, chunks.length), aad, chunk)),
  );
  const padded = concat(...opened);
  const data = unpadFrom(padded);
  need(paddedLength(data.length + 4) === padded.length, "pad");
  return data;
}
