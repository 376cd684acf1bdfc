import os
import secrets
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e import browsers
from tests.e2e.browsers import Profile, chromium_path, launching, open_context
from tests.e2e.elsewhere import Elsewhere
from tests.e2e.modes import SMALL
from tests.e2e.real_site import RealSite
from tests.e2e.server import LargeStores, Server, SmallStores, environment, manage
from tests.e2e.stores import Postgres, Redis, postgres_programs
from tests.e2e.uvicorn_server import UvicornServer

# UVICORN=1 runs whatever is asked for on the other server.
KINDS = {"": Server, "1": UvicornServer}


@pytest.fixture(scope="session")
def secret():
    return secrets.token_urlsafe(50)


@pytest.fixture(scope="session")
def template(tmp_path_factory, secret, empty_tables):
    """A var directory with tables, demo and static files, copied for every test."""
    folder = tmp_path_factory.mktemp("template") / "var"
    folder.mkdir()
    shutil.copyfile(empty_tables, folder / "zijstap.sqlite3")
    env = environment(VAR_DIR=str(folder), SECRET_KEY=secret)
    prepare(env)
    manage("catalogue", "--compile", env=env)
    manage("collectstatic", "--no-input", env=env)
    return folder


def prepare(env):
    manage("migrate", "--verbosity", "0", env=env)
    manage("demo", env=env)


def missing(name, why):
    if os.environ.get(name):
        pytest.fail(f"{why}, and {name} is set.")
    pytest.skip(why)


@pytest.fixture(scope="session")
def postgres(secret, template):
    if postgres_programs() is None:
        missing("REQUIRE_POSTGRES", "needs PostgreSQL's initdb")
    cluster = Postgres()
    cluster.create("demo")
    var = str(template)
    prepare(
        environment(VAR_DIR=var, SECRET_KEY=secret, DATABASE_URL=cluster.url("demo"))
    )
    yield cluster
    cluster.remove()


@pytest.fixture
def redis():
    if shutil.which("redis-server") is None:
        missing("REQUIRE_REDIS", "needs redis-server")
    instance = Redis()
    yield instance
    instance.remove()


@pytest.fixture
def stores(request, tmp_path, template, secret):
    """SQLite, unless the test asks for LARGE (`indirect`) or for both."""
    kind = getattr(request, "param", SMALL)
    words = {"template": template, "secret": secret}
    if kind == SMALL:
        made = SmallStores(tmp_path, **words)
    else:
        words |= {name: request.getfixturevalue(name) for name in ("postgres", "redis")}
        made = LargeStores(tmp_path, **words)
    yield made
    made.remove()


@pytest.fixture
def server_kind():
    return KINDS[os.environ.get("UVICORN", "")]


@pytest.fixture
def start_server(stores, server_kind):
    """Starts one more web process on these stores, with settings of its own if given."""
    started = []

    def start(**settings):
        started.append(server_kind(stores, **settings))
        return started[-1].start()

    yield start
    for server in started:
        server.remove()


@pytest.fixture
def server(start_server):
    return start_server()


@pytest.fixture(scope="module")
def lasting_server(tmp_path_factory, template, secret):
    """One server for the tests of a module that do not mind what others left behind."""
    folder = tmp_path_factory.mktemp("lasting")
    server = Server(SmallStores(folder, template=template, secret=secret))
    yield server.start()
    server.remove()


@pytest.fixture(scope="session")
def real_site(tmp_path_factory, empty_tables, template, secret):
    """The starter set outside demo mode, for who only reads."""
    folder = tmp_path_factory.mktemp("real")
    words = {"tables": empty_tables, "static": template / "static"}
    site = RealSite(folder, **words, secret=secret)
    yield site
    site.remove()


@pytest.fixture
def elsewhere():
    """A foreign site, for there is no network."""
    site = Elsewhere()
    yield site
    site.close()


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright):
    if chromium_path() is None:
        pytest.fail("No Chromium here: apt-get install chromium, or set CHROMIUM.")
    browser = playwright.chromium.launch(**launching())
    yield browser
    browser.close()


@pytest.fixture
def open_browser(chromium):
    """Opens a separate browser (a context), closed with the test."""
    opened = []

    def open_one(**options):
        opened.append(open_context(chromium, **options))
        return opened[-1]

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def visitor(open_browser):
    """Alma's phone: a page in a browser of her own."""
    return open_browser(viewport=browsers.PHONE, has_touch=True).new_page()


@pytest.fixture
def counsellor(open_browser):
    """Ana's desk: a page in a browser of her own."""
    return open_browser().new_page()


@pytest.fixture
def profile(playwright, tmp_path):
    """A browser profile on disk that can be closed, opened again and searched."""
    return Profile(playwright, tmp_path / "profile")
