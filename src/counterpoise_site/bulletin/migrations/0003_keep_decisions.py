"""What moderators decided is only added to; the journal's triggers are laid as everywhere else."""

from django.db import migrations

from counterpoise_site.append_only import KeepRows


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0002_keep_the_journal")]
    operations = [KeepRows("entry"), KeepRows("decision")]
