import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from platform_site import catalogue
from tests import properties
from tests.factories import make_user
from tests.template import template

properties.load()

# Anything else that skips is a test that silently stopped promising.
EXPLAINED = ("needs PostgreSQL", "needs Redis", "needs redis-server", "needs SQLite")


def explained(report):
    if not report.skipped:
        return True
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    return reason.removeprefix("Skipped: ").startswith(EXPLAINED)


def refuse(report):
    report.outcome = "failed"
    report.longrepr = f"A skip without a known reason: {report.longrepr}"


def pytest_sessionstart(session):
    """English addresses and words come from it, and a fresh clone has none."""
    catalogue.compile_catalogue()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if not explained(report):
        refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    if not explained(report):
        refuse(report)
    return report


ROWS = {"db", "transactional_db"}


def asks_the_database(item):
    return ROWS & set(item.fixturenames) or item.get_closest_marker("django_db")


def differs_by_database(item):
    return asks_the_database(item) and not item.get_closest_marker("one_database")


def pytest_collection_modifyitems(config, items):
    """A test without one of these cannot reach a row: pytest-django refuses it."""
    if os.environ.get("ONLY_WITH_ROWS"):
        others = [item for item in items if not differs_by_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if differs_by_database(item)]


@pytest.fixture(scope="session")
def empty_tables():
    """Where our tables lie, migrated and empty, in an SQLite file to copy."""
    return template()


def on_sqlite():
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """The copy is kept while the tests run, instead of being made by migrations."""
    return django_db_keepdb or on_sqlite()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request):
    if not on_sqlite():
        yield
        return
    copy = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    shutil.copyfile(request.getfixturevalue("empty_tables"), copy)
    yield
    for file in copy.parent.glob(f"{copy.name}*"):
        file.unlink()


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def _browser(origin):
    return Client(headers={"host": origin.partition("://")[2], "origin": origin})


@pytest.fixture
def alma():
    """A visitor: somebody's browser on the origin of the chat."""
    return _browser(settings.CHAT_ORIGIN)


@pytest.fixture
def bo():
    """Another visitor, who must never see what is Alma's."""
    return _browser(settings.CHAT_ORIGIN)


@pytest.fixture
def reader():
    """Somebody who reads the portal."""
    return _browser(settings.SITE_ORIGIN)


@pytest.fixture
def ana(db):
    return make_user("counsellor", login="ana", name="Ana")


@pytest.fixture
def ivo(db):
    return make_user("counsellor", login="ivo", name="Ivo")


@pytest.fixture
def eva(db):
    return make_user("editor", login="eva", name="Eva")
