"""What is said back to somebody who searches, in the language of the page."""

from typing import TypedDict

from django.utils.translation import gettext as _, ngettext

from knowledge.models import SearchMiss
from knowledge.search.ask import Answer, NothingAskedError, TooLongError, ask
from knowledge.search.found import Found, found


class Reply(TypedDict):
    results: list[Found]
    meant: str
    said: str


def reply(typed: str, language: str) -> Reply:
    try:
        answer = ask(typed, language)
    except NothingAskedError:
        return _only(_("Typ een woord dat zegt wat je zoekt, bijvoorbeeld ‘pinpas’."))
    except TooLongError:
        return _only(_("Dat is te lang om te zoeken. Typ een paar woorden."))
    # Only words of our own vocabulary are in here.
    for word in answer.missed:
        SearchMiss.add(language=language, word=word)
    results = found(answer, language)
    return {"results": results, "meant": answer.meant, "said": _said(answer, results)}


def _only(said: str) -> Reply:
    return {"results": [], "meant": "", "said": said}


def _said(answer: Answer, results: list[Found]) -> str:
    if not results:
        return _("We vonden niets. Probeer een ander woord, of vraag het in de chat.")
    count = ngettext(
        "%(number)d resultaat.", "%(number)d resultaten.", len(results)
    ) % {"number": len(results)}
    if answer.meant:
        meant = _("Bedoelde je ‘%(words)s’? Daar zochten we op.")
        return f"{meant % {'words': answer.meant}} {count}"
    return count
