"""What people do on the pages, in their words; the tests read like their evening."""

import base64
import hmac
import json
import re
import struct
import time
from datetime import datetime

from playwright.sync_api import expect

WORDS_OF_A_VAULT = 7
PASSWORD = "a long sentence nobody guesses"


def totp(secret):
    """The six digits of an authenticator app (RFC 6238, SHA-1, 30 s)."""
    key = base64.b32decode(secret)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(key, counter, "sha1").digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def demo_account(server, login):
    return json.loads((server.var / "demo.json").read_text())[login]


def new_counsellor(server, login, name):
    """A real account; gives the one-time link that the command prints."""
    words = ("staff", "create", login, "--name", name, "--role", "counsellor")
    printed = server.manage(*words)
    return re.search(r"http\S+", printed)[0]


class Talker:
    """Both sides of a conversation: `talk` is where it stands on the page."""

    @property
    def composer(self):
        return self.talk.get_by_role("textbox")

    def say(self, text):
        say(self.composer, text)

    def reads(self, text):
        reads(self.talk, text)

    def all_read(self):
        return texts(self.talk)


class Counsellor(Talker):
    """A counsellor at a console; `passphrase` is known once there is a vault."""

    def __init__(self, page, server, passphrase=""):
        self.page = page
        self.server = server
        self.passphrase = passphrase

    def enrol(self, link):
        page = self.page
        page.goto(link)
        secret = page.locator(".staff__secret").inner_text().replace(" ", "")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=again]", PASSWORD)
        page.fill("[name=code]", totp(secret))
        page.get_by_role("button", name="Klaar, naar mijn herstelcodes").click()
        page.wait_for_url(f"{self.server.chat}/**/recovery-codes/")
        self.open_console()

    def log_in(self, login, password):
        self.open_console()
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", password)
        self.page.get_by_role("button", name="Verder").click()
        # In full: the address of the login ends with the one it leads to.
        self.page.wait_for_url(f"{self.server.chat}/console/")

    def open_console(self):
        self.page.goto(f"{self.server.chat}/console/")

    def make_vault(self):
        page = self.page
        page.get_by_role("button", name="Laat mijn zeven woorden zien").click()
        words = page.locator("[data-words] li")
        expect(words).to_have_text([re.compile(r"\w")] * WORDS_OF_A_VAULT)
        self.passphrase = " ".join(word.strip() for word in words.all_inner_texts())
        page.get_by_role("button", name="Ik heb ze bewaard").click()
        page.fill("#new-passphrase", self.passphrase)
        page.get_by_role("button", name="Maak mijn kluis").click()

    def make_team_key(self):
        self.page.get_by_role("button", name="Maak de sleutel van het team").click()
        self.is_ready()

    def unlock(self):
        self.page.fill("#passphrase", self.passphrase)
        self.page.get_by_role("button", name="Open", exact=True).click()
        self.is_ready()

    def is_ready(self):
        self.page.locator("#wie-wacht").wait_for()

    def give_access(self, name, digits):
        """Compares the digits a colleague reads out, and lets them in."""
        page = self.page
        page.get_by_role("button", name="Sleutels").click()
        member = page.locator(".team-keys__member", has_text=name)
        expect(member.locator("[data-digits]")).to_have_text(digits)
        member.get_by_role("checkbox").check()
        member.locator("[name=passphrase]").fill(self.passphrase)
        member.get_by_role("button", name="Geef toegang").click()
        member.get_by_role("button", name="Geef toegang").wait_for(state="hidden")

    def claim(self):
        button = self.page.get_by_role("button", name="Neem dit gesprek")
        button.first.click()
        self.composer.wait_for()

    @property
    def talk(self):
        return self.page.locator("console-talk:not([hidden])")


def between_two_ticks(page):
    """From here on no time passes for the page's own watch, however slow the machine."""
    page.clock.set_fixed_time(datetime.now())  # noqa: DTZ005


class Visitor(Talker):
    """Somebody with a phone."""

    def __init__(self, page, server):
        self.page = page
        self.server = server

    def open_site(self):
        self.page.goto(f"{self.server.site}/")

    def open_chat(self):
        self.page.goto(f"{self.server.chat}/chat/")

    def start(self):
        self.page.get_by_role("button", name="Start de chat").click()
        self.composer.wait_for()

    @property
    def talk(self):
        return self.page.locator("visitor-talk")

    def stop(self):
        self.page.get_by_role("button", name="Stoppen").click()
        self.page.get_by_role("button", name="Ja, stop het gesprek").click()
        self.page.get_by_role("heading", name="Het gesprek is klaar").wait_for()

    def leave_quickly(self):
        self.page.get_by_role("link", name="Snel weg").click()


def say(composer, text):
    composer.fill(text)
    composer.locator("xpath=ancestor::form").get_by_role("button").click()


def reads(talk, text):
    talk.locator(".message__text", has_text=text).first.wait_for()


def texts(talk):
    return talk.locator(".message__text").all_inner_texts()


def demo_counsellor(page, server, login="ana"):
    """A counsellor of the demo, logged in, vault open."""
    known = demo_account(server, login)
    ana = Counsellor(page, server, known["passphrase"])
    ana.log_in(login, known["password"])
    ana.unlock()
    return ana


def new_team(page, server, login="noor", name="Noor"):
    """A counsellor whose account, vault and team key are made here, in the browser."""
    noor = Counsellor(page, server)
    noor.enrol(new_counsellor(server, login, name))
    noor.make_vault()
    return noor
