"""Lay on the tables what keeps their rows: nothing is deleted or overwritten, by whatever way it is tried."""

from django.db import migrations

from counterpoise_site.append_only import CLOSING, KeepRows


class Migration(migrations.Migration):
    dependencies = [("register", "0001_the_register")]

    operations = [
        KeepRows("change"),
        KeepRows("document"),
        *(KeepRows(model, CLOSING) for model in ("place", "person", "kin", "tenure", "paper")),
    ]
