"""A version of which nobody knows any more who made it."""

import pytest

from knowledge.editing import second_eyes
from tests.knowledge.editors import log_in, other_editor
from tests.knowledge.test_workflow import (  # noqa: F401
    approve,
    handed_in,
    rik,
    topic,
)


def forget(page):
    """The account is gone, and with it who wrote and who handed in."""
    page.latest_revision.user.delete()
    page.refresh_from_db()
    page.latest_revision.refresh_from_db()
    assert page.latest_revision.user_id is None
    return page.latest_revision


def test_it_is_published_by_nobody_alone(rik, handed_in):  # noqa: F811
    revision = forget(handed_in)
    with pytest.raises(second_eyes.NobodyElseLookedError):
        revision.publish(user=rik)
    with pytest.raises(second_eyes.NobodyElseLookedError):
        handed_in.save_revision().publish()


def test_it_is_approved_by_who_did_not_hand_it_in(rik, handed_in, reader):  # noqa: F811
    forget(handed_in)
    assert approve(log_in(rik), handed_in).status_code == 302
    assert reader.get(handed_in.url).status_code == 200


def test_it_is_not_approved_by_who_handed_it_in(eva, rik, topic, handed_in):  # noqa: F811
    state = handed_in.current_workflow_task_state
    revision = state.revision
    type(revision).objects.filter(pk=revision.pk).update(user=None)
    state.approve(user=state.workflow_state.requested_by, update=False)
    revision.refresh_from_db()
    assert not second_eyes.approved_by_another(revision)
    type(state).objects.filter(pk=state.pk).update(finished_by=other_editor("noor"))
    assert second_eyes.approved_by_another(revision)


def test_what_comes_with_the_code_was_looked_at_there(handed_in):  # noqa: F811
    with second_eyes.reviewed_as_code():
        handed_in.save_revision().publish()
    handed_in.refresh_from_db()
    assert handed_in.live
