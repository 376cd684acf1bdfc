import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRET = "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP"
PYTHONS = {name: value for name, value in os.environ.items() if name[:6] == "PYTHON"}
PRODUCTION = PYTHONS | {
    "PATH": os.environ["PATH"],
    "SITE_ORIGIN": "https://zijstap.example",
    "CHAT_ORIGIN": "https://chat.zijstap.example",
    "SECRET_KEY": SECRET,
}
DEMO = {"DEMO": "1", "SITE_ORIGIN": "", "CHAT_ORIGIN": "", "SECRET_KEY": ""}
SHOW = (
    "from platform_site import settings as s;"
    "print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_NAME, s.CHAT_COOKIE_NAME,"
    " s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)"
)
EXIT = "from platform_site import settings as s; print(s.QUICK_EXIT_URL)"
NO_WAY_OUT = [
    ("/chat/", "must look like"),
    ("knmi.nl", "must look like"),
    ("//knmi.nl/", "must look like"),
    ("javascript:alert(1)", "must look like"),
    ("https:knmi.nl", "must look like"),
    ("http://knmi.nl/", "must start with https://"),
    ("http://127.0.0.1:9000/", "must start with https://"),
    ("https://zijstap.example/weer/", "must be of others"),
    ("https://chat.zijstap.example/chat/", "must be of others"),
    ("https://CHAT.zijstap.example:8443/", "must be of others"),
    # Browsers find the host of the chat in each of these.
    ("https://knmi.nl@chat.zijstap.example/", "no user"),
    ("https://chat.zijstap.example./", "must look like"),
    ("https://ch%61t.zijstap.example/", "must look like"),
    ("https://chat.zijstap.example\\.knmi.nl/", "must look like"),
]
WRONG = [
    ("SECRET_KEY", "", "is missing"),
    ("SECRET_KEY", "kort", "at least 50 characters"),
    ("SECRET_KEY", "ab" * 40, "must be random"),
    ("SECRET_KEY_FILE", "/nowhere/secret", "cannot be read"),
    ("MFA_KEY", "kort", "at least 50 characters"),
    ("MFA_KEY", "a" * 60, "must be random"),
    ("SITE_ORIGIN", "", "is missing"),
    ("CHAT_ORIGIN", "", "is missing"),
    ("SITE_ORIGIN", "http://zijstap.example", "must start with https://"),
    ("CHAT_ORIGIN", "http://chat.zijstap.example", "must start with https://"),
    ("SITE_ORIGIN", "https://zijstap.example/", "no slash at its end"),
    ("SITE_ORIGIN", "zijstap.example", "must look like"),
    ("SITE_ORIGIN", "https://zijstap.example:443", "no default port"),
    ("SITE_ORIGIN", "https://Zijstap.example", "lower case"),
    ("SITE_ORIGIN", "https://user:pw@zijstap.example", "no user"),
    ("SITE_ORIGIN", "https://zijstap.example:https", "must look like"),
    ("SITE_ORIGIN", "https://zijstap.example:99999", "must look like"),
    ("SITE_ORIGIN", "https://[zijstap]", "must look like"),
    ("CHAT_ORIGIN", "https://zijstap.example", "must differ from SITE_ORIGIN"),
    ("CHAT_ORIGIN", "https://zijstap.example:8443", "must have another host name"),
    ("CHAT_ORIGIN", "https://zijstap.example.", "must look like"),
    *(("QUICK_EXIT_URL", *wrong) for wrong in NO_WAY_OUT),
    ("DEBUG", "1", "must be off outside demo mode"),
    ("DEBUG", "perhaps", "must be 0 or 1"),
    ("DEMO", "perhaps", "must be 0 or 1"),
    ("DATABASE_URL", "nonsense", "must"),
    ("DATABASE_URL", "mysql://a:b@c/d", "PostgreSQL or SQLite"),
    ("REDIS_URL", "nonsense", "must look like"),
    ("LOG_LEVEL", "CHATTY", "must be DEBUG"),
]


def start(tmp_path, program=SHOW, **changes):
    environment = PRODUCTION | {"VAR_DIR": str(tmp_path)} | changes
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_defaults_are_those_of_production(tmp_path):
    told = start(tmp_path).stdout.split()
    assert told == [
        *("False", "False", "__Host-staff", "__Host-console"),
        *("True", "True", "31536000"),
    ]


@pytest.mark.parametrize(("name", "value", "why"), WRONG)
def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path, name, value, why):
    ended = start(tmp_path, **{name: value})
    assert ended.returncode != 0
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith(f"Setting {name} ")
    assert why in ended.stderr
    assert not value or len(value) < 30 or value not in ended.stderr


def test_a_demo_may_leave_for_another_port_of_its_machine(tmp_path):
    other = "http://127.0.0.1:9000/"
    ended = start(tmp_path, EXIT, **DEMO, QUICK_EXIT_URL=other)
    assert ended.stdout.strip() == other


@pytest.mark.parametrize("address", ["http://127.0.0.1:8001/", "http://knmi.nl/"])
def test_but_not_for_itself_or_in_clear_text(tmp_path, address):
    ended = start(tmp_path, EXIT, **DEMO, QUICK_EXIT_URL=address)
    assert ended.returncode != 0
    assert ended.stderr.startswith("Setting QUICK_EXIT_URL must ")


def manage(tmp_path, *arguments, **changes):
    program = (
        "import sys; from django.core.management import execute_from_command_line as e;"
        f"e(['manage.py', *{list(arguments)!r}])"
    )
    chosen = {"DJANGO_SETTINGS_MODULE": "platform_site.settings"}
    return start(tmp_path, program, **chosen, **changes)


def migrated(folder, empty_tables):
    """What `migrate` leaves; from nothing it is tried by the first run of the product."""
    shutil.copyfile(empty_tables, folder / "zijstap.sqlite3")
    assert manage(folder, "migrate", "-v0").returncode == 0


def test_production_does_not_start_on_the_database_of_a_demo(tmp_path, empty_tables):
    migrated(tmp_path, empty_tables)
    program = (
        "import django; django.setup();"
        "from platform_site.staff.models import User;"
        "User.objects.create_user('ana', display_name='Ana', demo=True)"
    )
    serve = "import platform_site.asgi"
    chosen = {"DJANGO_SETTINGS_MODULE": "platform_site.settings"}
    assert start(tmp_path, serve, **chosen).returncode == 0
    assert start(tmp_path, program, **chosen).returncode == 0
    ended = start(tmp_path, serve, **chosen)
    assert ended.returncode != 0
    assert ended.stderr.startswith("Setting DEMO is off, but the database holds staff")
    assert "zijstap.E001" in manage(tmp_path, "check", "--database", "default").stderr


def test_production_says_when_its_database_was_not_migrated(tmp_path):
    chosen = {"DJANGO_SETTINGS_MODULE": "platform_site.settings"}
    ended = start(tmp_path, "import platform_site.asgi", **chosen)
    assert ended.returncode != 0
    assert ended.stderr.count("\n") == 1
    assert "migrate" in ended.stderr


def test_serve_refuses_an_address_it_cannot_listen_at(tmp_path, empty_tables):
    migrated(tmp_path, empty_tables)
    ended = manage(tmp_path, "serve", LISTEN="nonsense")
    assert ended.returncode != 0
    assert ended.stderr.startswith("Setting LISTEN must look like ")
    assert ended.stderr.count("\n") == 1
