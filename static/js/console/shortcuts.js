const LETTERS = new Map([
  ["KeyN", "take"],
  ["KeyJ", "next"],
  ["KeyL", "lock"],
  ["KeyK", "help"],
]);

/** By place on the keyboard: with Alt held, letters differ per layout and system. */
export function actionOf({ altKey, ctrlKey, metaKey, shiftKey, code, isComposing }) {
  if (!altKey || ctrlKey || metaKey || shiftKey || isComposing) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code);
  if (digit !== null) return { name: "open", number: Number(digit[1]) };
  return LETTERS.has(code) ? { name: LETTERS.get(code) } : null;
}
