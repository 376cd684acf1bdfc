"""Takes what names a visitor off every connection, before anything sees it."""

from typing import Any

NAMING = frozenset(
    {
        b"accept-language",
        b"fastly-client-ip",
        b"forwarded",
        b"from",
        b"referer",
        b"true-client-ip",
        b"user-agent",
        b"via",
        b"x-client-ip",
        b"x-cluster-client-ip",
        b"x-real-ip",
    }
)
NAMING_PREFIXES = (b"cf-", b"sec-ch-", b"x-forwarded-")
# Says only whether the proxy was reached over https.
KEPT = b"x-forwarded-proto"


def names_someone(header: bytes) -> bool:
    name = header.lower()
    if name == KEPT:
        return False
    return name in NAMING or name.startswith(NAMING_PREFIXES)


def stripped(scope: dict[str, Any]) -> dict[str, Any]:
    headers = scope.get("headers", [])
    kept = [(name, value) for name, value in headers if not names_someone(name)]
    return {key: scope[key] for key in scope if key != "client"} | {"headers": kept}


class Anonymous:
    """The outermost ASGI application: nothing below it can know an address."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await self.application(stripped(scope), receive, send)
