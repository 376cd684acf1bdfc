"""Whoever is asked decides neither how long we wait nor where our server knocks."""

import socket
import threading
from contextlib import suppress

import pytest
from django.core.management import call_command

from knowledge.editing import asking, links, public_addresses
from knowledge.models import LinkCheck

PUBLIC = "93.184.216.34"


@pytest.fixture
def names(monkeypatch):
    """What each name stands for; every look is remembered, nobody is asked."""
    book, looked = {}, []

    def look(host, port, **more):
        looked.append(host)
        found = book.get(host, [host])
        return [(0, 0, 0, "", (number, port)) for number in found]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    public_addresses.own.cache_clear()
    yield book, looked
    public_addresses.own.cache_clear()


@pytest.fixture
def knocks(monkeypatch):
    heard = []

    def connect(address, **more):
        heard.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    return heard


def test_the_number_that_was_looked_up_is_the_one_that_is_knocked_at(names, knocks):
    book, looked = names
    book["a.example"] = [PUBLIC]
    assert asking.ask("http://a.example/").outcome == "silent"
    assert knocks == [(PUBLIC, 80)]
    assert looked.count("a.example") == 1


@pytest.mark.parametrize("number", ["64:ff9b::a00:1", "10.0.0.1", "2002:a00:1::1"])
def test_one_number_inside_spoils_the_name(names, knocks, number):
    names[0]["a.example"] = [PUBLIC, number]
    assert asking.ask("https://a.example/").outcome == "refused"
    assert knocks == []


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 8000, 8443])
def test_only_the_ports_of_the_web_are_knocked_at(names, knocks, port):
    names[0]["a.example"] = [PUBLIC]
    assert asking.ask(f"http://a.example:{port}/").outcome == "refused"
    assert knocks == []


def test_our_own_address_is_not_knocked_at(names, knocks, settings):
    settings.SITE_ORIGIN = "https://ours.example"
    names[0].update({"ours.example": [PUBLIC], "alias.example": [PUBLIC]})
    for host in ("ours.example", "alias.example", PUBLIC):
        assert asking.ask(f"https://{host}/").outcome == "refused"
    assert knocks == []


@pytest.fixture
def slow(monkeypatch):
    """Somebody who says a letter now and then, and never ends a sentence."""
    door = socket.create_server(("127.0.0.1", 0))
    end = threading.Event()

    def drip(line):
        with suppress(OSError), line:
            while not end.wait(0.02):
                line.sendall(b"x")

    def answer():
        with suppress(OSError):
            while True:
                line, _ = door.accept()
                threading.Thread(target=drip, args=(line,), daemon=True).start()

    threading.Thread(target=answer, daemon=True).start()
    port = door.getsockname()[1]
    monkeypatch.setattr(public_addresses, "is_public", lambda number: True)
    monkeypatch.setattr(public_addresses, "own", frozenset)
    monkeypatch.setattr(public_addresses, "WEB_PORTS", {port})
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    yield f"://127.0.0.1:{port}/"
    end.set()
    door.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_drips_is_left_at_the_hour(slow, scheme):
    assert asking.ask(scheme + slow).outcome == "silent"


def test_who_talks_on_and_on_is_heard_for_a_part_only(slow, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 60)
    monkeypatch.setattr("knowledge.editing.patience.MOST_BYTES", 8)
    assert asking.ask("http" + slow).outcome == "silent"


def test_a_run_that_lasts_too_long_leaves_the_rest_for_another_night(db, monkeypatch):
    named = {f"https://{letter}.example/": [] for letter in "abc"}
    named["https://long.example/" + "x" * 600] = []
    monkeypatch.setattr(links, "outside", lambda pages: named)
    asked = []

    def ask(address):
        asked.append(address)
        return asking.Answer("fine", 200)

    monkeypatch.setattr(asking, "ask", ask)
    call_command("check_links", seconds=0, verbosity=0)
    assert asked == []
    LinkCheck.objects.create(
        address="https://a.example/", outcome="fine", checked_at="2026-01-01T00:00Z"
    )
    call_command("check_links", verbosity=0)
    assert asked == [f"https://{letter}.example/" for letter in "bca"]
