"""What a reader sees and hears between the smallest phone and the desk."""

import pytest
from playwright.sync_api import expect

from tests.e2e.navigators import Visitor

ARTICLE = "/voor-mezelf/geld/pas-en-rekening/"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
CONTENTS = "Op deze pagina"


@pytest.fixture
def page(open_browser):
    return open_browser(viewport=PHONE, reduced_motion="reduce").new_page()


def test_the_buttons_of_a_chat_fit_phones_of_every_width(lasting_server, page):
    for path in ("/chat/", "/en/chat/"):
        page.goto(lasting_server.chat + path)
        page.locator("[data-act=start]:visible, .button--talk:visible").first.click()
        Visitor(page, lasting_server).composer.wait_for()
        for width in (320, 359, 360, 375, 390, 401, 412):
            page.set_viewport_size({"width": width, "height": 740})
            for button in page.locator(".exit-bar :is(a, button):visible").all():
                expect(button).to_be_in_viewport(ratio=1)


def test_a_phone_folds_what_stands_on_the_page(lasting_server, page):
    page.goto(lasting_server.site + ARTICLE)
    contents = page.get_by_role("navigation", name=CONTENTS)
    expect(contents).to_have_count(1)
    expect(contents.get_by_role("link")).to_have_count(0)
    contents.locator("summary").click()
    contents.get_by_role("link", name="Wat doe je nu?").click()
    heading = page.get_by_role("heading", name="Wat doe je nu?")
    expect(heading).to_be_in_viewport(ratio=1)


def test_a_desk_shows_it_beside_the_text_and_before_it_for_the_keyboard(
    lasting_server, page
):
    page.set_viewport_size(DESK)
    page.goto(lasting_server.site + ARTICLE)
    contents = page.get_by_role("navigation", name=CONTENTS)
    expect(contents).to_have_count(1)
    expect(contents.get_by_role("link", name="Wat doe je nu?")).to_be_visible()
    order = (
        "(nav) => nav.compareDocumentPosition(document.querySelector('.article__body'))"
    )
    assert contents.evaluate(order) & 4  # Node.DOCUMENT_POSITION_FOLLOWING


def test_the_menu_says_where_one_is(lasting_server, page):
    page.set_viewport_size(DESK)
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    for path, name, here in (
        ("/zoeken/", "Zoeken", "page"),
        ("/voor-mezelf/", "Voor mezelf", "page"),
        (ARTICLE, "Voor mezelf", "true"),
    ):
        page.goto(lasting_server.site + path)
        expect(menu.locator("[aria-current]")).to_have_count(1)
        link = menu.get_by_role("link", name=name)
        expect(link).to_have_attribute("aria-current", here)


def test_both_languages_lead_to_how_a_visit_is_erased(lasting_server, page):
    for path, name, leads in (
        ("/voor-mezelf/", "Zo wis je dit bezoek", "/veilig/"),
        ("/en/for-myself/", "How to erase this visit", "/en/safe/"),
    ):
        page.goto(lasting_server.site + path)
        link = page.get_by_role("complementary").get_by_role("link", name=name)
        expect(link).to_have_attribute("href", leads)


def test_no_list_is_empty_and_places_that_speak_are_there_beforehand(
    lasting_server, page
):
    lists = "(all) => all.filter((one) => one.checkVisibility() && !one.children.length).length"
    for path in (
        "/",
        "/zoeken/",
        ARTICLE,
        "/voor-mijn-werk/herkennen/signalenlijst-school/",
    ):
        page.goto(lasting_server.site + path)
        assert page.locator("ul, ol").evaluate_all(lists) == 0, path
    for path, place in (
        ("/zoeken/", ".site-search__said"),
        (ARTICLE, ".clear-question__failed"),
    ):
        page.goto(lasting_server.site + path)
        expect(page.locator(place)).not_to_have_css("display", "none")
