from django.db import models


class SearchEntry(models.Model):
    """A page as search shows it; only pages that everybody may read have one."""

    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_entry",
    )
    language = models.CharField(max_length=8, db_index=True)
    heading = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    words = models.TextField()

    def __str__(self) -> str:
        return self.heading


class Posting(models.Model):
    """That words with this key stand on this page, and how much they weigh there."""

    entry = models.ForeignKey(
        SearchEntry, on_delete=models.CASCADE, related_name="postings"
    )
    language = models.CharField(max_length=8)
    key = models.CharField(max_length=60)
    weight = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["language", "key"], name="posting_by_key")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "key"], name="one_posting_a_key")
        ]

    def __str__(self) -> str:
        return self.key
