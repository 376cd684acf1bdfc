from django.db import models


class PageRefresh(models.Model):
    """Something that pages are made of was changed; every process reads it here."""

    tables = models.JSONField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}: {', '.join(self.tables)}"
