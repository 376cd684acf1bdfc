"""Private stores with the product's tables: SQLite alone, or PostgreSQL and Redis."""

import os
import secrets
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench import figures
from tests.e2e.server import environment, manage
from tests.e2e.stores import Postgres, Redis

SMALL, LARGE = "in memory + SQLite", "Redis + PostgreSQL"
# More than a process may have open at once; what is measured must not be refused.
CONVERSATIONS_AT_ONCE = "10"


class Installation:
    def __init__(self, var, *, secret, database="", redis="", pids=()):
        self.var, self.database, self.redis = var, database, redis
        self.secret, self.pids = secret, pids

    def environment(self, **settings):
        stores = {"DATABASE_URL": self.database, "REDIS_URL": self.redis}
        return environment(
            LOG_LEVEL="WARNING",
            VAR_DIR=str(self.var),
            SECRET_KEY=self.secret,
            CONVERSATIONS_AT_ONCE=CONVERSATIONS_AT_ONCE,
            **{name: value for name, value in stores.items() if value},
            **settings,
        )

    def stores_cpu_s(self):
        """Of PostgreSQL and Redis; their own children come and go."""
        return sum(map(figures.cpu_of_family_s, self.pids))


class Installations:
    """Makes them quickly: the tables are made once and copied."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="zijstap-bench-"))
        self.secret = secrets.token_urlsafe(50)
        self.postgres = None
        self._template = self.folder / "template"
        (self._template / "static").mkdir(parents=True)

    def _prepare(self, var, **stores):
        env = Installation(var, secret=self.secret).environment(**stores)
        manage("migrate", "--verbosity", "0", env=env)

    @contextmanager
    def new(self, kind):
        with ExitStack() as things:
            var = Path(tempfile.mkdtemp(prefix="var-", dir=self.folder))
            things.callback(shutil.rmtree, var, ignore_errors=True)
            if kind == SMALL and not any(self._template.glob("*.sqlite3")):
                self._prepare(self._template)
            shutil.copytree(self._template, var, dirs_exist_ok=True)
            if kind == SMALL:
                yield Installation(var, secret=self.secret)
                return
            redis = Redis()
            things.callback(redis.remove)
            name = self._new_database()
            yield Installation(
                var,
                secret=self.secret,
                database=self.postgres.url(name),
                redis=f"redis://127.0.0.1:{redis.port}/0",
                pids=(redis.process.pid, self._postmaster()),
            )

    def _new_database(self):
        if self.postgres is None:
            self.postgres = Postgres(durable=True)
            self.postgres.create("template")
            url = self.postgres.url("template")
            self._prepare(self._template, DATABASE_URL=url)
        name = f"bench_{os.urandom(4).hex()}"
        self.postgres.create(name, template="template")
        return name

    def _postmaster(self):
        lines = (self.postgres.data / "postmaster.pid").read_text().splitlines()
        return int(lines[0])

    def remove(self):
        if self.postgres:
            self.postgres.remove()
        shutil.rmtree(self.folder, ignore_errors=True)
