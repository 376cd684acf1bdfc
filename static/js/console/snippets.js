const SHORTCUT = /(?:^|\s)\/([\p{L}\d]*)$/u;

/** The `/word` that ends at the caret, if any. */
export function typedShortcut(text, caret) {
  const match = SHORTCUT.exec(text.slice(0, caret));
  if (match === null) return null;
  return { word: match[1].toLowerCase(), start: caret - match[1].length - 1, end: caret };
}

export function matching(word, snippets) {
  return snippets.filter(({ key }) => key.startsWith(word));
}

/** The snippet meant: the one with this name, or the only one that begins like it. */
export function meant(word, snippets) {
  if (word === "") return null;
  const exact = snippets.find(({ key }) => key === word);
  const begins = matching(word, snippets);
  return exact ?? (begins.length === 1 ? begins[0] : null);
}

/** Text goes in where the caret is, with one space towards words that were there. */
export function placed(before, text, after) {
  const lead = before === "" || /\s$/.test(before) ? "" : " ";
  const tail = after === "" || /^\s/.test(after) ? "" : " ";
  return lead + text + tail;
}
