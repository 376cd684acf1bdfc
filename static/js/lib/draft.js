import { measureText } from "../e2ee/text.js";
import { TEXT_LIMIT } from "../e2ee/text.js";
import { tidyText } from "../e2ee/text.js";

const NEAR_THE_END = [200, 50, 20, 0];

/* What a composer's text amounts to: {text, empty, left, tooLong, near}. `near` grows in steps:
   0 far from the end, and each step is worth saying aloud; what is in between is not. */
export function weigh(typed) {
  const text = tidyText(typed).trim();
  const left = TEXT_LIMIT - measureText(text);
  const near = NEAR_THE_END.filter((limit) => left < limit).length;
  return { text, empty: text === "", left, tooLong: left < 0, near };
}
