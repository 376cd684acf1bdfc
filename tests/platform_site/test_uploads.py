import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.platform_site.browsers import chat, portal

EVIL = "<script>alert(1)</script>"
PIXEL = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(default_storage._wrapped, "_location", str(tmp_path))
    for name in ("base_location", "location"):
        monkeypatch.setitem(default_storage._wrapped.__dict__, name, str(tmp_path))
    for kind in ("images", "documents", "original_images"):
        (tmp_path / kind).mkdir()
    return tmp_path


def put(folder, path, content=PIXEL):
    (folder / path).write_bytes(content)
    return portal().get(f"/uploads/{path}")


def test_an_image_is_shown_as_what_its_name_says(folder):
    answer = put(folder, "images/a.gif")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/gif"
    assert b"".join(answer.streaming_content) == PIXEL


@pytest.mark.parametrize("name", ["a.gif", "a.jpg", "b.png", "c.webp"])
def test_a_script_under_a_false_name_never_runs(folder, name):
    answer = put(folder, f"images/{name}", EVIL.encode())
    assert answer.headers["Content-Type"].startswith("image/")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert not answer.cookies


@pytest.mark.parametrize(
    "name",
    ["a.svg", "a.html", "a.htm", "a.js", "a.mjs", "a.xml", "a.xhtml", "a", "a.css"],
)
def test_what_could_run_is_not_served_at_all(folder, name):
    assert put(folder, f"images/{name}", EVIL.encode()).status_code == 404


def test_a_document_is_saved_and_not_opened(folder):
    answer = put(folder, "documents/a.pdf", b"%PDF-1.7")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_originals_with_their_places_and_times_stay_inside(folder):
    assert put(folder, "original_images/a.gif").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../zijstap.sqlite3",
        "images/../../secret.png",
        "images/%2e%2e/%2e%2e/secret.png",
        "images/%252e%252e/x.png",
        "images/../original_images/a.gif",
        "images/%2e%2e/original_images/a.gif",
        "images/%252e%252e/original_images/a.gif",
        "images/",
        "/etc/passwd",
    ],
)
def test_nothing_outside_the_two_folders_can_be_reached(folder, path):
    (folder.parent / "secret.png").write_bytes(PIXEL)
    assert portal().get(f"/uploads/{path}").status_code in {400, 404}


def test_what_browsers_keep_for_ever_is_never_another_file(folder, settings):
    settings.DEBUG = False
    assert "immutable" in put(folder, "images/a.gif").headers["Cache-Control"]
    long = f"images/{'a' * 120}.gif"
    for name in ("images/a.gif", "documents/regels.pdf", long):
        first = default_storage.save(name, ContentFile(PIXEL), max_length=100)
        default_storage.delete(first)
        second = default_storage.save(name, ContentFile(PIXEL), max_length=100)
        assert first != second
        assert max(len(first), len(second)) <= 100
        assert first.rpartition(".")[2] == name.rpartition(".")[2]


def test_the_chats_origin_serves_no_upload(folder):
    assert put(folder, "images/a.gif").status_code == 200
    assert chat().get("/uploads/images/a.gif").status_code == 404


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.js"])
def test_the_cms_takes_no_file_that_could_run(name):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from wagtail.documents.models import Document
    from wagtail.images.fields import WagtailImageField

    file = SimpleUploadedFile(name, EVIL.encode())
    with pytest.raises(ValidationError):
        WagtailImageField().clean(file)
    with pytest.raises(ValidationError):
        Document(title="a", file=file).full_clean()
