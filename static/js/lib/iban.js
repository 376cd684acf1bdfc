const LENGTHS = {
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CZ: 24,
  DE: 22,
  DK: 18,
  ES: 24,
  FR: 27,
  GB: 22,
  GR: 27,
  HU: 28,
  IE: 22,
  IT: 27,
  LT: 20,
  LU: 20,
  LV: 21,
  NL: 18,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  TR: 26,
};
const START = /(?:^|[^A-Z0-9])([A-Z]{2}\s?\d{2}(?:[\s.-]?[A-Z0-9]){11,30})/gi;

function remainder(iban) {
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    rest = Number(`${rest}${Number.parseInt(char, 36)}`) % 97;
  }
  return rest;
}

/* What follows the number may look like more of it: only the country's length counts. */
export function hasIban(text) {
  return [...text.matchAll(START)].some(([, found]) => {
    const plain = found.toUpperCase().replace(/[\s.-]/g, "");
    const length = LENGTHS[plain.slice(0, 2)];
    return plain.length >= length && remainder(plain.slice(0, length)) === 1;
  });
}
