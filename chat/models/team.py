"""Who can open conversations: teams, their keys, and the vaults of their members.

Everything here is public or sealed in a browser; the server holds no private key.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from platform_site.staff.roles import Role


class Team(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class StaffKeyQuerySet(models.QuerySet["StaffKey"]):
    def of_counsellors(self) -> StaffKeyQuerySet:
        """Of who may talk now: not of who was sent away, or has another role."""
        return self.filter(user__is_active=True, user__groups__name=Role.COUNSELLOR)


class StaffKey(models.Model):
    """A counsellor's public keys and the vault that only their passphrase opens."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_key"
    )
    vault = models.JSONField()
    unlocked_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)

    objects = StaffKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"vault of {self.user_id}"

    @property
    def public(self) -> dict[str, object]:
        return dict(self.vault["pub"])


class TeamKeyQuerySet(models.QuerySet["TeamKey"]):
    def newest(self, team: Team) -> TeamKey | None:
        return self.filter(team=team).order_by("-ver").first()


class TeamKey(models.Model):
    team = models.ForeignKey(Team, models.PROTECT, related_name="keys")
    ver = models.PositiveIntegerField()
    suite = models.PositiveSmallIntegerField(default=1)
    pub = models.CharField(max_length=90)
    made_on = models.DateField(auto_now_add=True)
    is_demo = models.BooleanField(default=False)

    objects = TeamKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "ver"], name="one_key_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.team_id}/{self.ver}"


class TeamGrant(models.Model):
    """The private half of a team key, sealed to one member, signed by who gave it."""

    team_key = models.ForeignKey(TeamKey, models.CASCADE, related_name="grants")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants"
    )
    ct = models.TextField()
    sig = models.CharField(max_length=90)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants_given"
    )
    # Whoever gave it may have a new vault since; the signature is by this key.
    by_sig = models.CharField(max_length=90)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team_key", "member"], name="one_grant_per_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_key_id} to {self.member_id}"
