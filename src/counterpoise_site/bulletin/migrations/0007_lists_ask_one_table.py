"""Lists of articles ask one table, in the order of its index."""

from django.db import migrations, models


def _fill(apps, _editor):
    article = apps.get_model("bulletin", "Article")
    locale = apps.get_model("wagtailcore", "Locale")
    for one in locale.objects.all():
        rows = list(article.objects.filter(live=True, locale_id=one.pk).values_list("pk", flat=True))
        for start in range(0, len(rows), 400):
            some = article.objects.filter(pk__in=rows[start : start + 400])
            some.update(public_in=one.language_code)


class Migration(migrations.Migration):
    dependencies = [
        ("bulletin", "0006_keep_facts_by_their_mark"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="public_in",
            field=models.CharField(blank=True, default="", editable=False, max_length=10),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["public_in", "-issued_at", "-page_ptr"], name="bulletin_newest"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["public_in", "month"], name="bulletin_by_month"),
        ),
        migrations.RunPython(_fill, migrations.RunPython.noop),
    ]
