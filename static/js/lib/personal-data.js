import { hasIban } from "./iban.js";

/* What may not stand before a match is matched along: old browsers cannot look back. */
const DATE = /(^|[^\d/.-])\d{1,2}([/.-])\d{1,2}\2(?:\d{4}|\d{2})(?!\d|[/.-]\d)/g;
const TIME = /(^|\D)\d{1,2}[:.]\d{2}(?!\d)/g;
const NUMBER = /(?:^|[^\w,+])((?:\+|00|0)(?:[\s().-]{0,2}\d){8,13})(?!\d)/g;
const HELP_LINE = /^0(?:800|900|909)/;
const EMAIL = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;

const POSTCODE = /(?:^|[^\d€.,])[1-9]\d{3} ?[A-Z]{2}(?![A-Za-z])/;
const TYPED_POSTCODE = /(?:^|[^\d€.,])[1-9]\d{3}( ?)([a-z]{2})\b(?=(\s*\d)?)/gi;
const SHORT_WORDS = new Set(
  (
    "aan al am an as at be bv by cm da de do eh en er eu ff go ha he hm ik in is it ja je kg km " +
    "me ml mm mn my na no nu of oh ok om on op or pm pp so te to ts u uh up us we wk ze zo"
  ).split(" "),
);
const STREET =
  /(?:^|\P{L})(?!onderweg|snelweg|schoolplein)\p{L}{2,}(?:straat|str\.|laan|weg|plein|gracht|kade|singel|dijk|hof|steeg|dreef|plantsoen|pad) \d{1,4} ?[a-z]?(?=\s*(?:$|[,.;!?)\n]|(?:in|te) |\p{Lu}))/u;

function hasPhone(text) {
  const plain = text.replace(DATE, "$1 ").replace(TIME, "$1 ");
  return [...plain.matchAll(NUMBER)].some(([, number]) => {
    const digits = number.replace(/\D/g, "");
    const national = /^0[1-9]/.test(digits);
    return national ? digits.length === 10 && !HELP_LINE.test(digits) : digits.length >= 10;
  });
}

/* Typed in small letters "2000 en 3000" looks the same: then more has to fit. */
function hasPostcode(text) {
  if (POSTCODE.test(text)) return true;
  return [...text.matchAll(TYPED_POSTCODE)].some(
    ([, space, letters, house]) =>
      !SHORT_WORDS.has(letters.toLowerCase()) && (space === "" || house !== undefined),
  );
}

/* What somebody who stays anonymous may not want to send: a kind, or null. */
export function personalData(text) {
  if (hasIban(text)) return "iban";
  if (hasPhone(text)) return "phone";
  if (EMAIL.test(text)) return "email";
  if (hasPostcode(text) || STREET.test(text)) return "address";
  return null;
}
