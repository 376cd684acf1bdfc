"""The writers of this process: whatever was sent since its last commit is in its next.

What is answered is committed; each envelope, and each claim, is refused alone.
"""

import asyncio

from django.conf import settings

from chat.claims import Claim, claim_many
from chat.messages import Letter, Stored, append_many
from chat.realtime.threads import anywhere, own_thread
from chat.realtime.together import MOST, Together

most = MOST if settings.TOGETHER else 1
append: Together[Letter, Stored] = Together(
    append_many,
    own_thread("writer"),
    most,
    # The last words of who closes the page.
    even_unheard=True,
)
# On another thread: who claims waits for locks, and messages do not wait for them.
claim: Together[Claim, None] = Together(claim_many, anywhere, most)


async def drain() -> None:
    """Until everything that was sent or claimed so far is stored and answered."""
    await asyncio.gather(append.drain(), claim.drain())
