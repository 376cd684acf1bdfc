"""Networks of schools, prisons and offices refuse WebSockets: people talk all the same."""

from contextlib import suppress

import pytest

from tests.e2e.navigators import Visitor, demo_counsellor
from tests.e2e.stores import wait_for


@pytest.fixture
def talking(server, visitor, counsellor):
    """Both behind a network that refuses sockets; `clock` can make their time fly."""
    server.chat_line.refuse_sockets()
    for page in (visitor, counsellor):
        page.clock.install()
    ana = demo_counsellor(counsellor, server)
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    alma.say("v-1")
    ana.claim()
    ana.reads("v-1")
    return alma, ana


def frames(person):
    """What came over sockets."""
    return person.page.context.record.frames_got


def looks_for_a_socket(person):
    """Its time flies until the next look; then the socket has as long as it needs."""
    person.page.clock.fast_forward(10_000)
    with suppress(TimeoutError):
        wait_for(lambda: person.page.wait_for_timeout(50) or frames(person), seconds=12)
    return frames(person)


def says_by_socket(person):
    sent = person.page.context.record.frames_sent
    return [frame for frame in sent if b'"send"' in frame]


def polls(person):
    requests = person.page.context.record.requests
    return [url for method, url, _ in requests if "/poll/" in url and method == "POST"]


def test_without_sockets_both_sides_talk_and_a_reload_keeps_everything(server, talking):
    alma, ana = talking
    ana.say("t-2")
    alma.reads("t-2")
    typing = ana.talk.locator("[data-part=typing]")
    # Between two polls nobody hears it; who goes on typing says it again.
    wait_for(lambda: alma.composer.press("v") or typing.is_visible())
    alma.say("v-3")
    ana.reads("v-3")
    alma.page.reload()
    alma.reads("v-3")
    alma.say("v-4")
    ana.reads("v-4")
    said = ["v-1", "t-2", "v-3", "v-4"]
    assert alma.all_read() == ana.all_read() == said
    alma.stop()
    ana.talk.get_by_text("Het gesprek is afgerond").wait_for()
    for person in talking:
        assert frames(person) == []
        assert polls(person)
        assert not any("?" in url for url in polls(person))
    assert server.chat_line.refused >= 4


def test_when_the_network_lets_sockets_through_both_go_over_to_them(server, talking):
    alma, ana = talking
    alma.say("v-2")
    ana.reads("v-2")
    server.chat_line.heal()
    for person in talking:
        wait_for(lambda person=person: looks_for_a_socket(person))
    ana.say("t-3")
    alma.reads("t-3")
    # What she says is on the socket: from here on she asks nothing more.
    wait_for(lambda: ana.page.wait_for_timeout(50) or says_by_socket(ana))
    asked = len(polls(ana))
    alma.say("v-4")
    ana.reads("v-4")
    ana.say("t-5")
    alma.reads("t-5")
    assert len(polls(ana)) == asked
    assert alma.all_read() == ana.all_read() == ["v-1", "v-2", "t-3", "v-4", "t-5"]
