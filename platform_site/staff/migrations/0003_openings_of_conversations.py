import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CONVERSATION = 2


def move(apps, schema_editor):
    """What was noted beside acts with a time, to the table that has none."""
    Entry = apps.get_model('staff', 'Entry')
    Opening = apps.get_model('staff', 'Opening')
    noted = Entry.objects.filter(kind=CONVERSATION)
    named = noted.exclude(who=None).exclude(thing=None)
    opened = {(entry.at.date(), entry.who_id, entry.thing) for entry in named}
    Opening.objects.bulk_create(
        Opening(day=day, who_id=who, conversation=thing) for day, who, thing in opened
    )
    noted.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0002_roles_and_audit'),
    ]

    operations = [
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('who', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conversation', models.UUIDField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'who', 'conversation'), name='audit_opened_once_a_day')],
            },
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='entry',
            name='audit_act_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='entry',
            name='audit_kind_is_known',
        ),
        migrations.AlterField(
            model_name='entry',
            name='act',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Log In'), (2, 'Enrol'), (3, 'Create Account'), (4, 'Renew Link'), (5, 'Disable Account'), (8, 'Grant Team Key'), (9, 'Change Settings')]),
        ),
        migrations.AlterField(
            model_name='entry',
            name='kind',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Nothing'), (1, 'Account'), (3, 'Team'), (4, 'Settings')]),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', [1, 2, 3, 4, 5, 8, 9])), name='audit_act_is_known'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [0, 1, 3, 4])), name='audit_kind_is_known'),
        ),
    ]
