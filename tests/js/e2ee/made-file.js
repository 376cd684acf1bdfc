/** Files that a vector describes instead of holding: how long, and what was done to them. */
import { concat } from "../../../static/js/e2ee/bytes.js";
import { fromHex } from "../../../static/js/e2ee/bytes.js";
import { sealFile } from "../../../static/js/e2ee/file.js";

const PREFIX = 7;
const SEALED = 65_536 + 16;

function pattern(length) {
  return Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);
}

function chunksOf(blob) {
  const count = Math.ceil((blob.length - PREFIX) / SEALED);
  return Array.from({ length: count }, (_, i) =>
    blob.subarray(PREFIX + i * SEALED, PREFIX + (i + 1) * SEALED),
  );
}

function reordered(blob, order) {
  const chunks = chunksOf(blob);
  return concat(blob.subarray(0, PREFIX), ...order.map((i) => chunks[i]));
}

const CHANGES = {
  swap: (made, i, j) => ({ ...made, blob: reordered(made.blob, [j, i]) }),
  repeat: (made, i) => ({ ...made, blob: reordered(made.blob, [i, i, 1]) }),
  cut: (made, length) => ({ ...made, blob: made.blob.subarray(0, length) }),
  append: (made, text) => ({ ...made, blob: concat(made.blob, fromHex(text)) }),
  fid: (made, text) => ({ ...made, fid: fromHex(text) }),
  flip: (made, position) => {
    const blob = made.blob.slice();
    blob[position] ^= 1;
    return { ...made, blob };
  },
};

export async function madeFile({ kf, fid, prefix, length, changes }) {
  const given = { kf: fromHex(kf), fid: fromHex(fid), prefix: fromHex(prefix) };
  const made = await sealFile(pattern(length), given);
  return changes.reduce((changed, [name, ...rest]) => CHANGES[name](changed, ...rest), made);
}
