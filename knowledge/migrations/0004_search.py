import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

POSTGRES = [
    "CREATE INDEX knowledge_word_trigrams ON knowledge_word USING gin (word gin_trgm_ops)"
]
# Beside the words, kept in step by the database itself. ^ and $ are the edges of a
# word: with them the trigrams are those that pg_trgm counts.
SQLITE = [
    "CREATE VIRTUAL TABLE knowledge_word_trigrams USING fts5(edged, tokenize='trigram')",
    """
    CREATE TRIGGER knowledge_word_added AFTER INSERT ON knowledge_word BEGIN
        INSERT INTO knowledge_word_trigrams (rowid, edged)
        VALUES (new.id, '^^' || new.word || '$');
    END
    """,
    """
    CREATE TRIGGER knowledge_word_gone AFTER DELETE ON knowledge_word BEGIN
        DELETE FROM knowledge_word_trigrams WHERE rowid = old.id;
    END
    """,
]


def add_trigrams(apps, schema_editor):
    on_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRES if on_postgres else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        ("knowledge", "0003_second_eyes_and_links"),
    ]

    operations = [
        # Does nothing on SQLite.
        TrigramExtension(),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("page", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="search_entry", serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("language", models.CharField(db_index=True, max_length=8)),
                ("heading", models.CharField(max_length=120)),
                ("text", models.TextField(blank=True)),
                ("words", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8)),
                ("key", models.CharField(max_length=60)),
                ("weight", models.FloatField()),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="postings", to="knowledge.searchentry")),
            ],
            options={
                "indexes": [models.Index(fields=["language", "key"], name="posting_by_key")],
                "constraints": [models.UniqueConstraint(fields=("entry", "key"), name="one_posting_a_key")],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8)),
                ("word", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("language", "word"), name="one_word")],
            },
        ),
        migrations.RunPython(add_trigrams, elidable=False),
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="aantal")),
                ("week", models.DateField(verbose_name="week")),
                ("language", models.CharField(choices=[("nl", "Nederlands"), ("en", "Engels")], max_length=8, verbose_name="taal")),
                ("word", models.CharField(max_length=60, verbose_name="woord")),
            ],
            options={
                "verbose_name": "zoekwoord zonder resultaat",
                "verbose_name_plural": "zoekwoorden zonder resultaat",
                "ordering": ["-week", "-count", "word"],
                "constraints": [models.UniqueConstraint(fields=("week", "language", "word"), name="one_miss_a_week")],
            },
        ),
        migrations.CreateModel(
            name="Clarity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="aantal")),
                ("week", models.DateField(verbose_name="week")),
                ("answer", models.CharField(choices=[("yes", "ja"), ("partly", "een beetje"), ("no", "nee")], max_length=8, verbose_name="antwoord")),
                ("page", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="clarity", to=settings.WAGTAIL_PAGE_MODEL, verbose_name="pagina")),
            ],
            options={
                "verbose_name": "was dit duidelijk",
                "verbose_name_plural": "was dit duidelijk",
                "ordering": ["-week", "page", "answer"],
                "constraints": [models.UniqueConstraint(fields=("page", "week", "answer"), name="one_clarity_a_week")],
            },
        ),
    ]
