"""Rows that are added and never overwritten: in Python and, below it, in the database itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn, Self, TypeVar

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Q

M = TypeVar("M", bound=models.Model)

CLOSING = ("closed_id", "recorded_to")


class OverwriteError(Exception):
    """Somebody tried to overwrite or delete what was recorded."""


class AppendOnly(models.QuerySet[M]):
    """Rows that can be read and added; a correction is a new row that closes the old one."""

    def update(self, **values: Any) -> NoReturn:
        """Refuse."""
        raise OverwriteError(f"{self.model.__name__}: record a new row instead of changing one")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise OverwriteError(f"{self.model.__name__}: what was recorded is not deleted")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise OverwriteError(f"{self.model.__name__}: record new rows instead of changing some")

    def known_on(self, moment: datetime | None) -> Self:
        """Keep the rows that were the record at a moment; none means now."""
        if moment is None:
            return self.filter(recorded_to=None)
        return self.filter(Q(recorded_to=None) | Q(recorded_to__gt=moment), recorded_from__lte=moment)

    def close(self, change: models.Model, at: datetime) -> int:
        """Write once, into rows still open, which change closed them and when; the database allows nothing else."""
        return models.QuerySet.update(self.filter(recorded_to=None), closed=change, recorded_to=at)


class Recorded(models.Model):
    """A row of an append-only table."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **how: Any) -> None:
        """Add the row; refuse to overwrite one."""
        if not self._state.adding:
            raise OverwriteError(f"{type(self).__name__}: record a new row instead of changing one")
        super().save(*args, **{**how, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise OverwriteError(f"{type(self).__name__}: what was recorded is not deleted")


class KeepRows(Operation):
    """Lay triggers on a table: no row is deleted, and nothing changes in one but its closing, once.

    With no columns to close, nothing ever changes. A migration that alters such a table on SQLite must name it here again:
    the table is made anew there, without its triggers.
    """

    reversible = True

    def __init__(self, model: str, closing: tuple[str, ...] = ()) -> None:
        self.model, self.closing = model, closing

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave Django's picture of the tables as it is."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Make the triggers."""
        model = to_state.apps.get_model(app_label, self.model)
        table = model._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            statements = _postgresql(table, self.closing)
        else:
            statements = _sqlite(table, self.closing, [field.column for field in model._meta.concrete_fields])
        for statement in statements:
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Take the triggers away."""
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for kept in ("update", "delete", "truncate"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{kept}{on}")

    def describe(self) -> str:
        """Say what this step does."""
        return f"Keep the rows of {self.model}"


def _sqlite(table: str, closing: tuple[str, ...], columns: list[str]) -> list[str]:
    kept = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in columns if name not in closing)
    once = " AND ".join(f"OLD.{name} IS NULL AND NEW.{name} IS NOT NULL" for name in closing)
    allowed = f"WHEN NOT ({kept} AND {once})" if closing else ""
    refuse = f"SELECT RAISE(ABORT, '{table}: rows are kept');"
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_update",
        f"DROP TRIGGER IF EXISTS {table}_no_delete",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {allowed} BEGIN {refuse} END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse} END",
    ]


def _postgresql(table: str, closing: tuple[str, ...]) -> list[str]:
    without = "".join(f" - '{name}'" for name in closing)
    once = " AND ".join(f"OLD.{name} IS NULL AND NEW.{name} IS NOT NULL" for name in closing) or "FALSE"
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP = 'UPDATE' AND {once} AND to_jsonb(NEW){without} = to_jsonb(OLD){without} THEN RETURN NEW; END IF;
              RAISE EXCEPTION '{table}: rows are kept';
            END $$""",
        f"""CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_kept()""",
        f"""CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_kept()""",
        f"""CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()""",
    ]
