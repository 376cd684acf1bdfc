"""A word that nobody marked cannot be missed in the catalogue: it is looked for here."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
MARKED = re.compile(
    r"{% blocktranslate.*?{% endblocktranslate %}"
    r"|{% block \w+_class %}[^{]*{% endblock[^%]*%}",
    re.DOTALL,
)
CODE = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
SPOKEN = re.compile(r"""\b(?:aria-label|alt|title|placeholder)="([^"]*)\"""")
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{3,}")
# Names of keys and languages, and an address: the same for everybody.
SAME_EVERYWHERE = {"Alt", "Enter", "English", "Nederlands", "keerpunt", "chat"}
WRITTEN = re.compile(
    r"""(?:textContent|innerText|title|placeholder|ariaLabel)\s*=\s*["'`]([^"'`$]+)|"""
    r"""setAttribute\("(?:aria-label|title|placeholder)",\s*["'`]([^"'`$]+)"""
)


def unmarked(source):
    left = CODE.sub(" ", MARKED.sub(" ", source))
    texts = [*SPOKEN.findall(left), TAG.sub(" ", left)]
    return {word for text in texts for word in WORD.findall(text)} - SAME_EVERYWHERE


def written(source):
    return ["".join(found) for found in WRITTEN.findall(source)]


@pytest.mark.parametrize(
    "source",
    [
        "<p>Welkom</p>",
        '<a title="Welkom" href="/">{{ name }}</a>',
        '<p>{% translate "Dag" %} allemaal</p>',
    ],
)
def test_an_unmarked_word_would_be_found(source):
    assert unmarked(source)


def test_marked_words_are_not_found():
    told = "{% blocktranslate trimmed %}Dag {{ name }}{% endblocktranslate %}"
    assert not unmarked(f"""<p class="dag">{told} {{% translate "Welkom" %}}</p>""")


def test_every_word_of_a_template_is_marked():
    found = {path.name: unmarked(path.read_text()) for path in TEMPLATES}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_word_in_a_script_would_be_found():
    assert written('this.textContent = "Welkom";') == ["Welkom"]
    assert written('b.setAttribute("title", "Welkom");') == ["Welkom"]
    assert written('this.textContent = "";') == []


def test_no_script_says_words_of_its_own():
    found = {path.name: written(path.read_text()) for path in SCRIPTS}
    assert {name: words for name, words in found.items() if words} == {}
