const TEXT = "h1, .lead, .article__note, .article__body :is(h2, h3, p, li, figcaption)";
// Ways on, forms and explanations that are folded away are not part of the text.
const BESIDE = ".talk-card, .clear-question, .related, .sources, .steps__turn, video, details";

/* The text in its order, one piece for each heading, paragraph and item. */
export function pieces(article) {
  return [...article.querySelectorAll(TEXT)]
    .filter((part) => !part.closest(BESIDE) && !part.querySelector("p, li"))
    .map(words)
    .filter(Boolean);
}

function words(part) {
  const copy = part.cloneNode(true);
  for (const folded of copy.querySelectorAll("[popover], svg")) {
    folded.remove();
  }
  return tidy(copy.textContent);
}

export function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}
