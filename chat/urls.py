"""The chat's origin. Addresses and titles say nothing to who looks in a history."""

from django.urls import path

from chat.views import console, pages, visitor

app_name = "chat"
urlpatterns = [
    path("chat/", pages.visitor, name="visitor"),
    path("chat/api/team/", visitor.team, name="team"),
    path("chat/api/start/", visitor.start, name="start"),
    path("chat/api/share/", visitor.put_share, name="share"),
    path("chat/api/share/take/", visitor.take_share, name="take-share"),
    path("chat/api/hide/", visitor.hide, name="hide"),
    path("chat/api/leave/", visitor.leave, name="leave"),
    path("chat/api/code/", visitor.take_code, name="code"),
    path("chat/api/resume/", visitor.resume, name="resume"),
    path("console/", pages.console, name="console"),
    path("console/api/keys/", console.keys, name="keys"),
    path("console/api/vault/", console.vault, name="vault"),
    path("console/api/team-key/", console.team_key, name="team-key"),
    path("console/api/grants/", console.grants, name="grants"),
    path("console/api/queue/", console.waiting, name="queue"),
    path("console/api/ready/", console.ready, name="ready"),
    path(
        "console/api/conversations/<slug:conv>/",
        console.conversation,
        name="conversation",
    ),
]
