"""How far a socket is in one conversation, and what it may hand out without reading."""

from chat.realtime.bells import Message

# Who reads slower than this is read for from the database when their turn comes.
MOST_FRESH = 20


class Following:
    """`unread`: there may be more in the database than was handed out."""

    __slots__ = ("cursor", "fresh", "unread")

    def __init__(self, n: int) -> None:
        self.cursor = n
        self.unread = True
        self.fresh: list[Message] = []

    def is_next(self, n: int) -> bool:
        """Whether number n can be handed out now, and nothing before it is missing."""
        return n == self.cursor + 1 and not self.unread and not self.fresh

    def hear(self, n: int, message: Message | None) -> bool:
        """Whether there is something to do; n = 0 says: look, whatever you have."""
        if n and n <= self.cursor:
            return False
        if message is None or len(self.fresh) >= MOST_FRESH:
            self.unread = True
        elif n == self._expected():
            self.fresh.append(message)
        else:
            self.unread = True
        return True

    def _expected(self) -> int:
        return (self.fresh[-1].n if self.fresh else self.cursor) + 1

    def take(self) -> Message | None:
        """The next message that follows on what was handed out."""
        while self.fresh:
            message = self.fresh.pop(0)
            if message.n == self.cursor + 1:
                self.cursor = message.n
                return message
            # Read meanwhile, or the cursor went back: the database knows.
            self.unread = self.unread or message.n > self.cursor
        return None

    def rewind(self, n: int) -> None:
        """A page that has less than it was sent gets it again."""
        if n < self.cursor:
            self.cursor = n
            self.unread = True
