"""Asks an address of others whether it still answers, and tells them nothing of us.

An editor may write any address, and our server must not become their hand inside our
own network: only public addresses are asked, on the ports of the web, the one that was
looked up is the one that is connected to, and every redirect is looked at again.
"""

import http.client
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from knowledge.editing import public_addresses
from knowledge.editing.patience import HeardLine, Patience
from knowledge.editing.public_addresses import NotPublicError
from knowledge.models import LinkCheck

Outcome = LinkCheck.Outcome
# For one address, with all its redirects.
SECONDS = 20
MOST_STEPS = 5
GONE = {404, 410}
# Some refuse HEAD, or answer it with anything.
ASK_AGAIN = {400, 403, 404, 405, 410, 500, 501, 503}
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Answer:
    outcome: str
    status: int | None = None


def ask(address: str) -> Answer:
    try:
        status = _follow(address, Patience(SECONDS))
    except NotPublicError:
        return Answer(Outcome.REFUSED)
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(Outcome.SILENT)
    if status < 400:
        return Answer(Outcome.FINE, status)
    return Answer(Outcome.GONE if status in GONE else Outcome.TROUBLE, status)


def _follow(address: str, patience: Patience) -> int:
    for _step in range(MOST_STEPS):
        status, onwards = _knock("HEAD", address, patience)
        if status in ASK_AGAIN:
            status, onwards = _knock("GET", address, patience)
        if status not in REDIRECTS or not onwards:
            return status
        address = urljoin(address, onwards)
    return 310


def _knock(method: str, address: str, patience: Patience) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotPublicError
    place = parts.path or "/"
    if parts.query:
        place = f"{place}?{parts.query}"
    line = _line(parts.scheme, parts.hostname, parts.port, patience)
    try:
        # Deliberately no agent, referrer or language: nobody learns who asks.
        line.putrequest(method, place, skip_accept_encoding=True)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        line.close()


def _line(
    scheme: str, host: str, port: int | None, patience: Patience
) -> http.client.HTTPConnection:
    usual = 443 if scheme == "https" else 80
    port = port or usual
    if port not in public_addresses.WEB_PORTS:
        raise NotPublicError
    line = http.client.HTTPConnection(host, port)
    found = public_addresses.of(host, port)
    sock = socket.create_connection((found, port), timeout=patience.left)
    if scheme == "https":
        sock = _sealed(sock, host, patience)
    # For the header that names the host, which leaves out the usual port.
    line.default_port = usual
    line.sock = HeardLine(sock, patience)
    return line


def _sealed(sock: socket.socket, host: str, patience: Patience) -> socket.socket:
    try:
        sock.settimeout(patience.left)
        return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except (OSError, ValueError):
        sock.close()
        raise
