"""Makes the README's picture: `python -m tests.e2e.picture` → docs/images/talking.png."""

import io
import secrets
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.e2e.browsers import launching, open_context
from tests.e2e.conftest import prepare
from tests.e2e.navigators import Visitor, demo_counsellor
from tests.e2e.server import ROOT, Server, SmallStores, environment, manage

PICTURE = ROOT / "docs/images/talking.png"
HEIGHT, GAP = 800, 24
PHONE = {"width": 390, "height": HEIGHT}
DESK = {"width": 1280, "height": HEIGHT}
BACKGROUND = (24, 34, 29)
COLOURS = 128
# Made up, as every example: nobody ever wrote this to us.
TALK = (
    ("visitor", "mag ik iets vragen"),
    ("visitor", "is dit echt anoniem"),
    ("counsellor", "Hoi, fijn dat je er bent. Je bepaalt zelf wat je vertelt."),
    ("counsellor", "Namen en adressen hoef je niet te noemen."),
    ("visitor", "ok. ik wil met iets stoppen maar ik weet niet hoe"),
    ("counsellor", "Goed dat je het zegt. Kan er iemand meekijken op je telefoon?"),
    ("visitor", "nee ik ben alleen"),
    ("counsellor", "Wat moet er vandaag anders zijn om je veiliger te voelen?"),
)


def talking(server, browser):
    """Both screens, at the moment the visitor is writing."""
    desk = open_context(browser, viewport=DESK, color_scheme="light").new_page()
    phone = open_context(browser, viewport=PHONE, color_scheme="dark").new_page()
    other = open_context(browser).new_page()
    ana = demo_counsellor(desk, server)
    alma, bo = Visitor(phone, server), Visitor(other, server)
    people = {"visitor": alma, "counsellor": ana}
    alma.open_chat()
    alma.start()
    for number, (who, text) in enumerate(TALK):
        people[who].say(text)
        if number == 0:
            ana.claim()
        for one in people.values():
            one.reads(text)
    bo.open_chat()
    bo.start()
    bo.say("hoi")
    desk.get_by_role("button", name="Neem dit gesprek").wait_for()
    alma.composer.press_sequentially("dat hij mij niet meer")
    desk.locator("chat-log").get_by_text("is aan het typen").wait_for()
    return [
        Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        for page in (phone, desk)
    ]


def side_by_side(screens):
    width = sum(one.width for one in screens) + GAP * (len(screens) + 1)
    picture = Image.new("RGB", (width, HEIGHT + 2 * GAP), BACKGROUND)
    left = GAP
    for one in screens:
        picture.paste(one, (left, GAP))
        left += one.width + GAP
    return picture.quantize(COLOURS, dither=Image.Dither.NONE)


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        template, secret = Path(folder) / "template", secrets.token_urlsafe(50)
        template.mkdir()
        env = environment(VAR_DIR=str(template), SECRET_KEY=secret)
        prepare(env)
        manage("catalogue", "--compile", env=env)
        manage("collectstatic", "--no-input", env=env)
        server = Server(SmallStores(Path(folder), template=template, secret=secret))
        browser = playwright.chromium.launch(**launching())
        try:
            screens = talking(server.start(), browser)
        finally:
            browser.close()
            server.remove()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    side_by_side(screens).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
