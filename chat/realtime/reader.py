"""What sockets ask the database all the time, asked for all of them at once."""

from typing import Any

from django.conf import settings

from chat import events, presence, queue, sessions
from chat.events import After, Heads, Page
from chat.presence import Console, Visitor
from chat.queue import Mine
from chat.realtime.threads import anywhere
from chat.realtime.together import MOST, Together
from platform_site.staff import access
from platform_site.staff.models import User

most = MOST if settings.TOGETHER else 1
BEATS_LINGER_S = 0.25 if settings.TOGETHER else 0

after: Together[After, Page] = Together(events.after_many, anywhere, most)
heads: Together[Heads, list[list[Any]]] = Together(events.heads_many, anywhere, most)
# The whole queue is one question, however many wait.
places: Together[str, int | None] = Together(
    queue.ahead_of_many, anywhere, 5_000 if settings.TOGETHER else 1
)
presences: Together[Mine, dict[str, Any] | None] = Together(
    queue.presence_of_many, anywhere, most
)
staff: Together[str, User | None] = Together(access.staff_of_sessions, anywhere, most)
sessions_of: Together[str, str | None] = Together(sessions.convs_of, anywhere, most)
visitors: Together[Visitor, bool] = Together(presence.visitors_here, anywhere, most)
consoles: Together[Console, None] = Together(presence.renew_leases, anywhere, most)

# The same for beats.
heads_in_time: Together[Heads, list[list[Any]]] = Together(
    events.heads_many, anywhere, most, BEATS_LINGER_S
)
visitors_in_time: Together[Visitor, bool] = Together(
    presence.visitors_here, anywhere, most, BEATS_LINGER_S
)
consoles_in_time: Together[Console, None] = Together(
    presence.renew_leases, anywhere, most, BEATS_LINGER_S
)
