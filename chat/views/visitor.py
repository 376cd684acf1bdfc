"""The visitor's addresses: opening, coming back, leaving. No account, no name."""

import logging
from contextlib import suppress
from typing import Any

from django.db import Error as DatabaseFailure
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import http_date
from django.views.decorators.http import require_GET, require_POST

from chat import conversations, desk, endings, return_codes, sessions, shares
from chat.conversations import Refused
from chat.e2ee.checks import CODE_WRAP_BYTES, WRAP_BYTES
from chat.models.conversation import VISITOR, Sender
from chat.realtime.frames import Rate
from chat.requests import bounded, refusal, takes
from chat.wire import binary, conv_id, text_of, whole, word
from platform_site.origins import exact_origin

log = logging.getLogger(__name__)

share_id = text_of(16)
slug = word(r"[a-z0-9-]{1,50}")

# In this process: 1,400 in a minute is more than a night on television brings, and
# leaves most of its time to who is talking.
PER_SECOND, BURST = 20, 200
STARTS = Rate(per_second=PER_SECOND, burst=BURST, left=BURST)
RESUMES = Rate(per_second=PER_SECOND, burst=BURST, left=BURST)


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    key = desk.team_key()
    if key is None:
        return refusal("closed", 503)
    return JsonResponse(
        {
            "team": key.team.slug,
            "ver": key.ver,
            "suite": key.suite,
            "pub": key.pub,
            "desk": desk.status(),
        },
        # A visitor's browser compares its own clock with this one.
        headers={"Date": http_date()},
    )


@exact_origin
@takes(
    {
        "conv": conv_id,
        "team": slug,
        "ver": whole(1),
        "suite": whole(1, 2),
        "wrap": binary(min(WRAP_BYTES.values()), max(WRAP_BYTES.values())),
    }
)
@bounded(STARTS)
def start(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    key = desk.team_key()
    if key is None:
        return refusal("closed", 503)
    if (key.team.slug, key.ver, key.suite) != (
        body["team"],
        body["ver"],
        body["suite"],
    ):
        return refusal("team_key", 409)
    if len(body["wrap"]) != WRAP_BYTES[key.suite]:
        return refusal("shape", 400)
    try:
        if session_hash := sessions.of_request(request):
            endings.leave_behind(session_hash)
        token = conversations.start(body["conv"], key, body["wrap"])
    except Refused as refused:
        return refusal(refused.code, 409)
    response = JsonResponse({"conv": body["conv"]}, status=201)
    sessions.give(response, token)
    return response


@exact_origin
@takes({"id": share_id, "b": text_of(32)})
def put_share(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    session_hash = sessions.of_request(request)
    if sessions.conversation(session_hash) is None:
        return _gone()
    try:
        shares.put(session_hash, {"id": body["id"], "b": body["b"]})
    except shares.NotAvailable as later:
        return refusal(later.code, 503)
    return HttpResponse(status=204)


@exact_origin
@takes({"id": share_id})
def take_share(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    session_hash = sessions.of_request(request)
    conversation = sessions.conversation(session_hash)
    try:
        b = shares.take(session_hash, body["id"]) if conversation else None
        if conversation and b is None and not shares.are_held(session_hash):
            # Without its half this page cannot go on; another that is there can.
            with suppress(endings.Elsewhere):
                endings.leave_behind(session_hash)
    except shares.NotAvailable as later:
        return refusal(later.code, 503)
    if conversation is None or b is None:
        return _gone()
    return JsonResponse({"conv": conversation.pk, "b": b})


@exact_origin
@require_POST
def hide(request: HttpRequest) -> HttpResponse:
    if session_hash := sessions.of_request(request):
        shares.hide(session_hash)
    return HttpResponse(status=204)


@exact_origin
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Always the same answer: who leaves has no time for questions."""
    if session_hash := sessions.of_request(request):
        try:
            endings.leave(session_hash)
        except DatabaseFailure as failure:
            log.warning("Somebody left unnoticed: %s", type(failure).__name__)
    response = HttpResponse(status=204)
    sessions.take_back(response)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@exact_origin
@takes(
    {
        "kdf": whole(1, 255),
        "auth_hash": binary(32),
        "wrap": binary(CODE_WRAP_BYTES),
    }
)
def take_code(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    session_hash = sessions.of_request(request)
    conversation = sessions.conversation(session_hash)
    if conversation is None:
        return _gone()
    sender = Sender(VISITOR, session_hash=session_hash)
    try:
        return_codes.take(
            conversation.pk,
            sender,
            kdf=body["kdf"],
            hash_=body["auth_hash"],
            wrap=body["wrap"],
        )
    except Refused as refused:
        return refusal(refused.code, 409)
    return HttpResponse(status=204)


@exact_origin
@takes({"kdf": whole(1, 255), "auth": binary(32)})
@bounded(RESUMES)
def resume(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    try:
        found = return_codes.resume(body["auth"], kdf=body["kdf"])
    except return_codes.UnknownCode as unknown:
        return refusal(unknown.code, 404)
    response = JsonResponse({"conv": found.conv, "wrap": found.wrap, "epoch": 0})
    sessions.give(response, found.token)
    return response


def _gone() -> HttpResponse:
    response = refusal("gone", 410)
    sessions.take_back(response)
    return response
