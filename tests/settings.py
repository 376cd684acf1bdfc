"""The settings of the product, with five things made fast or separate."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 5)
os.environ.setdefault("VAR_DIR", "var/test")
# Races take a connection for each thread.
os.environ.setdefault("DATABASE_POOL", "16")
os.environ.setdefault("SITE_ORIGIN", "http://portal.test")
os.environ.setdefault("CHAT_ORIGIN", "http://chat.test")
if url := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = url
if url := os.environ.get("TEST_REDIS_URL"):
    os.environ["REDIS_URL"] = url

from platform_site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}

# Every test process looks for it; what it would serve is not what they are about.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405

# Nothing of a test must survive the machine; waiting for the disk is most of its time.
if os.environ.get("DATABASE_URL", "").startswith("postgres"):
    DATABASES["default"]["OPTIONS"]["options"] += (  # noqa: F405
        " -c synchronous_commit=off -c lock_timeout=120s"
        " -c idle_in_transaction_session_timeout=240s"
    )
    # A busy machine is slow, not away.
    DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = 120  # noqa: F405

# Threads can share a file; the tables in memory would be locked for each other.
if not os.environ.get("DATABASE_URL"):
    DATABASES["default"]["OPTIONS"]["timeout"] = 120  # noqa: F405
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": str(Path(tempfile.gettempdir()) / f"zijstap-test-{os.getpid()}.sqlite3")
    }
