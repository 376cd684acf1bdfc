"""Part of a file, for players that ask for one: Safari plays no video without."""

import re
from pathlib import Path

from django.http import HttpRequest, HttpResponse

# No file is longer than eighteen digits can say.
ASKED = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# A player asks again for what comes after, so no answer needs to be larger.
MOST = 2 * 1024 * 1024


def part_asked(request: HttpRequest, size: int) -> range | None:
    """The bytes asked for; None for no question, or one we answer with the whole."""
    found = ASKED.fullmatch(request.headers.get("Range", ""))
    if not found or not any(found.groups()) or not size:
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - min(int(last), MOST)), size)
    start = int(first)
    end = min(int(last) if last else size - 1, size - 1, start + MOST - 1)
    return range(start, end + 1)


def part_of(file: Path, part: range, kind: str) -> HttpResponse:
    size = file.stat().st_size
    if not part:
        nothing = HttpResponse(status=416)
        nothing.headers["Content-Range"] = f"bytes */{size}"
        return nothing
    with file.open("rb") as opened:
        opened.seek(part.start)
        answer = HttpResponse(opened.read(len(part)), status=206, content_type=kind)
    answer.headers["Content-Range"] = f"bytes {part.start}-{part[-1]}/{size}"
    return answer
