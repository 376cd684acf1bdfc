"""Networks of schools, prisons and offices refuse WebSockets: people talk all the same."""

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
        wait_for(
            lambda person=person: (
                person.page.clock.fast_forward(10_000) or frames(person)
            )
        )
        asked = len(polls(person))
    ana.say("t-3")
    alma.reads("t-3")
    alma.say("v-4")
    ana.reads("v-4")
    assert len(polls(ana)) == asked
    assert alma.all_read() == ana.all_read() == ["v-1", "v-2", "t-3", "v-4"]
