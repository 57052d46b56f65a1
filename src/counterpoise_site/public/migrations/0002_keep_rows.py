"""Lay on the tables what keeps their rows."""

from django.db import migrations

from counterpoise_site.append_only import KeepRows


class Migration(migrations.Migration):
    dependencies = [("public", "0001_the_public_register")]

    operations = [KeepRows("address"), KeepRows("publicity")]
