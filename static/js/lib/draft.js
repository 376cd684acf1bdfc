import { measureText } from "../e2ee/text.js";
import { TEXT_LIMIT } from "../e2ee/text.js";
import { tidyText } from "../e2ee/text.js";

const NEAR_THE_END = 200;

/* What a composer's text amounts to: {text, empty, left, tooLong, near}. */
export function weigh(typed) {
  const text = tidyText(typed).trim();
  const left = TEXT_LIMIT - measureText(text);
  return { text, empty: text === "", left, tooLong: left < 0, near: left < NEAR_THE_END };
}
