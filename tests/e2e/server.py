"""The real product, started as the README starts it, on ports of its own."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg

from tests.e2e.proxy import Line
from tests.e2e.stores import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
# 127.0.0.1 is also the server's own address: a visitor needs one that is not.
VISITOR_ADDRESS = "127.66.77.88"
OURS = (
    *("DATABASE_URL", "REDIS_URL", "SITE_ORIGIN", "CHAT_ORIGIN", "LISTEN", "DEBUG"),
    *("SECRET_KEY_FILE", "KEYRING_DIR", "DJANGO_SETTINGS_MODULE"),
)


def environment(**settings):
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return clean | {"DEMO": "1", "LOG_LEVEL": "DEBUG", **settings}


def manage(*words, env, text=None):
    """Runs manage.py and gives what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=env,
        input=text,
        text=True,
        capture_output=True,
    )
    if done.returncode:
        raise AssertionError(f"manage.py {words[0]}: {done.stdout}{done.stderr}")
    return done.stdout


class Server:
    """One web process, behind a line per origin; `stores` says where it keeps things."""

    def __init__(self, stores, **settings):
        self.stores = stores
        self.var = stores.var
        self.log = stores.var / f"server-{os.urandom(3).hex()}.log"
        self.ports = self.ports_of_its_own()
        self.lines = [
            Line(("127.0.0.1", port), source=VISITOR_ADDRESS, record=True)
            for port in self.ports
        ]
        self.site_line, self.chat_line = self.lines
        self.site, self.chat = (f"http://127.0.0.1:{line.port}" for line in self.lines)
        self.env = environment(
            SITE_ORIGIN=self.site,
            CHAT_ORIGIN=self.chat,
            LISTEN=",".join(f"127.0.0.1:{port}" for port in self.ports),
            **stores.settings(),
            **settings,
        )
        self.process = None

    def ports_of_its_own(self):
        """One for each origin."""
        return free_port(), free_port()

    def command(self):
        return [sys.executable, "manage.py", "serve"]

    def start(self, **changed):
        """Also again, on the same ports; `changed` settings are those of a new version."""
        self.env |= changed
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
            )
        wait_for(self._answers)
        return self

    def _answers(self):
        if self.process.poll() is not None:
            raise AssertionError(self.log.read_text(errors="replace")[-4000:])
        for port in self.ports:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)):
                    return False
        return True

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(240)

    def restart(self):
        self.kill()
        return self.start()

    def manage(self, *words, text=None):
        return manage(*words, env=self.env, text=text)

    def rows(self, sql):
        """What the database holds, asked without the product."""
        return self.stores.rows(sql)

    def sent_by_browsers(self):
        return b"".join(bytes(line.sent) for line in self.lines)

    def remove(self):
        if self.process and self.process.poll() is None:
            self.kill()
        for line in self.lines:
            line.close()


def copied(connection, table):
    with connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
        return b"".join(bytes(row) for row in rows)


class SmallStores:
    """SQLite in a file, everything else inside the process."""

    def __init__(self, folder, *, template, secret):
        self.var = folder / "var"
        shutil.copytree(template, self.var)
        (self.var / "tmp").mkdir(exist_ok=True)
        self.secret = secret
        self.redis = self.redis_line = self.database_line = None

    def settings(self):
        return {
            "VAR_DIR": str(self.var),
            "SECRET_KEY": self.secret,
            "TMPDIR": str(self.var / "tmp"),
        }

    def logs(self):
        """What the stores write down themselves; SQLite does not."""
        return b""

    def rows(self, sql):
        with sqlite3.connect(self.var / "zijstap.sqlite3") as connection:
            return connection.execute(sql).fetchall()

    def remove(self):
        pass


class LargeStores(SmallStores):
    """PostgreSQL and Redis, each behind a line of its own."""

    def __init__(self, folder, *, template, secret, postgres, redis):
        super().__init__(folder, template=template, secret=secret)
        (self.var / "zijstap.sqlite3").unlink()
        self.postgres, self.redis = postgres, redis
        self.name = f"e2e_{os.urandom(4).hex()}"
        postgres.create(self.name, template="demo")
        self.database_line = Line(("127.0.0.1", postgres.port))
        self.redis_line = Line(("127.0.0.1", redis.port))

    def settings(self):
        return super().settings() | {
            "DATABASE_URL": self.postgres.url(self.name, port=self.database_line.port),
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_line.port}/0",
        }

    def logs(self):
        return self.postgres.log.read_bytes() + self.redis.log.read_bytes()

    def rows(self, sql):
        with psycopg.connect(self.postgres.url(self.name)) as connection:
            return connection.execute(sql).fetchall()

    def dump(self):
        """Every row of every table, as COPY writes it: bytes stand there in hex."""
        every = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
        with psycopg.connect(self.postgres.url(self.name)) as connection:
            tables = connection.execute(every + " WHERE schemaname = 'public'")
            return b"".join(copied(connection, name) for (name,) in tables.fetchall())

    def remove(self):
        self.database_line.close()
        self.redis_line.close()
