"""Fills an installation with people and conversations, quickly; prints who they are.

Runs in the server's own environment; rows are written in bulk instead of one by one.
"""

import json
import random
import sys
from datetime import timedelta

import django

ACCOUNTS, TALKING, WAITING, EARLIER = "accounts", "talking", "waiting", "earlier"


def main(wanted):
    from django.db import transaction

    chance = random.Random(20)
    with transaction.atomic():
        staff = counsellors(chance, wanted.get(ACCOUNTS, 0))
        rooms = conversations(chance, staff, wanted)
    for one in staff:
        del one["pk"]
    return {"counsellors": staff, "conversations": rooms}


def binary(chance, length):
    from chat.e2ee.boxes import to_base64url

    return to_base64url(chance.randbytes(length))


def counsellors(chance, count):
    from django.contrib.auth.models import Group
    from django.utils import timezone

    from chat import desk
    from chat.models import Lease, StaffKey, TeamGrant, TeamKey
    from platform_site.staff.models import User
    from platform_site.staff.roles import Role

    names = [f"bench{number}" for number in range(count)]
    User.objects.bulk_create(
        User(login=name, display_name=name, password="!") for name in names
    )
    users = list(User.objects.filter(login__in=names).order_by("pk"))
    role = Group.objects.get(name=str(Role.COUNSELLOR))
    User.groups.through.objects.bulk_create(
        User.groups.through(user_id=user.pk, group_id=role.pk) for user in users
    )
    now = timezone.now()
    StaffKey.objects.bulk_create(
        StaffKey(user=user, vault={}, unlocked_at=now) for user in users
    )
    if users:
        key = TeamKey.objects.create(team=desk.team(), ver=1, pub="")
        TeamGrant.objects.create(team_key=key, member=users[0], by=users[0])
        Lease.objects.create(
            user=users[0], connection="bench", expires_at=now + timedelta(hours=1)
        )
    return sessions(chance, users)


def sessions(chance, users):
    from django.conf import settings
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from platform_site.staff.sessions import ChatSession

    store, until = ChatSession(), timezone.now() + timedelta(hours=1)
    found, rows = [], []
    for user in users:
        key, csrf = chance.randbytes(16).hex(), chance.randbytes(16).hex()
        content = {
            "_auth_user_id": str(user.pk),
            "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[-1],
            "_auth_user_hash": user.get_session_auth_hash(),
            "_csrftoken": csrf,
        }
        encoded = store.encode(content)
        rows.append(Session(session_key=key, session_data=encoded, expire_date=until))
        cookie = f"{settings.CHAT_COOKIE_NAME}={key}"
        found.append({"pk": user.pk, "cookie": cookie, "csrf": csrf})
    Session.objects.bulk_create(rows)
    return found


def conversations(chance, staff, wanted):
    from django.utils import timezone

    from chat import desk, sessions
    from chat.models import Conversation, Ticket
    from chat.presence import VISITOR_LIVES

    team, now, today = desk.team(), timezone.now(), timezone.localdate()
    talking, waiting = wanted.get(TALKING, 0), wanted.get(WAITING, 0)
    rooms, rows, tickets = [], [], []
    for number in range(talking + waiting):
        conv, token = binary(chance, 16), binary(chance, 32)
        owner = number % len(staff) if number < talking else None
        state = Conversation.WAITING if owner is None else Conversation.OPEN
        rows.append(
            Conversation(
                id=conv,
                team=team,
                state=state,
                session_hash=sessions.hashed(token),
                started_on=today,
                last_on=today,
            )
        )
        tickets.append(
            Ticket(
                conversation_id=conv,
                # Nobody came at the same moment as somebody else.
                waiting_since=now - timedelta(hours=1) + timedelta(seconds=number),
                counsellor_id=None if owner is None else staff[owner]["pk"],
                claimed_at=None if owner is None else now,
                here_until=now + VISITOR_LIVES,
            )
        )
        cookie = f"{sessions.COOKIE}={token}"
        rooms.append({"conv": conv, "cookie": cookie, "counsellor": owner})
    Conversation.objects.bulk_create(rows, 500)
    Ticket.objects.bulk_create(tickets, 500)
    count, length = wanted.get(EARLIER, (0, 0))
    for row in rows[:count]:
        history(chance, row, length)
    return rooms


def history(chance, conversation, length):
    """So many earlier messages of the visitor."""
    from chat.e2ee.boxes import from_base64url, to_base64url
    from chat.e2ee.header import EPOCH, LAYOUT, TEXT, VERSION, VISITOR
    from chat.models import Event
    from tests.bench.talk import BODY_BYTES

    stream, conv = chance.randbytes(8), from_base64url(conversation.pk)
    head = (VERSION, TEXT, VISITOR, EPOCH, conv, stream)
    Event.objects.bulk_create(
        Event(
            conversation=conversation,
            n=ctr + 1,
            role=VISITOR,
            stream=to_base64url(stream),
            ctr=ctr,
            envelope=LAYOUT.pack(*head, ctr, 0, bytes(32), bytes(12))
            + chance.randbytes(BODY_BYTES),
        )
        for ctr in range(length)
    )
    conversation.last_n = length
    conversation.save()


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(json.loads(sys.argv[1]))))
