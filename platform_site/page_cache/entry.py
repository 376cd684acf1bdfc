"""A page as it is sent, ready once for all who ask."""

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

Headers = list[tuple[bytes, bytes]]

# Said anew of every copy.
OWN = frozenset({b"content-length", b"etag", b"vary", b"cache-control"})
# A cookie is never there where a copy is used, so pages may differ by it.
MAY_VARY = frozenset({b"cookie", b"accept-encoding"})
# Browsers may keep a page and must ask whether it is still the same: what was published
# or withdrawn is so at once. Deliberately no time, in which they would not ask.
CACHE_CONTROL = b"no-cache"
TAG = re.compile(rb'(?:W/)?("[^"]*")')


@dataclass(frozen=True, slots=True)
class Copy:
    """In one coding, with what it is called and what is said before it."""

    tag: bytes
    headers: Headers
    unchanged: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    plain: Copy
    gzipped: Copy

    @property
    def size(self) -> int:
        return len(self.plain.body) + len(self.gzipped.body)

    def copy_for(self, accepted: bytes) -> Copy:
        return self.gzipped if takes_gzip(accepted) else self.plain


def may_be_kept(status: int, headers: Headers) -> bool:
    values = dict(headers)
    control = values.get(b"cache-control", b"")
    return (
        status == 200
        and b"set-cookie" not in values
        and b"content-encoding" not in values
        and not any(word in control for word in (b"no-store", b"private"))
        and set(_words(values.get(b"vary", b""))) <= MAY_VARY
    )


def made(headers: Headers, body: bytes) -> Entry:
    rendered = [(name, value) for name, value in headers if name not in OWN]
    # With the headers, or a browser would keep those of an older answer.
    seen = blake2b(repr((rendered, body)).encode(), digest_size=16).hexdigest()
    zipped = gzip.compress(body, 9, mtime=0)
    return Entry(
        _copy(rendered, body, f'"{seen}"'.encode()),
        _copy(
            [*rendered, (b"content-encoding", b"gzip")], zipped, f'"{seen}-gz"'.encode()
        ),
    )


def _copy(rendered: Headers, body: bytes, tag: bytes) -> Copy:
    asked = [
        (b"cache-control", CACHE_CONTROL),
        (b"vary", b"Accept-Encoding"),
        (b"etag", tag),
    ]
    length = (b"content-length", str(len(body)).encode())
    return Copy(tag, [*rendered, *asked, length], asked, body)


def is_known(tag: bytes, if_none_match: bytes) -> bool:
    if if_none_match == tag:
        return True
    return if_none_match.strip() == b"*" or tag in TAG.findall(if_none_match)


@lru_cache(maxsize=64)
def takes_gzip(accepted: bytes) -> bool:
    for word in accepted.lower().split(b","):
        name, _, weight = word.partition(b";")
        if name.strip() in {b"gzip", b"x-gzip"}:
            return _number(weight) > 0
    return False


def _number(weight: bytes) -> float:
    name, _, value = weight.partition(b"=")
    if name.strip() != b"q":
        return 1
    try:
        return float(value)
    except ValueError:
        return 0


def _words(value: bytes) -> Iterable[bytes]:
    return (word.strip().lower() for word in value.split(b",") if word.strip())
