"""Players ask for a video in parts."""

import pytest

from tests.platform_site.browsers import portal
from tests.platform_site.test_uploads import folder  # noqa: F401

FILM = bytes(range(200))


@pytest.fixture
def ask(folder):  # noqa: F811
    (folder / "documents" / "a.mp4").write_bytes(FILM)
    (folder / "documents" / "a.pdf").write_bytes(FILM)

    def asked(part, name="a.mp4"):
        return portal().get(f"/uploads/documents/{name}", headers={"range": part})

    return asked


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=10-", 10, 199),
        ("bytes=-5", 195, 199),
        ("bytes=190-900", 190, 199),
    ],
)
def test_a_part_is_what_was_asked_for(ask, part, first, last):
    answer = ask(part)
    assert answer.status_code == 206
    assert answer.content == FILM[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/200"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_what_lies_behind_the_end_does_not_exist(ask):
    assert ask("bytes=200-").status_code == 416


@pytest.mark.parametrize(
    "part", ["", "bytes=-", "bytes=5-2,7-9", "rows=1-2", f"bytes={'9' * 5000}-"]
)
def test_a_question_nobody_understands_gets_the_whole(ask, part):
    answer = ask(part)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == FILM


def test_a_document_to_save_comes_whole(ask):
    assert ask("bytes=0-1", "a.pdf").status_code == 200


def test_captions_are_captions(folder):  # noqa: F811
    (folder / "documents" / "a.vtt").write_bytes(b"WEBVTT")
    answer = portal().get("/uploads/documents/a.vtt")
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
