"""The glossary and the words people type."""

import uuid

from wagtail.models import Locale

from knowledge.models import Synonym, Term
from knowledge.starter import texts

NAMESPACE = uuid.UUID("a9f0c2f4-55d7-4c59-9c3c-0a3b8a5d9f27")


def plant(locale: Locale) -> None:
    code = locale.language_code
    for term in texts.read(code, "terms"):
        Term.objects.create(
            locale=locale,
            translation_key=uuid.uuid5(NAMESPACE, term["key"]),
            word=term["word"],
            also="\n".join(term.get("also", [])),
            plain=" ".join(term["plain"].split()),
        )
    for synonym in texts.read(code, "synonyms"):
        Synonym.objects.get_or_create(
            language=code, word=synonym["word"], means=synonym["means"]
        )
