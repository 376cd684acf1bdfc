from django.db import models


class Word(models.Model):
    """A word of our own: from a page, the glossary or the synonyms.

    A search may be mistaken for one of these, and only these may be counted. The
    database keeps the trigrams of each beside this table: see the migration.
    """

    language = models.CharField(max_length=8)
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="one_word")
        ]

    def __str__(self) -> str:
        return self.word
