const LETTERS = new Map([
  ["KeyN", "take"],
  ["KeyJ", "next"],
  ["KeyL", "lock"],
  ["KeyK", "help"],
]);

const MAC = /^Mac/i.test(globalThis.navigator?.platform ?? "");
const WRITTEN = /^(?![a-z\d])[\p{L}\p{ASCII}€]$/iu;

/** By place on the keyboard: with Alt held, letters differ per layout and system. */
export function actionOf(event, { mac = MAC } = {}) {
  const { altKey, ctrlKey, metaKey, shiftKey, code, isComposing } = event;
  if (!altKey || ctrlKey || metaKey || shiftKey || isComposing) return null;
  if (mac && writes(event)) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code);
  if (digit !== null) return { name: "open", number: Number(digit[1]) };
  return LETTERS.has(code) ? { name: LETTERS.get(code) } : null;
}

/* On a Mac Alt writes: @ on a German keyboard, ł on a Polish one. Nobody misses the ¬ and ∆ of
   an American one, so there the keys work in a text field too. */
function writes({ key, target }) {
  return WRITTEN.test(key) && target.matches("input, textarea");
}
