"""A line to somebody else that ends at its hour, however slowly they speak."""

import socket
import time
from io import BytesIO

# Of an answer only its head is read: a status, and where it went.
MOST_BYTES = 32 * 1024
END_OF_HEAD = b"\r\n\r\n"


class Patience:
    """So many seconds for everything together: a limit on each step never ends."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds

    @property
    def left(self) -> float:
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class HeardLine:
    """As much of a socket as http.client needs to ask and to hear the head."""

    def __init__(self, sock: socket.socket, patience: Patience) -> None:
        self.sock, self.patience = sock, patience

    def sendall(self, words: bytes) -> None:
        self.sock.settimeout(self.patience.left)
        self.sock.sendall(words)

    def makefile(self, mode: str) -> BytesIO:
        heard = b""
        while END_OF_HEAD not in heard and len(heard) < MOST_BYTES:
            self.sock.settimeout(self.patience.left)
            said = self.sock.recv(4096)
            if not said:
                break
            heard += said
        return BytesIO(heard[:MOST_BYTES])

    def close(self) -> None:
        self.sock.close()
