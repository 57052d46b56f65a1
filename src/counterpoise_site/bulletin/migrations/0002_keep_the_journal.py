"""Below Python, too, the journal is only added to."""

from django.db import migrations

_TABLE = "bulletin_entry"


def _keep(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION {_TABLE}_kept() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_TABLE}: rows are kept'; END $$"
        )
        for act, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            schema_editor.execute(
                f"CREATE TRIGGER {_TABLE}_no_{act} BEFORE {act.upper()} ON {_TABLE} "
                f"FOR EACH {each} EXECUTE FUNCTION {_TABLE}_kept()"
            )
    else:
        for act in ("update", "delete"):
            schema_editor.execute(
                f"CREATE TRIGGER {_TABLE}_no_{act} BEFORE {act.upper()} ON {_TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{_TABLE}: rows are kept'); END"
            )


def _let_go(_apps, schema_editor):
    on = f" ON {_TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for act in ("update", "delete", "truncate"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_TABLE}_no_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0001_the_bulletin")]
    operations = [migrations.RunPython(_keep, _let_go)]
