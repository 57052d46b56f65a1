"""Below Python, too, the journal is only added to."""

from django.db import migrations

from counterpoise_site.append_only import KeepRows


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0001_the_bulletin")]
    operations = [KeepRows("entry")]
