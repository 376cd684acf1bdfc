"""A style sheet with everything it imports, as one file: on a phone each import waits."""

import posixpath
import re
from collections.abc import Callable

IMPORT = re.compile(
    r'@import url\("([^"]+)"\)(?: layer\(([\w-]+)\))?(?: ([\w ,()-]+))?;'
)
ADDRESS = re.compile(r'url\("(?!data:|https?:|/)([^"]+)"\)')


def joined(name: str, read: Callable[[str], str]) -> str:
    """The sheet called `name`; `read` gives the text of a sheet by its name."""
    folder = posixpath.dirname(name)

    def inlined(found: re.Match[str]) -> str:
        address, layer, media = found.groups()
        below = posixpath.normpath(posixpath.join(folder, address))
        text = _moved(joined(below, read), posixpath.dirname(below), folder)
        text = f"@media {media} {{\n{text}}}\n" if media else text
        return f"@layer {layer} {{\n{text}}}\n" if layer else text

    return IMPORT.sub(inlined, read(name))


def _moved(text: str, source: str, target: str) -> str:
    """What it names by relative address is named as seen from another folder."""

    def seen(found: re.Match[str]) -> str:
        there = posixpath.normpath(posixpath.join(source, found[1]))
        return f'url("{posixpath.relpath(there, target or ".")}")'

    return ADDRESS.sub(seen, text)
