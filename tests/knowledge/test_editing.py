import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from knowledge.models import DoorPage, HomePage

EDITED = "Wil je iets anders?"
STEP = ("step", {"title": "Je tikt.", "text": "Meer niet."})


@pytest.fixture
def form(planted):
    home = HomePage.objects.get(pk=planted.pk)
    text = [f.name for f in HomePage._meta.local_fields if f.name != "page_ptr"]
    filled = {name: getattr(home, name) for name in text if name != "signs_page"}
    rich = {name: rich_text("<p>x</p>") for name in ("privacy_text", "watched_text")}
    steps = nested_form_data({"step_list": streamfield([STEP])})
    dates = {"reviewed_on": "", "review_by": ""}
    return filled | rich | steps | dates | {"title": home.title, "slug": home.slug}


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_an_editor_sees_every_field_of_the_home_page(eva, planted):
    html = eva.get(edit(planted)).content.decode()
    for name in ["heading", "lead", "talk_note", "privacy_text"]:
        assert f'name="{name}"' in html
    assert 'id="step_list"' in html


def test_an_editor_changes_and_publishes_the_home_page(eva, planted, form):
    form |= {"heading": EDITED, "action-publish": "1"}
    answer = eva.post(edit(planted), form)
    assert answer.status_code == 302, answer.context["form"].errors
    assert EDITED in eva.get("/").content.decode()


def test_a_stranger_edits_nothing(reader, planted, form):
    form |= {"heading": EDITED, "action-publish": "1"}
    reader.post(edit(planted), form)
    assert EDITED not in reader.get("/").content.decode()


def test_a_draft_is_not_shown_to_readers(eva, reader, planted, form):
    eva.post(edit(planted), form | {"heading": EDITED})
    assert Page.objects.get(pk=planted.pk).has_unpublished_changes
    assert EDITED not in reader.get("/").content.decode()


def test_an_unpublished_page_closes_its_door(reader, planted):
    door = DoorPage.objects.get(
        audience=DoorPage.Audience.PROFESSIONAL, locale=planted.locale
    )
    assert door.title in reader.get("/").content.decode()
    door.unpublish()
    assert door.title not in reader.get("/").content.decode()
