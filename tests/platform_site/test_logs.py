import logging

from django.conf import settings

from platform_site import logs

MARKER = "geheim-woord"
LINE = logs.ContentFree("%(levelname)s %(name)s: %(message)s")


def line(name, message, *args, error=None):
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, 40, "x.py", 7, message, args, trace)
    return LINE.format(record)


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def test_our_own_lines_say_what_they_were_written_to_say():
    assert "2 closed" in line("chat.housekeeping", "%s closed", 2)


def test_the_text_of_a_foreign_message_is_left_out():
    shown = line("django.security.DisallowedHost", f"Invalid HTTP_HOST: {MARKER}")
    assert MARKER not in shown
    assert "x:7" in shown


def test_the_arguments_of_a_foreign_message_are_left_out():
    shown = line("django.request", "Internal Server Error: %s", f"/{MARKER}/")
    assert MARKER not in shown
    assert "Internal Server Error: %s" in shown


def test_the_words_of_an_exception_are_left_out_even_in_our_own_lines():
    cause = raised(ValueError(MARKER))
    error = raised(KeyError(MARKER))
    error.__cause__ = cause
    shown = line("chat.writer", "It failed.", error=error)
    assert MARKER not in shown
    assert "builtins.KeyError" in shown
    assert "builtins.ValueError" in shown
    assert "test_logs.py" in shown


def test_the_words_do_not_come_back_from_an_earlier_formatter():
    error = raised(ValueError(MARKER))
    record = logging.LogRecord(
        "chat", 40, "x.py", 7, "No.", (), (ValueError, error, None)
    )
    logging.Formatter().format(record)
    assert MARKER in record.exc_text
    assert MARKER not in LINE.format(record)


def test_debug_makes_our_own_lines_talk_and_nobody_elses():
    loud = logs.config("DEBUG")
    assert loud["loggers"]["chat"]["level"] == "DEBUG"
    assert loud["root"]["level"] == "WARNING"
    assert "daphne" not in loud["loggers"]


def test_nobody_gets_a_mail_with_a_request_in_it():
    assert settings.ADMINS == []
    assert logs.config("INFO")["loggers"]["django"]["handlers"] == []
