"""Searching as a reader's browser does it."""

from django.conf import settings

HEADERS = {"origin": settings.SITE_ORIGIN, "accept": "application/json"}
ADDRESSES = {"nl": "/zoeken/", "en": "/en/search/"}


def asked(reader, words, language="nl"):
    answer = reader.post(ADDRESSES[language], {"q": words}, headers=HEADERS)
    assert answer.status_code == 200
    return answer.json()


def slugs(reader, words, language="nl"):
    """The last part of each result's address, the best first."""
    results = asked(reader, words, language)["results"]
    return [found["url"].rstrip("/").rpartition("/")[2] for found in results]
