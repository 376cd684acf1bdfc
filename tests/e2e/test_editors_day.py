"""An editor's day: write, preview, hand in, approve, translate, plan, look through."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import browsers
from tests.e2e.stores import wait_for
from tests.e2e.test_walls import log_in_to_cms

TITLE, HEADING = "Een nieuwe vraag", "Mag ik iets vragen?"
ENGLISH, ENGLISH_HEADING = "A new question", "May I ask something?"
SAID = "Je mag altijd iets vragen."
SLUG, ENGLISH_SLUG = "een-nieuwe-vraag", "a-new-question"
PLANNED = "signalen-op-school"
PLAN_KEPT = "SELECT 1 FROM wagtailcore_revision WHERE content LIKE '%2030-01-02T%'"
NUMBER = re.compile(r"\d+")
HAND_IN = "Stuur door naar Tweede paar ogen"


@pytest.fixture(scope="module")
def desk(lasting_server, chromium):
    """Two editors and a reader, each in a browser of their own, all day long."""
    opened = [browsers.open_context(chromium) for _ in range(3)]
    eva, sam, reader = (context.new_page() for context in opened)
    log_in_to_cms(eva, lasting_server)
    log_in_to_cms(sam, lasting_server, "sam")
    yield Desk(lasting_server, eva, sam, reader)
    problems = [problem for context in opened for problem in context.record.problems]
    for context in opened:
        context.close()
    assert not [text for text in problems if "404 (Not Found)" not in text]


class Desk:
    def __init__(self, server, eva, sam, reader):
        self.server, self.eva, self.sam, self.reader = server, eva, sam, reader

    def open(self, page, path):
        page.goto(self.server.site + path)

    def page_id(self, slug):
        sql = f"SELECT id FROM wagtailcore_page WHERE slug = '{slug}'"
        return self.server.rows(sql)[-1][0]

    def edit(self, page, slug):
        self.open(page, f"/cms/pages/{self.page_id(slug)}/edit/")

    def choose(self, page, action):
        """What hides behind the arrow beside Save."""
        footer = page.locator("footer")
        footer.get_by_role("button", name="Meer acties").click()
        footer.get_by_role("button", name=action, exact=True).click()

    def reads(self, path, words):
        self.open(self.reader, path)
        expect(self.reader.get_by_role("heading", name=words, level=1)).to_be_visible()

    def is_absent(self, path):
        assert self.reader.goto(self.server.site + path).status == 404


def live_path(desk, slug):
    sql = f"SELECT url_path FROM wagtailcore_page WHERE slug = '{slug}'"
    path = desk.server.rows(sql)[-1][0]
    return path.replace("/nl/", "/", 1)


def test_she_writes_an_article_with_blocks(desk):
    eva = desk.eva
    desk.open(eva, f"/cms/pages/add/knowledge/articlepage/{desk.page_id('geld')}/")
    eva.locator("#id_title").fill(TITLE)
    eva.locator("#id_heading").fill(HEADING)
    for block, words in (("Tekst", SAID), ("Kop", "Wat mag ik vragen?")):
        eva.get_by_title("Blok invoegen").first.click()
        eva.get_by_role("option", name=block, exact=True).click()
        if block == "Tekst":
            eva.locator("#panel-child-inhoud-body-content [contenteditable=true]").fill(
                words
            )
        else:
            eva.locator("#body-1-value").fill(words)
    eva.get_by_role("button", name="Bewaar concept").click()
    expect(eva.get_by_text("gaat pas online als een collega")).to_be_visible()
    expect(eva.get_by_text("Geschat niveau")).to_be_visible()


def test_she_sees_it_as_a_reader_would(desk):
    eva = desk.eva
    desk.edit(eva, SLUG)
    eva.get_by_role("button", name="Toon/verberg voorvertoning").click()
    shown = eva.frame_locator("iframe[title=Voorbeeld], iframe.w-preview__iframe").first
    expect(shown.get_by_role("heading", name=HEADING)).to_be_visible()
    desk.is_absent(live_path(desk, SLUG))


def test_what_she_sees_is_checked_for_who_cannot_see(desk):
    eva = desk.eva
    desk.edit(eva, SLUG)
    eva.get_by_role("button", name="Checks aan/uitzetten").click()
    # Counted by what looks for faults, in the page as it is shown beside the editor.
    expect(eva.locator("[data-content-word-count]")).to_have_text(NUMBER)


def test_she_cannot_publish_it_and_hands_it_in(desk):
    eva = desk.eva
    desk.edit(eva, SLUG)
    eva.locator("footer").get_by_role("button", name="Meer acties").click()
    expect(eva.get_by_role("button", name="Publiceren")).to_have_count(0)
    eva.locator("footer").get_by_role("button", name=HAND_IN).click()
    eva.wait_for_url("**/cms/pages/*/")
    desk.edit(eva, SLUG)
    expect(eva.get_by_text("Je eigen werk keur je niet zelf goed")).to_be_visible()
    expect(eva.get_by_role("button", name="Goedkeuren")).to_have_count(0)


def test_her_colleague_approves_and_readers_have_it(desk):
    desk.open(desk.sam, "/cms/")
    expect(desk.sam.get_by_text(TITLE).first).to_be_visible()
    desk.edit(desk.sam, SLUG)
    desk.choose(desk.sam, "Goedkeuren en publiceren")
    desk.sam.wait_for_url("**/cms/pages/*/")
    desk.reads(live_path(desk, SLUG), HEADING)


def test_she_translates_it_and_a_colleague_lets_it_go(desk):
    eva = desk.eva
    desk.open(eva, f"/cms/localize/submit/page/{desk.page_id(SLUG)}/")
    eva.locator("main input[name=locales]").check()
    eva.locator("main form [type=submit]").last.click()
    eva.wait_for_url("**/edit/")
    expect(eva.get_by_text(HEADING).first).to_be_visible()
    translate_lines(eva, [ENGLISH, ENGLISH_HEADING])
    eva.get_by_role("tab", name="Eigenschappen").click()
    translate_lines(eva, [ENGLISH_SLUG])
    eva.reload()
    eva.get_by_role("link", name="Laat de vertaling nakijken").click()
    eva.get_by_role("button", name="Laat nakijken").click()
    expect(eva.get_by_text("Een collega kijkt nu mee.")).to_be_visible()
    desk.open(desk.sam, "/cms/")
    row = desk.sam.locator("tr", has_text=ENGLISH)
    row.get_by_role("button", name="Acties").click()
    row.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(row).to_have_count(0)
    desk.reads(
        f"/en{live_path(desk, ENGLISH_SLUG).removeprefix('/en')}", ENGLISH_HEADING
    )


def translate_lines(page, words):
    """Every line that shows, from the top; what comes after `words` is of no account."""
    lines = page.locator("main button:visible").get_by_text("Vertaal", exact=True)
    for left in range(lines.count(), 0, -1):
        lines.first.click()
        page.locator("main textarea:visible").fill(words.pop(0) if words else "More.")
        page.get_by_role("button", name="Opslaan", exact=True).click()
        expect(lines).to_have_count(left - 1)


def test_she_finds_what_must_be_looked_through(desk):
    eva = desk.eva
    desk.edit(eva, PLANNED)
    eva.locator("#id_reviewed_on").fill("2020-01-01")
    eva.locator("#id_review_by").fill("2020-06-01")
    eva.locator("#id_heading").click()
    desk.choose(eva, "Publiceren")
    eva.wait_for_url("**/cms/pages/*/")
    desk.open(eva, "/cms/")
    expect(
        eva.locator("#review-section, main").get_by_text("te laat").first
    ).to_be_visible()
    desk.open(eva, "/cms/nakijken/")
    expect(eva.get_by_role("link", name="Signalen op school")).to_be_visible()


def test_she_plans_a_text_for_later(desk):
    eva = desk.eva
    desk.edit(eva, PLANNED)
    eva.get_by_role("button", name="Toon/verberg status").click()
    eva.get_by_role("button", name="Stel schema in").click()
    eva.locator("#id_go_live_at").fill("2030-01-02 09:00")
    # By keyboard: the calendar lies over the button.
    eva.get_by_role("button", name="Schema opslaan").press("Enter")
    wait_for(lambda: eva.wait_for_timeout(50) or desk.server.rows(PLAN_KEPT))
    desk.edit(eva, PLANNED)
    expect(eva.locator("#id_go_live_at")).to_have_value("2030-01-02 09:00")
    eva.locator("footer").get_by_role("button", name="Meer acties").click()
    eva.locator("footer [name=action-publish]").click()
    eva.wait_for_url("**/cms/pages/*/")
    planned = (
        "SELECT 1 FROM wagtailcore_revision WHERE approved_go_live_at > '2030-01-01'"
    )
    assert len(desk.server.rows(planned)) == 1
