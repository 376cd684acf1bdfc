import json

import pytest

from tests.platform_site.browsers import (
    give_factor,
    give_password,
    is_in,
    log_in,
    portal,
)


@pytest.fixture
def editor(eva):
    return log_in(portal(), give_password(eva))


def test_an_editor_works_in_the_cms(editor):
    assert editor.get("/cms/").status_code == 200
    assert editor.get("/cms/pages/").status_code in {200, 302}


def test_an_editor_with_a_code_does_outside_demo_mode(eva, settings):
    settings.DEMO = False
    client = log_in(portal(), give_password(eva), give_factor(eva))
    assert client.get("/cms/").status_code == 200


def test_a_counsellor_does_not_see_the_cms(ana):
    client = log_in(portal(), give_password(ana))
    assert is_in(client)
    assert client.get("/cms/").status_code == 404
    assert client.get("/cms/pages/").status_code == 404


@pytest.mark.parametrize("path", ["users/", "groups/", "users/add/", "groups/new/"])
def test_the_cms_has_no_accounts_to_manage(eva, path):
    eva.is_superuser = True
    eva.save()
    client = log_in(portal(), give_password(eva))
    assert client.get("/cms/").status_code == 200
    assert client.get(f"/cms/{path}").status_code == 404
    assert b"/cms/users/" not in client.get("/cms/").content


def test_the_cms_asks_nobody_else_for_anything(editor):
    page = editor.get("/cms/").content.decode()
    for word in ("gravatar", "releases.wagtail", "https://www.google"):
        assert word not in page


def test_the_account_page_of_the_cms_leads_to_ours(editor):
    assert editor.get("/cms/account/").headers["Location"] == "/staff/"


def test_logging_out_of_the_cms_ends_the_session(editor):
    editor.post("/cms/logout/")
    assert not is_in(editor)


def test_a_page_can_be_previewed_in_the_cms(editor):
    from wagtail.models import Page

    from knowledge.models import PlainPage

    body = [{"type": "text", "value": "<p>Proef</p>"}]
    made = PlainPage(
        title="Proef", heading="Proef", body=json.dumps(body), slug="proef"
    )
    page = Page.objects.get(depth=2).add_child(instance=made)
    answer = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
