"""The main job: a visitor and a counsellor talk."""

from playwright.sync_api import expect

from tests.e2e.modes import in_both_modes
from tests.e2e.navigators import Visitor, demo_counsellor


@in_both_modes
def test_a_visitor_and_a_counsellor_talk(server, visitor, counsellor):
    ana = demo_counsellor(counsellor, server)
    alma = Visitor(visitor, server)
    alma.open_site()
    visitor.get_by_role("link", name="Start de chat").first.click()
    alma.start()
    alma.say("mag ik iets vragen")
    ana.claim()
    ana.reads("mag ik iets vragen")
    expect(visitor.get_by_role("heading", name="Ana is er")).to_be_visible()
    ana.say("Natuurlijk. Vertel maar.")
    alma.reads("Natuurlijk. Vertel maar.")
    alma.say("ok\ndankje")
    ana.reads("dankje")
    assert ana.all_read() == alma.all_read()
    assert not counsellor.context.record.problems
    assert not visitor.context.record.problems
