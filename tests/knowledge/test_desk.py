import pytest

from knowledge import desk


@pytest.fixture
def reported(monkeypatch):
    def report(state, words):
        reporter = lambda: desk.DeskStatus(state, words)  # noqa: E731
        monkeypatch.setattr(desk, "_reporter", reporter)

    return report


def test_the_desk_is_closed_until_someone_reports(reader, monkeypatch):
    monkeypatch.setattr(desk, "_reporter", desk.closed)
    assert reader.get("/status/").json()["state"] == "closed"


@pytest.mark.parametrize("path", ["/status/", "/en/status/"])
def test_what_is_reported_is_told_without_a_cookie(reader, reported, path):
    reported("open", "Open tot 06.00 uur")
    answer = reader.get(path)
    assert answer.json() == {"state": "open", "words": "Open tot 06.00 uur"}
    assert not answer.cookies


def test_the_desk_cannot_be_written_to(reader):
    assert reader.post("/status/").status_code in {403, 405}


def test_the_page_itself_claims_nothing_about_the_desk(reader, reported, planted):
    reported("open", "Open tot 06.00 uur")
    html = reader.get("/").content.decode()
    assert html.count('data-url="/status/"') == 2
    assert "Open tot 06.00 uur" not in html
    assert "window--closed" not in html


def test_the_english_page_asks_in_english(reader, planted):
    assert 'data-url="/en/status/"' in reader.get("/en/").content.decode()
