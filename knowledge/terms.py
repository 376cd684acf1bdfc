"""Hard words explained where they first stand in a text."""

import re
from collections.abc import Iterable
from html import escape, unescape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from knowledge.made_of import worked_out
from knowledge.models import Term

MARK = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
OPENING = re.compile(r"<(a|button|h[1-6])\b", re.IGNORECASE)
CLOSING = re.compile(r"</(a|button|h[1-6])\s*>", re.IGNORECASE)
# The same mark, as it is typed, set or stored: zzp'er, zzp’er, zzp&#x27;er.
APOSTROPHES = re.compile("['‘’ʼ]")
STORED_AS = {
    "'": r"(?:['‘’ʼ]|&#x27;|&#0?39;|&apos;|&[lr]squo;|&#821[67];)",
    '"': r'(?:"|&quot;|&#34;)',
}


def found_in(text: str, locale_id: int) -> list[Term]:
    """Those that may be explained in what is stored of a text."""
    found = _found_in(_plain(text), locale_id)
    return [Term(word=word, also=also, plain=plain) for word, also, plain in found]


@worked_out
def _found_in(text: str, locale_id: int) -> list[tuple[str, str, str]]:
    terms = Term.objects.filter(locale_id=locale_id)
    return [
        (term.word, term.also, term.plain)
        for term in terms
        if any(_plain(form) in text for form in term.forms)
    ]


def _plain(words: str) -> str:
    return APOSTROPHES.sub("'", unescape(words)).lower()


def _written(form: str) -> str:
    """Every way in which this may stand in HTML."""
    return "".join(STORED_AS.get(c) or re.escape(escape(c)) for c in form)


class Explainer:
    """Explains each word once; one of these lives as long as one page."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.waiting = {_plain(form): term for term in terms for form in term.forms}
        self.pattern = self._pattern()

    def explain(self, html: str) -> SafeString:
        """The same HTML, with an explanation behind the first of each word."""
        if not self.waiting:
            return mark_safe(html)  # noqa: S308
        closed = 0
        parts = []
        for part in MARK.split(html):
            if MARK.fullmatch(part):
                closed += bool(OPENING.match(part)) - bool(CLOSING.match(part))
            elif not closed:
                part = self.pattern.sub(self._explained, part)
            parts.append(part)
        # Only rich text comes in, which Wagtail has made safe; words are escaped.
        return mark_safe("".join(parts))  # noqa: S308

    def _explained(self, found: re.Match[str]) -> str:
        term = self.waiting.get(_plain(found[0]))
        if term is None:
            return found[0]
        self.waiting = {
            form: other for form, other in self.waiting.items() if other is not term
        }
        words = {"term": term, "shown": mark_safe(found[0])}  # noqa: S308
        return render_to_string("knowledge/_term.html", words).strip()

    def _pattern(self) -> re.Pattern[str]:
        # The longest first, or "tip" would hide "tip geven"; & and # are of entities.
        forms = sorted(self.waiting, key=len, reverse=True)
        either = "|".join(map(_written, forms))
        return re.compile(rf"(?<![\w&#-])(?:{either})(?![\w-])", re.IGNORECASE)
