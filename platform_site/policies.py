"""Which Content-Security-Policy belongs where."""

from django.conf import settings

Policy = dict[str, list[str]]

SELF = "'self'"
NONE = "'none'"


def own_files_only(origin: str) -> Policy:
    """No inline anything; scripts from our static files alone, never from uploads."""
    return {
        "default-src": [NONE],
        "script-src": [f"{origin}/static/"],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }


def portal() -> Policy:
    return own_files_only(settings.SITE_ORIGIN)


def preview() -> Policy:
    """A page shown to its editor in a frame of the CMS, with Wagtail's checks in it."""
    policy = portal() | {"frame-ancestors": [SELF]}
    # Those checks write HTML, as the CMS around them does; readers never get them.
    del policy["require-trusted-types-for"], policy["trusted-types"]
    return policy


def chat() -> Policy:
    # Older Safari does not count a socket of the same origin as 'self'.
    socket = settings.CHAT_ORIGIN.replace("http", "ws", 1)
    return own_files_only(settings.CHAT_ORIGIN) | {"connect-src": [SELF, socket]}


def cms() -> Policy:
    """What Wagtail's admin needs, measured; it never shares an origin with the chat."""
    return {
        "default-src": [SELF],
        "script-src": [SELF, "'unsafe-inline'"],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
