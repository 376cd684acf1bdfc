const COMPOSING = 229;

/* Enter sends, Shift+Enter breaks; under a thumb Enter breaks and the button sends.
   While an input method composes, Enter belongs to it (Safari tells by key code only). */
export function enterSends(event, { coarse }) {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === COMPOSING) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return !coarse && !event.shiftKey && !event.altKey;
}
