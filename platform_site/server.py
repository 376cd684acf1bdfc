"""Daphne, told what this product allows: no names, no addresses, small frames."""

import asyncio
import logging
import os
import resource
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from daphne.endpoints import (  # type: ignore[import-untyped]
    build_endpoint_description_strings,
)
from daphne.server import Server as Daphne  # type: ignore[import-untyped]
from django.conf import settings
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from chat.realtime import frames
from platform_site import env
from platform_site.doorway import Doorway
from platform_site.pressure import Socket

log = logging.getLogger(__name__)

# Twice what a frame may hold: a line cut here ends without a word to the browser.
FRAME_LIMIT = 2 * frames.FRAME_BYTES
PORTS = {"http": 80, "https": 443}
# Of the descriptors, so many at most may be taken by who has not asked anything yet.
WAITING, SHARE_OF_WAITING = 4000, 4
GONE_WITHIN_S, ENDED_WITHIN_S = 12, 15
Leave = Callable[[], Awaitable[None]]
# What to send for a question, if that lies ready.
AtHand = Callable[[dict[str, Any]], Iterable[dict[str, Any]] | None]


class Server(Daphne):
    refusal = ""
    in_order = True
    connections: dict[Any, dict[str, Any]]

    def __init__(
        self, *, leave: Leave, at_hand: AtHand, room: int, **options: Any
    ) -> None:
        super().__init__(**options)
        self.leave = leave
        self.at_hand = at_hand
        self.doorway = Doorway(self, room=room)
        self.ports: list[Any] = []

    @property
    def http_factory(self) -> Doorway:
        return self.doorway

    @http_factory.setter
    def http_factory(self, plain: Any) -> None:
        """Daphne makes one without bounds when it runs; ours stays in its place."""

    @property
    def ws_factory(self) -> Any:
        return self._sockets

    @ws_factory.setter
    def ws_factory(self, plain: Any) -> None:
        self._sockets = plain
        plain.protocol = Socket

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        # Deliberately no address: Daphne's own log lines would repeat it.
        protocol.client_addr = None
        scope["client"] = None
        if scope["type"] == "http" and self._answered_at_once(protocol, scope):
            return None
        if scope["type"] == "websocket":
            # For what can be said without a task of its own.
            scope.setdefault("extensions", {})["say"] = protocol.say
        return super().create_application(protocol, scope)

    def _answered_at_once(self, request: Any, scope: dict[str, Any]) -> bool:
        """Without an application, a task and a queue: those cost more than a copy."""
        if not request.channel.may_be_answered_at_once:
            return False
        request.channel.may_be_answered_at_once = False
        messages = self.at_hand(scope)
        if messages is None:
            return False
        for message in messages:
            request.handle_reply(message)
        # Daphne would go through all of them once a second.
        del self.connections[request]
        return True

    async def handle_reply(self, protocol: Any, message: Any) -> None:
        if message["type"] != "websocket.send":
            await super().handle_reply(protocol, message)
        # What is said on a line that is closing crossed its goodbye.
        elif not protocol.is_closing:
            if not protocol.say(message.get("text") or ""):
                await super().handle_reply(protocol, message)
            await protocol.written()

    def listen_success(self, port: Any) -> None:
        super().listen_success(port)
        self.ports.append(port)

    def listen_error(self, failure: Failure) -> None:
        self.refusal = failure.getErrorMessage()
        self.stop()

    def kill_all_applications(self) -> Any:
        """What the reactor waits for before it ends; Daphne would cut everybody off."""
        if self.refusal:
            return self._kill_the_rest(None)
        left: Deferred[None] = Deferred.fromFuture(asyncio.ensure_future(self._leave()))
        return left.addBoth(self._kill_the_rest)

    async def _leave(self) -> None:
        end_at_the_latest()
        for port in self.ports:
            port.stopListening()
        self.doorway.close()
        try:
            async with asyncio.timeout(GONE_WITHIN_S):
                await self.leave()
        except Exception as error:  # noqa: BLE001 - the process must end all the same
            self.in_order = False
            log.warning("Leaving went wrong: %s", type(error).__name__)

    def _kill_the_rest(self, _: Any) -> Any:
        # Daphne trips over a connection whose application has already gone.
        self.connections = {
            protocol: details
            for protocol, details in self.connections.items()
            if "application_instance" in details
        }
        return super().kill_all_applications()


def end_at_the_latest() -> None:
    """A second signal ends the process at once; so does time, whatever hangs by then."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    last = threading.Timer(ENDED_WITHIN_S, os._exit, (1,))
    last.daemon = True
    last.start()


def raise_limits() -> int:
    """As many descriptors as the machine allows this process; gives their number."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def room_at_the_door(descriptors: int) -> int:
    room = env.number("CONNECTIONS_WAITING", default=WAITING, least=8)
    return min(room, descriptors // SHARE_OF_WAITING)


def addresses() -> list[str]:
    """Where to listen: LISTEN, or the addresses that both origins name."""
    if settings.LISTEN:
        return [part.strip() for part in settings.LISTEN.split(",")]
    origins = map(urlsplit, (settings.SITE_ORIGIN, settings.CHAT_ORIGIN))
    return [f"{at.hostname}:{at.port or PORTS[at.scheme]}" for at in origins]


def endpoint(address: str) -> str:
    """host:port, or unix:/path, in the words of the reactor."""
    kind, _, path = address.partition(":")
    if kind == "unix" and path:
        return str(build_endpoint_description_strings(unix_socket=path)[0])
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise SystemExit("Setting LISTEN must look like 127.0.0.1:8000 or unix:/path.")
    return str(build_endpoint_description_strings(host=host, port=int(port))[0])


def build(
    application: Any, *, leave: Leave, at_hand: AtHand, ready: Callable[[], None]
) -> Server:
    return Server(
        application=application,
        leave=leave,
        at_hand=at_hand,
        room=room_at_the_door(raise_limits()),
        endpoints=[endpoint(address) for address in addresses()],
        # Deliberately no action_logger: that is the access log.
        server_name="",
        verbosity=0,
        http_timeout=120,
        # A conversation has no time limit while both are connected.
        websocket_timeout=-1,
        websocket_connect_timeout=10,
        websocket_handshake_timeout=10,
        websocket_max_message_size=FRAME_LIMIT,
        websocket_max_frame_size=FRAME_LIMIT,
        ping_interval=20,
        ping_timeout=30,
        application_close_timeout=10,
        ready_callable=ready,
    )
