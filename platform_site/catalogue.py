"""The translations: Dutch is in the code, English in one catalogue."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

Text = str | tuple[str, ...] | list[str] | None

PATH = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
CODE = ("platform_site", "chat", "knowledge", "referral", "outreach", "insights")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
# No dates and no names: the same words give the same file.
HEADER = """\
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def read() -> Catalog:
    if not PATH.exists():
        return Catalog(locale="en")
    with PATH.open("rb") as file:
        return read_po(file, locale="en")


def write(catalogue: Catalog) -> None:
    body = BytesIO()
    write_po(
        body,
        catalogue,
        omit_header=True,
        include_lineno=False,
        sort_output=True,
        ignore_obsolete=True,
        width=88,
    )
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(HEADER + body.getvalue().decode(), encoding="utf-8")


def compile_catalogue() -> Path:
    """Whole or not at all: others may read the old one meanwhile."""
    target = PATH.with_suffix(".mo")
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, delete=False) as file:
        write_mo(file, read())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(target)
    return target


def update() -> Catalog:
    """The catalogue as it must be: every word of the code, known translations kept."""
    catalogue = read()
    catalogue.update(collected(), no_fuzzy_matching=True)
    return catalogue


def collected() -> Catalog:
    found = Catalog(locale="en")
    for path, messages in _messages():
        name = path.relative_to(settings.BASE_DIR).as_posix()
        for _line, message, comments, context in messages:
            found.add(
                message,
                locations=[(name, 0)],
                auto_comments=comments,
                context=context,
            )
    return found


def _messages() -> Iterator[tuple[Path, list[tuple[Any, ...]]]]:
    for folder in CODE:
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py")):
            yield path, list(extract_from_file("python", path, keywords=KEYWORDS))
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.*")):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # Inside brackets the tokenizer does not mind how a template is indented.
        code = BytesIO(f"(\n{source}\n)".encode())
        yield path, list(extract("python", code, keywords=KEYWORDS))


def faults(catalogue: Catalog) -> list[str]:
    """What keeps the English from being whole, one sentence each."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy or not all(_texts(message.string)):
            found.append(f"No English for: {message.id!r}")
        elif _holes(message.id) != _holes(message.string):
            found.append(f"Other placeholders in the English of: {message.id!r}")
    return found


def _texts(value: Text) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value or ""]


def _holes(value: Text) -> set[str]:
    return {hole for text in _texts(value) for hole in PLACEHOLDER.findall(text)}
