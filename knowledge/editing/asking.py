"""Asks an address of others whether it still answers, and tells them nothing of us.

An editor may write any address, and our server must not become their hand inside our
own network: only public addresses are asked, the one that was looked up is the one that
is connected to, and every redirect is looked at again.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from knowledge.models import LinkCheck

Outcome = LinkCheck.Outcome
SECONDS = 10
MOST_STEPS = 5
GONE = {404, 410}
# Some refuse HEAD, or answer it with anything.
ASK_AGAIN = {400, 403, 404, 405, 410, 500, 501, 503}
REDIRECTS = {301, 302, 303, 307, 308}


class NotPublicError(Exception):
    """The name leads to an address that is not for everybody."""


@dataclass(frozen=True)
class Answer:
    outcome: str
    status: int | None = None


def ask(address: str) -> Answer:
    try:
        status = _follow(address)
    except NotPublicError:
        return Answer(Outcome.REFUSED)
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(Outcome.SILENT)
    if status < 400:
        return Answer(Outcome.FINE, status)
    return Answer(Outcome.GONE if status in GONE else Outcome.TROUBLE, status)


def _follow(address: str) -> int:
    for _step in range(MOST_STEPS):
        status, onwards = _knock("HEAD", address)
        if status in ASK_AGAIN:
            status, onwards = _knock("GET", address)
        if status not in REDIRECTS or not onwards:
            return status
        address = urljoin(address, onwards)
    return 310


def _knock(method: str, address: str) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotPublicError
    place = parts.path or "/"
    if parts.query:
        place = f"{place}?{parts.query}"
    line = _line(parts.scheme, parts.hostname, parts.port)
    try:
        # Deliberately no agent, referrer or language: nobody learns who asks.
        line.putrequest(method, place, skip_accept_encoding=True)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        line.close()


def _line(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    secure = scheme == "https"
    port = port or (443 if secure else 80)
    line = http.client.HTTPConnection(host, port, timeout=SECONDS)
    found = public_address(host, port)
    plain = socket.create_connection((found, port), timeout=SECONDS)
    if secure:
        context = ssl.create_default_context()
        line.sock = context.wrap_socket(plain, server_hostname=host)
        # For the header that names the host, which leaves out the usual port.
        line.default_port = 443
    else:
        line.sock = plain
    return line


def public_address(host: str, port: int) -> str:
    """The numbers this name stands for; one that is not public spoils them all."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = [str(row[4][0]) for row in rows]
    if not found or not all(is_public(number) for number in found):
        raise NotPublicError
    return found[0]


def is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast
