/* The page's visible strings, from the data block its template renders. */
let table = null;

function read() {
  const block = document.getElementById("words");
  return block ? JSON.parse(block.textContent) : {};
}

export function useWords(words) {
  table = words;
}

export function word(key, values = {}) {
  table ??= read();
  const text = table[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/* word("ahead_one") or word("ahead_other"), whatever the language makes of the number. */
export function count(key, n, language = document.documentElement.lang || "nl") {
  const form = new Intl.PluralRules(language).select(n);
  table ??= read();
  return word(`${key}_${form}` in table ? `${key}_${form}` : `${key}_other`, { n });
}
