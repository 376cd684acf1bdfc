"""Which numbers on the network are for everybody, and not our own."""

import ipaddress
import socket
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

# Only this part of the new numbers is handed out; it leaves out the old ones written as
# new (::/96, ::ffff:0:0/96) and the gates to them (64:ff9b::/96, 64:ff9b:1::/48).
HANDED_OUT = ipaddress.ip_network("2000::/3")
# Within it: Teredo and other protocols of the network itself, 6to4, examples.
EXCEPT = tuple(
    map(ipaddress.ip_network, ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20"))
)
WEB_PORTS = frozenset({80, 443})


class NotPublicError(Exception):
    """The name leads to an address that is not for everybody."""


def of(host: str, port: int) -> str:
    """The number this name stands for; one that is not public spoils them all."""
    found = numbers(host, port)
    if not found or not all(map(is_public, found)) or own() & set(found):
        raise NotPublicError
    return found[0]


def numbers(host: str, port: int) -> list[str]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(row[4][0]) for row in rows]


@cache
def own() -> frozenset[str]:
    """From inside, our own public number may open what the firewall shuts outside."""
    found: set[str] = set()
    for origin in (settings.SITE_ORIGIN, settings.CHAT_ORIGIN):
        try:
            found.update(numbers(urlsplit(origin).hostname or "", 443))
        except OSError:
            continue
    return frozenset(found)


def is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        handed_out = address in HANDED_OUT and not any(address in n for n in EXCEPT)
        return handed_out and address.is_global
    return address.is_global and not address.is_multicast
