"""From the marks in our text files to what a rich text field stores."""

import re

from markdown_it import MarkdownIt

PageIds = dict[str, int]
MARKS = MarkdownIt("commonmark", {"html": False})
TO_PAGE = re.compile(r'<a href="page:([a-z0-9-]+)">')


def rich(text: str, ids: PageIds) -> str:
    """Links to `page:key` become links to the page itself, wherever it moves."""

    def to_page(found: re.Match[str]) -> str:
        return f'<a linktype="page" id="{ids[found[1]]}">'

    html = MARKS.render(text).replace("strong>", "b>")
    return TO_PAGE.sub(to_page, html).strip()


def in_line(text: str, ids: PageIds) -> str:
    """For an item of a list: the same, as one paragraph."""
    return rich(" ".join(text.split()), ids)
