"""Chromium as people have it: contexts, profiles on disk, and all that was sent."""

import json
import os
import re
import shutil
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, expect

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# Playwright switches these on for itself; a person's browser has none of them.
UNNATURAL = [
    "--disable-back-forward-cache",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
]
# Generous on purpose: nothing is asserted about time, and machines are busy.
PATIENCE_MS = 240_000
expect.set_options(timeout=PATIENCE_MS)
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium_path():
    """CHROMIUM, or the one the system has, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def launching(*, natural=False):
    flags = [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else FLAGS
    words = {"executable_path": chromium_path(), "args": flags, "timeout": PATIENCE_MS}
    return words | {"ignore_default_args": UNNATURAL} if natural else words


@dataclass
class Record:
    """Every address, body and frame that pages of one context sent or got."""

    requests: list = field(default_factory=list)
    frames_sent: list = field(default_factory=list)
    frames_got: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def watch(self, page):
        page.on("request", self._request)
        page.on("websocket", self._socket)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._console)

    def _request(self, request):
        body = request.post_data_buffer or b""
        self.requests.append((request.method, request.url, body))

    def _socket(self, socket):
        socket.on("framesent", lambda frame: self.frames_sent.append(as_bytes(frame)))
        socket.on(
            "framereceived", lambda frame: self.frames_got.append(as_bytes(frame))
        )

    def _console(self, message):
        # A refused connection is what many tests are about, not a fault of the page.
        if message.type == "error" and "net::ERR_" not in message.text:
            self.problems.append(message.text)

    def sent(self):
        bodies = [url.encode() + b"\n" + body for _, url, body in self.requests]
        return b"\n".join([*bodies, *self.frames_sent])


def as_bytes(frame):
    return frame.encode() if isinstance(frame, str) else frame


def open_context(browser, **options):
    """A context with `record`: viewport, color_scheme, locale, java_script_enabled …"""
    context = browser.new_context(**{"viewport": DESK, "locale": "nl-NL"} | options)
    context.set_default_timeout(PATIENCE_MS)
    context.record = Record()
    context.on("page", context.record.watch)
    return context


class Profile:
    """A profile directory that outlives its browser, with session restore switched on."""

    def __init__(self, playwright, folder):
        self.playwright = playwright
        self.folder = Path(folder)
        preferences = self.folder / "Default" / "Preferences"
        preferences.parent.mkdir(parents=True)
        preferences.write_text(json.dumps({"session": {"restore_on_startup": 1}}))

    def open(self, **options):
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder),
            **launching(natural=True) | {"viewport": DESK, "locale": "nl-NL"} | options,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        return self.context

    def close(self):
        self.context.close()

    def as_it_is(self):
        """A copy to search at leisure: what is on the server does not wait long."""
        copy = Profile.__new__(Profile)
        copy.folder = self.folder.with_name(f"{self.folder.name}-{os.urandom(3).hex()}")
        shutil.copytree(self.folder, copy.folder, symlinks=True)
        return copy

    def kill(self):
        """As when a phone falls: nothing gets a last word."""
        process = int(os.readlink(self.folder / "SingletonLock").rpartition("-")[2])
        os.kill(process, signal.SIGKILL)
        with suppress(Error):
            self.context.close()

    def kept_addresses(self, origin):
        """The paths of this origin that lie in the profile's HTTP cache."""
        # A key is the two sites that asked, and the address.
        key = rb"_dk_[^ ]+ [^ ]+ " + re.escape(origin.encode()) + rb"(/[\w./-]*)"
        held = (held for _, held in self._files("Cache"))
        return {path.decode() for part in held for path in re.findall(key, part)}

    def files_with(self, marker):
        """The files of the profile that hold these words, in either of two encodings."""
        needles = [marker.encode(), marker.encode("utf-16-le")]
        return [path for path, held in self._files() if any(n in held for n in needles)]

    def _files(self, part=""):
        """Path and content; a running browser may take a file away meanwhile."""
        folder = self.folder / "Default" / part if part else self.folder
        for path in folder.rglob("*"):
            with suppress(OSError):
                yield path, path.read_bytes()
