"""Production speaks https behind a proxy; asked in a process of its own."""

import json

import pytest

from tests.platform_site.test_settings import migrated, start

PROGRAM = """
import json, django
django.setup()
from django.test import Client, override_settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
def told(answer):
    cookies = {name: morsel.OutputString() for name, morsel in answer.cookies.items()}
    return [answer.status_code, dict(answer.headers), cookies]
def posted(page, client, **headers):
    sent = {"login": "x", "password": "y",
            "csrfmiddlewaretoken": page.context["csrf_token"]}
    return client.post("/staff/login/", sent, headers=headers).status_code
out = {}
https = {"x-forwarded-proto": "https"}
from django.test.utils import setup_test_environment
setup_test_environment()
with override_settings(
    STORAGES={"staticfiles": plain, "default": files},
    ALLOWED_HOSTS=["zijstap.example", "chat.zijstap.example"],
):
    for name, host in (("portal", "zijstap.example"), ("chat", "chat.zijstap.example")):
        client = Client(headers={"host": host}, enforce_csrf_checks=True)
        out[name + "-http"] = told(client.get("/staff/login/"))
        out[name + "-health"] = told(client.get("/health/"))
        page = client.get("/staff/login/", headers=https)
        out[name] = told(page)
        out[name + "-post"] = {
            "own": posted(page, client, origin="https://" + host, **https),
            "foreign": posted(page, client, origin="https://x.example", **https),
            "null": posted(page, client, origin="null", **https),
            "http": posted(page, client, origin="http://" + host, **https),
            "none": posted(page, client, **https),
        }
print(json.dumps(out))
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory, empty_tables):
    place = tmp_path_factory.mktemp("https")
    migrated(place, empty_tables)
    chosen = {"DJANGO_SETTINGS_MODULE": "platform_site.settings"}
    ended = start(place, PROGRAM, **chosen)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


@pytest.mark.parametrize("origin", ["portal", "chat"])
def test_plain_http_is_sent_to_https(facts, origin):
    status, headers, cookies = facts[f"{origin}-http"]
    assert status == 301
    assert headers["Location"].startswith("https://")
    assert cookies == {}


@pytest.mark.parametrize("origin", ["portal", "chat"])
def test_the_proxy_may_ask_for_health_without_https(facts, origin):
    assert facts[f"{origin}-health"][0] == 200


@pytest.mark.parametrize(
    ("origin", "name"), [("portal", "__Host-staff"), ("chat", "__Host-console")]
)
def test_the_cookie_is_bound_to_its_host(facts, origin, name):
    status, headers, cookies = facts[origin]
    assert status == 200
    assert list(cookies) == [name]
    assert "Secure" in cookies[name]
    assert "HttpOnly" in cookies[name]
    assert "Domain" not in cookies[name]
    assert "Path=/;" in cookies[name] + ";"
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("origin", ["portal", "chat"])
def test_a_form_is_taken_from_its_own_origin_only(facts, origin):
    taken = facts[f"{origin}-post"]
    assert taken.pop("own") == 200
    assert set(taken.values()) == {403}
