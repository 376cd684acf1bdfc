/** Values as words and back; a list has 2048 words that differ in their first four letters. */
import { random } from "./bytes.js";
import { need } from "./errors.js";

const BITS_PER_WORD = 11n;
const WORD_MASK = 2047n;
const PREFIX = 4;

export function toWords(value, count, words) {
  const indices = Array.from({ length: count }, (_, i) => {
    const shift = BITS_PER_WORD * BigInt(count - 1 - i);
    return Number((value >> shift) & WORD_MASK);
  });
  return indices.map((index) => words[index]);
}

/** The first four letters suffice, so a slip later in the word does no harm. */
export function fromWords(typed, words) {
  const prefixes = new Map(words.map((word, index) => [word.slice(0, PREFIX), index]));
  return typed.reduce((value, word) => {
    const index = prefixes.get(word.slice(0, PREFIX));
    need(index !== undefined, "word");
    return (value << BITS_PER_WORD) | BigInt(index);
  }, 0n);
}

export function toBytes(value, length) {
  const bytes = new Uint8Array(length);
  for (let i = length - 1; i >= 0; i -= 1) {
    bytes[i] = Number(value & 0xffn);
    value >>= 8n;
  }
  return bytes;
}

export function fromBytes(bytes) {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

export function randomBits(bits) {
  const bytes = random(Math.ceil(bits / 8));
  return fromBytes(bytes) & ((1n << BigInt(bits)) - 1n);
}
