"""Which questions a copy may answer, and what of them is passed on."""

from typing import Any

from django.conf import settings

from platform_site.origins import netloc

# All that a page without cookies may depend on: what else is sent cannot get into a copy.
PASSED_ON = frozenset(
    {
        *(b"host", b"x-forwarded-proto", b"accept-encoding"),
        *(b"range", b"if-range", b"if-none-match", b"if-modified-since"),
    }
)
SOMEBODYS = frozenset({b"cookie", b"authorization"})
PROTO = b"x-forwarded-proto"
Asked = dict[bytes, bytes]


def of_anybody(scope: dict[str, Any]) -> Asked | None:
    """The headers that count, if it says nothing about who asks or how; else nothing."""
    if (
        scope["method"] not in {"GET", "HEAD"}
        or scope["query_string"]
        # A header of Daphne's; every address on the page would begin with it.
        or scope.get("root_path")
        or scope["path"].startswith((settings.STATIC_URL, settings.MEDIA_URL))
    ):
        return None
    headers: Asked = {}
    for name, value in scope["headers"]:
        if name in SOMEBODYS or name in headers:
            return None
        # Deliberately no other: some of them name who asks.
        if name in PASSED_ON:
            headers[name] = value
    scheme = headers.get(PROTO, scope["scheme"].encode())
    if headers.get(b"host") != netloc(settings.SITE_ORIGIN).encode():
        return None
    if settings.HTTPS and scheme != b"https":
        return None
    return headers


def bare(scope: dict[str, Any]) -> dict[str, Any]:
    """The question as anybody would ask it."""
    headers = [pair for pair in scope["headers"] if pair[0] in PASSED_ON]
    return scope | {"method": "GET", "headers": headers}
