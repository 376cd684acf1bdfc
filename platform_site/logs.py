"""Log lines carry no content: not of a message, not of a request, not of a visitor."""

import logging
from types import TracebackType
from typing import Any

OWN = ("platform_site", "chat", "referral", "knowledge", "outreach", "insights")
# It names who connects, what they ask and what failed, past every other setting.
SERVERS = ("uvicorn", "uvicorn.access", "uvicorn.asgi", "uvicorn.error")
Failure = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)


def is_own(name: str) -> bool:
    return name.partition(".")[0] in OWN


class ContentFree(logging.Formatter):
    """Our own lines are written for this; of others only where they were written.

    A foreign message may hold a path, a host, an address or the text of an error;
    one with arguments has at least a constant template.
    """

    def format(self, record: logging.LogRecord) -> str:
        copy = logging.makeLogRecord(record.__dict__)
        copy.exc_text = None
        if not is_own(record.name):
            place = f"{record.module}:{record.lineno}"
            template = f" {record.msg}" if record.args else ""
            copy.msg, copy.args = f"at {place}{template}", None
        return super().format(copy)

    def formatException(self, failure: Failure) -> str:  # noqa: N802
        """Types and places; the words of an exception may be a visitor's."""
        lines: list[str] = []
        error: BaseException | None = failure[1]
        while error is not None:
            lines += [f"{type(error).__module__}.{type(error).__qualname__}"]
            lines += frames(error.__traceback__)
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def frames(trace: TracebackType | None) -> list[str]:
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return lines


def config(level: str) -> dict[str, Any]:
    own = {name: {"level": level} for name in OWN}
    quiet = {"handlers": [], "level": "WARNING", "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "platform_site.logs.ContentFree",
                "format": "%(levelname)s %(name)s: %(message)s",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        # Below WARNING the libraries name who connects and what was asked.
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": own
        | {
            # Django's own configuration mails errors and prints requests.
            **dict.fromkeys(("django", "django.server", *SERVERS), quiet),
            # A missing page is no event; its address may be somebody's.
            "django.request": {"level": "ERROR"},
            # It would name the staff account of every failed login.
            "axes": {"level": "ERROR"},
        },
    }
