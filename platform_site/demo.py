"""The demo: accounts for every role, keys for its counsellors, the first pages.

Its passwords and passphrases are drawn once per var directory and live in one file
there; its rows are marked, and a start outside demo mode refuses them.
"""

import json
import secrets
from dataclasses import dataclass
from typing import TypedDict

from django.conf import settings
from django.db import transaction

from chat import demo_keys
from chat.e2ee.vault import new_passphrase
from chat.e2ee.words_nl import WORDS
from knowledge import starter
from platform_site.staff.models import User
from platform_site.staff.roles import Role


class Secrets(TypedDict):
    password: str
    passphrase: str


@dataclass(frozen=True)
class Account:
    login: str
    name: str
    role: Role

    @property
    def talks(self) -> bool:
        return self.role == Role.COUNSELLOR


ACCOUNTS = (
    Account("ana", "Ana", Role.COUNSELLOR),
    Account("ivo", "Ivo", Role.COUNSELLOR),
    Account("rana", "Rana", Role.SHIFT_LEAD),
    Account("eva", "Eva", Role.EDITOR),
    # What young people read needs a second pair of eyes.
    Account("sam", "Sam", Role.EDITOR),
    Account("olga", "Olga", Role.OUTREACH_WORKER),
    Account("hugo", "Hugo", Role.ANALYST),
    Account("beheer", "Beheer", Role.ADMINISTRATOR),
)


@transaction.atomic
def plant() -> dict[str, Secrets]:
    """Makes what is missing, renews the team's key; returns what to print."""
    drawn = _secrets()
    counsellors = []
    for account in ACCOUNTS:
        user = _user(account, drawn[account.login]["password"])
        if account.talks:
            counsellors.append((user, drawn[account.login]["passphrase"]))
    demo_keys.renew(counsellors)
    starter.plant()
    return drawn


def _user(account: Account, password: str) -> User:
    user = User.objects.filter(login=account.login).first()
    if user is None:
        user = User.objects.create_user(
            account.login, display_name=account.name, demo=True
        )
        user.give_role(account.role)
    if user.demo and not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def _secrets() -> dict[str, Secrets]:
    path = settings.VAR_DIR / "demo.json"
    known: dict[str, Secrets] = json.loads(path.read_text()) if path.exists() else {}
    drawn = known | {a.login: _draw(a) for a in ACCOUNTS if a.login not in known}
    if drawn != known:
        path.touch(mode=0o600)
        path.write_text(json.dumps(drawn, indent=1))
    return drawn


def _draw(account: Account) -> Secrets:
    return {
        "password": secrets.token_urlsafe(9),
        "passphrase": new_passphrase(WORDS) if account.talks else "",
    }
