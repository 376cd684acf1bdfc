"""Private stores, started here and nobody else's: they may be killed."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis
import yaml

COMPOSE = Path(__file__).resolve().parents[2] / "docker-compose.yml"
PATIENTLY = ("-w", "-t", "240")
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(check, *, seconds=240):
    deadline = time.monotonic() + seconds
    while not check():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{check} never came true")
        time.sleep(0.05)


def postgres_programs():
    """The folder of initdb and pg_ctl, or None where PostgreSQL is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


def as_deployed():
    """What a real installation tells its PostgreSQL, above all not to log."""
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    return services["postgres"]["command"][1:]


class Postgres:
    def __init__(self, *, durable=False):
        self.durable = durable
        self.folder = Path(tempfile.mkdtemp(prefix="zijstap-pg-"))
        if AS_POSTGRES:
            shutil.chown(self.folder, "postgres")
        self.port = free_port()
        self.data, self.log = self.folder / "data", self.folder / "log"
        self._run("initdb", "-A", "trust", "-U", "zijstap", "-E", "UTF8", "-N")
        self.start()

    def _run(self, program, *words):
        command = [str(postgres_programs() / program), "-D", str(self.data), *words]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*AS_POSTGRES, *command], check=True, cwd="/", **quiet)

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 "
        options += " ".join(as_deployed())
        if not self.durable:
            # Processes are killed here, never the machine: what it remembers is enough.
            options += " -c fsync=off"
        words = ("-o", options, "-l", str(self.log))
        self._run("pg_ctl", *PATIENTLY, *words, "start")

    def stop(self, *, mode="immediate"):
        self._run("pg_ctl", *PATIENTLY, "-m", mode, "stop")

    def url(self, name, *, port=None):
        return f"postgresql://zijstap@127.0.0.1:{port or self.port}/{name}"

    def create(self, name, *, template="template0"):
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Redis:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="zijstap-redis-"))
        self.log = self.folder / "log"
        self.port = free_port()
        self.start()

    def start(self):
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        words += [
            "--appendonly",
            "no",
            "--dir",
            str(self.folder),
            "--loglevel",
            "debug",
        ]
        words += ["--logfile", str(self.log)]
        self.process = subprocess.Popen(["redis-server", *words])
        wait_for(self.answers)

    def answers(self):
        try:
            return bool(self.client().ping())
        except redis.ConnectionError:
            return False

    def client(self):
        return redis.Redis(port=self.port, decode_responses=False)

    def kill(self):
        self.process.kill()
        self.process.wait()

    @contextmanager
    def monitor(self):
        """Everything anybody asks of this Redis, as a list of lines that grows."""
        words = ["redis-cli", "-p", str(self.port), "MONITOR"]
        file = self.folder / "monitor"
        with (
            file.open("wb") as out,
            subprocess.Popen(words, stdout=out) as process,
        ):
            wait_for(lambda: b"OK" in file.read_bytes())
            try:
                yield file
            finally:
                process.kill()

    def remove(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
