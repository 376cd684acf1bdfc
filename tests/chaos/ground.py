"""What runs stand on: a demo made once, and stores of our own that nobody else uses."""

import secrets
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.e2e.server import LargeStores, SmallStores, environment, manage
from tests.e2e.stores import Postgres, Redis

SMALL, LARGE = "sqlite", "postgres+redis"


class Ground:
    def __init__(self, folder):
        self.secret = secrets.token_urlsafe(50)
        self.template = folder / "template"
        self.template.mkdir()
        self.postgres = None
        self._prepare()
        manage("catalogue", "--compile", env=self._env())
        manage("collectstatic", "--no-input", env=self._env())

    def _env(self, **more):
        return environment(VAR_DIR=str(self.template), SECRET_KEY=self.secret, **more)

    def _prepare(self, **more):
        manage("migrate", "--verbosity", "0", env=self._env(**more))
        manage("demo", env=self._env(**more))

    def _cluster(self):
        if self.postgres is None:
            self.postgres = Postgres()
            self.postgres.create("demo")
            self._prepare(DATABASE_URL=self.postgres.url("demo"))
        return self.postgres

    @contextmanager
    def stores(self, kind):
        words = {"template": self.template, "secret": self.secret}
        with tempfile.TemporaryDirectory() as folder, ExitStack() as after:
            if kind == LARGE:
                words |= {"postgres": self._cluster(), "redis": Redis()}
                after.callback(words["redis"].remove)
            made = (LargeStores if kind == LARGE else SmallStores)(
                Path(folder), **words
            )
            after.callback(made.remove)
            yield made

    def close(self):
        if self.postgres:
            self.postgres.remove()


@contextmanager
def ground():
    with tempfile.TemporaryDirectory() as folder:
        made = Ground(Path(folder))
        try:
            yield made
        finally:
            made.close()
