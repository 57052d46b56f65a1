"""A comment that readers saw can be taken down; lists of decided comments are found by their day."""

from django.db import migrations, models

from counterpoise_site.append_only import KeepRows

_STATES = [
    ("waiting", "Waiting"),
    ("published", "Published"),
    ("refused", "Refused"),
    ("taken-down", "Taken Down"),
    ("withdrawn", "Withdrawn"),
]


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0003_keep_decisions")]
    operations = [
        migrations.AlterField(
            model_name="comment",
            name="state",
            field=models.CharField(choices=_STATES, default="waiting", max_length=10),
        ),
        migrations.AlterField(
            model_name="decision",
            name="state",
            field=models.CharField(choices=_STATES, max_length=10),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["state", "decided_at"], name="bulletin_comments_decided"),
        ),
        KeepRows("decision"),
    ]
