"""axe finds nothing: every kind of page and every state, in light and in dark."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import PHONE, Findings, axe
from tests.e2e.navigators import (
    Counsellor,
    Visitor,
    between_two_ticks,
    demo_account,
    demo_counsellor,
    new_counsellor,
    new_team,
)
from tests.e2e.stores import wait_for
from tests.e2e.team import without_a_team


@pytest.fixture
def findings():
    one = Findings()
    yield one
    assert not one.found, "\n".join(one.found)


@pytest.fixture
def alma(visitor, server):
    return Visitor(visitor, server)


def test_axe_would_say_it_if_something_were_wrong(lasting_server, visitor):
    visitor.goto(lasting_server.site + "/")
    assert axe(visitor) == []
    visitor.evaluate("document.body.append(document.createElement('button'))")
    assert [one.split(":")[0] for one in axe(visitor)] == ["button-name"]


def test_the_portal(lasting_server, visitor, findings):
    for path in ("/", "/en/", "/veilig/", "/voor-mezelf/", "/bestaat-niet/"):
        visitor.goto(lasting_server.site + path)
        findings.at(path, visitor)
    visitor.goto(lasting_server.site + "/")
    visitor.locator("summary", has_text="Menu").click()
    findings.at("menu", visitor, sizes=[PHONE])


def test_the_chat_from_the_start_to_the_end(server, alma, counsellor, findings):
    ana = demo_counsellor(counsellor, server)
    alma.open_chat()
    look_at_the_start(alma, findings)
    ana.claim()
    look_at_the_talk(alma, ana, findings)
    look_at_the_end(alma, ana, findings)


def look_at_the_start(alma, findings):
    page = alma.page
    page.get_by_role("button", name="Start de chat").wait_for()
    for summary in page.locator("summary:visible").all():
        summary.click()
    findings.at("start", page)
    alma.start()
    page.get_by_text("Je bent als eerste aan de beurt.").wait_for()
    findings.at("waiting", page)
    page.get_by_title("Instellingen").click()
    findings.at("choices", page)
    page.get_by_title("Instellingen").click()
    alma.say("mag ik iets vragen")


def look_at_the_talk(alma, ana, findings):
    page = alma.page
    ana.say("Natuurlijk. Vertel maar.")
    alma.reads("Natuurlijk. Vertel maar.")
    typing = page.get_by_text("Ana is aan het typen")
    # It is taken back when nothing more comes for a while; then she types on.
    wait_for(lambda: ana.composer.press("K") or typing.is_visible())
    findings.at("talking", page)
    alma.say("bel me op 0612345678")
    page.get_by_role("button", name="Toch sturen").wait_for()
    findings.at("a question about a phone number", page)
    alma.composer.fill("te lang " * 600)
    page.get_by_text("te lang. Stuur het in twee delen").first.wait_for()
    findings.at("a message that is too long", page)
    alma.composer.fill("")


def look_at_the_end(alma, ana, findings):
    page = alma.page
    ana.talk.get_by_role("button", name="Stel voor om af te ronden").click()
    page.get_by_text("Ana wil het gesprek stoppen.").wait_for()
    findings.at("end proposed", page)
    page.get_by_role("button", name="Stoppen").click()
    findings.at("asked whether to stop", page)
    page.get_by_role("button", name="Ja, stop het gesprek").click()
    page.get_by_role("heading", name="Het gesprek is klaar").wait_for()
    findings.at("ended", page)


def test_the_chat_when_something_is_in_the_way(server, alma, findings):
    page = alma.page
    alma.open_chat()
    alma.start()
    alma.say("hoi")
    page.get_by_role("button", name="Even weg").click()
    between_two_ticks(page)
    findings.at("even weg", page)
    for _ in range(2):
        page.locator("visitor-blank").click()
    expect(page.locator("visitor-blank")).to_be_hidden()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("heading", name="Je gesprek is open in een ander").wait_for()
    findings.at("open in another tab", other)
    other.close()
    server.kill()
    alma.say("ben je er nog")
    page.get_by_text("De verbinding is weg.").wait_for()
    expect(alma.talk.locator(".message--pending")).to_have_count(1)
    findings.at("connection lost", page)
    page.context.clear_cookies()
    server.start()
    gone = page.get_by_role("heading", name="Je gesprek is er niet meer")
    gone.wait_for()
    findings.at("gone", page)


def test_the_chat_where_it_cannot_work(lasting_server, visitor, findings):
    chat = f"{lasting_server.chat}/chat/"
    visitor.route("**/chat/api/team/", lambda route: route.fulfill(status=500))
    visitor.goto(chat)
    visitor.get_by_role("heading", name="Er ging iets mis").wait_for()
    findings.at("broken", visitor)
    visitor.add_init_script("delete window.WebSocket")
    visitor.goto(chat)
    visitor.get_by_role("heading", name="Deze chat werkt hier niet").wait_for()
    findings.at("unsupported", visitor)


def test_logging_in(lasting_server, visitor, findings):
    for path in ("/console/", "/en/console/"):
        visitor.goto(lasting_server.chat + path)
        findings.at(f"login for {path}", visitor)
    visitor.fill("[name=login]", "nobody")
    visitor.fill("[name=password]", "wrong")
    visitor.keyboard.press("Enter")
    visitor.get_by_role("alert").first.wait_for()
    findings.at("login refused", visitor)


def test_the_console_that_cannot_begin(lasting_server, counsellor, findings):
    known = demo_account(lasting_server, "ana")
    counsellor.route("**/console/api/keys/", lambda route: route.fulfill(status=500))
    Counsellor(counsellor, lasting_server).log_in("ana", known["password"])
    counsellor.get_by_role("button", name="Ga hier verder").wait_for()
    findings.in_console("stopped", counsellor)


def test_a_new_team_from_the_link_to_the_first_talk(
    server, counsellor, open_browser, alma, findings
):
    without_a_team(server)
    alma.open_chat()
    alma.page.get_by_role("heading", name="De chat is nu dicht").wait_for()
    findings.at("closed", alma.page)
    noor = Counsellor(counsellor, server)
    link = new_counsellor(server, "noor", "Noor")
    counsellor.goto(link)
    findings.in_console("enrolment", counsellor)
    walk_through_the_vault(noor, link, findings)
    findings.in_console("first of a team", counsellor)
    noor.make_team_key()
    bram = new_team(open_browser().new_page(), server, login="bram", name="Bram")
    bram.page.locator("[data-stage=wait]").wait_for()
    findings.in_console("waiting for access", bram.page)
    counsellor.get_by_role("button", name="Sleutels").click()
    counsellor.get_by_role("button", name="Geef toegang").wait_for()
    findings.in_console("keys of the team", counsellor)


def walk_through_the_vault(noor, link, findings):
    page = noor.page
    noor.enrol(link)
    page.goto(f"{noor.server.chat}/staff/2fa/recovery-codes/")
    findings.in_console("recovery codes", page)
    noor.open_console()
    show = page.get_by_role("button", name="Laat mijn zeven woorden zien")
    show.wait_for()
    findings.in_console("a vault: why", page)
    show.click()
    findings.in_console("a vault: the words", page)
    page.get_by_role("button", name="Ik heb ze bewaard").click()
    page.get_by_role("button", name="Maak mijn kluis").click()
    findings.in_console("a vault: wrong words", page)
    noor.open_console()
    noor.make_vault()
    page.get_by_role("button", name="Maak de sleutel van het team").wait_for()


def test_the_desk(server, counsellor, alma, findings):
    ana = demo_counsellor(counsellor, server)
    findings.in_console("nobody waits", counsellor)
    alma.open_chat()
    alma.start()
    alma.say("mag ik iets vragen")
    counsellor.get_by_role("button", name="Neem dit gesprek").wait_for()
    findings.in_console("somebody waits", counsellor)
    ana.claim()
    ana.reads("mag ik iets vragen")
    ana.say("Natuurlijk. Vertel maar.")
    alma.say("ok")
    ana.reads("ok")
    findings.in_console("talking", counsellor)
    counsellor.get_by_role("button", name="Stel voor om af te ronden").click()
    counsellor.get_by_text("Voorstel om af te ronden gedaan.").wait_for()
    findings.in_console("end proposed", counsellor)
    counsellor.locator(".bar-menu summary").click()
    findings.in_console("menu of the bell", counsellor)
    counsellor.locator(".bar-menu summary").click()
    server.kill()
    ana.say("ben je er nog?")
    counsellor.locator("console-line", has_text="verbinding").wait_for()
    findings.in_console("line lost", counsellor)
    counsellor.get_by_role("button", name="Vergrendel").click()
    counsellor.locator("#passphrase").fill("verkeerde woorden")
    counsellor.keyboard.press("Enter")
    counsellor.get_by_text("Deze woorden passen niet").wait_for()
    findings.in_console("vault does not open", counsellor)
