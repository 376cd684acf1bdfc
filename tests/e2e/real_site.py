"""The product outside demo mode: https, the starter set, and nobody's demo rows."""

import datetime
import shutil
import ssl
import subprocess
import sys
import urllib.request

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.e2e.server import ROOT, environment, manage
from tests.e2e.stores import free_port, wait_for

UNPROVEN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
UNPROVEN.check_hostname = False
UNPROVEN.verify_mode = ssl.CERT_NONE


class RealSite:
    """One process on TLS of its own; both origins are names of this machine."""

    def __init__(self, folder, *, tables, static, secret):
        port = free_port()
        self.site = f"https://localhost:{port}"
        self.folder = folder
        shutil.copyfile(tables, folder / "zijstap.sqlite3")
        shutil.copytree(static, folder / "static")
        self.env = environment(
            DEMO="0",
            VAR_DIR=str(folder),
            SECRET_KEY=secret,
            SITE_ORIGIN=self.site,
            CHAT_ORIGIN=f"https://127.0.0.1:{port}",
        )
        self.manage("migrate", "--verbosity", "0")
        self.manage("starter")
        certify(folder)
        words = [
            "--ssl-keyfile",
            folder / "key.pem",
            "--ssl-certfile",
            folder / "c.pem",
        ]
        words += ["--port", str(port), "--log-level", "warning", "--no-access-log"]
        command = [sys.executable, "-m", "uvicorn", "platform_site.asgi:application"]
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [*command, *words], cwd=ROOT, env=self.env, stdout=log, stderr=log
            )
        wait_for(self.answers)

    def manage(self, *words):
        return manage(*words, env=self.env)

    def answers(self):
        if self.process.poll() is not None:
            raise AssertionError((self.folder / "log").read_text(errors="replace"))
        try:
            return self.read("/health/").status == 200
        except OSError:
            return False

    def read(self, path):
        return urllib.request.urlopen(self.site + path, context=UNPROVEN)

    def remove(self):
        self.process.terminate()
        self.process.wait()


def certify(folder):
    """A certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "c.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
