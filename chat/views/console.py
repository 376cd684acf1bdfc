"""The console's addresses. A conversation that is not mine does not exist."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from chat import conversations, presence, queue, team_keys
from chat.conversations import AlreadyExists, Refused
from chat.e2ee.boxes import from_base64url
from chat.e2ee.checks import MAX_GRANT_BYTES, check_public
from chat.e2ee.errors import E2eeError
from chat.e2ee.vaultshape import check_vault
from chat.keyring import ShreddedError
from chat.models.conversation import TEAM, Sender
from chat.requests import StaffRequest, counsellor_only, refusal, takes
from chat.wire import ShapeError, flag, text_of, whole, word
from platform_site.staff import audit

login_name = word(r"[^\x00\ud800-\udfff]{1,60}")
sealed_key = text_of(75, MAX_GRANT_BYTES)
signature = text_of(64)


def _me(request: StaffRequest) -> Sender:
    return Sender(TEAM, user_id=request.user.pk)


@counsellor_only
@require_GET
def keys(request: StaffRequest) -> HttpResponse:
    return JsonResponse(team_keys.overview(request.user))


def _vault(found: Any) -> dict[str, Any]:
    try:
        check_vault(found)
    except E2eeError:
        raise ShapeError from None
    return dict(found)


def _public_key(found: Any) -> str:
    text = str(word(r"[A-Za-z0-9_-]{43,87}")(found))
    try:
        check_public(1, from_base64url(text))
    except E2eeError:
        raise ShapeError from None
    return text


@counsellor_only
@takes({"vault": _vault})
def vault(request: StaffRequest, body: dict[str, Any]) -> HttpResponse:
    try:
        team_keys.keep_vault(request.user, body["vault"])
    except Refused as refused:
        return refusal(refused.code, 409)
    return JsonResponse({}, status=201)


@counsellor_only
@takes(
    {
        "ver": whole(1, 1),
        "suite": whole(1, 1),
        "pub": _public_key,
        "ct": sealed_key,
        "sig": signature,
    }
)
def team_key(request: StaffRequest, body: dict[str, Any]) -> HttpResponse:
    key = {name: body[name] for name in ("ver", "suite", "pub")}
    grant = {name: body[name] for name in ("ct", "sig")}
    try:
        team_keys.make_team_key(request.user, key, grant)
        audit.record(request.user, audit.Act.GRANT_TEAM_KEY, audit.Kind.TEAM)
    except AlreadyExists as exists:
        return refusal(exists.code, 409)
    except Refused as refused:
        return refusal(refused.code, 403)
    return JsonResponse({}, status=201)


@counsellor_only
@takes({"login": login_name, "ver": whole(1), "ct": sealed_key, "sig": signature})
def grants(request: StaffRequest, body: dict[str, Any]) -> HttpResponse:
    grant = {name: body[name] for name in ("ct", "sig")}
    try:
        team_keys.give(request.user, body["login"], body["ver"], grant)
    except team_keys.Unknown as unknown:
        return refusal(unknown.code, 404)
    except AlreadyExists as exists:
        return refusal(exists.code, 409)
    except Refused as refused:
        return refusal(refused.code, 403)
    audit.record(request.user, audit.Act.GRANT_TEAM_KEY, audit.Kind.TEAM)
    return JsonResponse({}, status=201)


@counsellor_only
@require_GET
def waiting(request: StaffRequest) -> HttpResponse:
    return JsonResponse(
        {
            "waiting": queue.waiting_list(),
            "mine": queue.mine(request.user.pk),
            "limit": settings.CONVERSATIONS_AT_ONCE,
            "ready": presence.is_ready(request.user.pk),
        }
    )


@counsellor_only
@require_GET
def conversation(request: StaffRequest, conv: str) -> HttpResponse:
    try:
        wraps = conversations.wraps(conv, _me(request))
    except (Refused, ShreddedError):
        return refusal("not_yours", 404)
    audit.record_opening(request.user, from_base64url(conv))
    return JsonResponse({"conv": conv, "wraps": wraps})


@counsellor_only
@takes({"ready": flag})
def ready(request: StaffRequest, body: dict[str, Any]) -> HttpResponse:
    presence.set_ready(request.user.pk, ready=body["ready"])
    return HttpResponse(status=204)
