import { need } from "./errors.js";

export const TEXT_LIMIT = 4000;

const CONTROL = /[^\P{Cc}\n]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const WHITE_SPACE = /\p{White_Space}+/gu;
const ACCENTS = /\p{M}/gu;

export function tidyText(text) {
  return text.replace(LONE_SURROGATE, "\ufffd").replace(CONTROL, "").normalize("NFC");
}

/** In code points, so that an emoji counts once on every side. */
export function measureText(text) {
  return Array.from(tidyText(text)).length;
}

export function checkText(text, limit = TEXT_LIMIT) {
  const tidy = tidyText(text);
  need(Array.from(tidy).length <= limit, "too-long");
  return tidy;
}

/** The form in which a passphrase becomes bytes: case and accents count, spacing does not. */
export function tidyPassphrase(text) {
  return text.normalize("NFKC").replace(WHITE_SPACE, " ").replace(/^ | $/g, "");
}

export function withoutAccents(text) {
  return text.normalize("NFKD").replace(ACCENTS, "").toLowerCase();
}
