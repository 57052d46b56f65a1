"""What was recorded stays: neither Python nor SQL overwrites or deletes a row of the register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from counterpoise.formats import case_folder
from counterpoise_site.append_only import OverwriteError
from counterpoise_site.register.case_rows import TABLES
from counterpoise_site.register.models import Change, Document, Place, Tenure
from counterpoise_site.register.snapshot import snapshot, store

pytestmark = pytest.mark.django_db
CASE = Path(__file__).parents[2] / "cases" / "tie-to-superior"
KEPT: list[type[Model]] = [*TABLES, Change, Document]


@pytest.fixture(autouse=True)
def stored(db: None) -> None:  # noqa: ARG001 - opens the database
    """Store a small case."""
    store(case_folder.read(CASE), why="test")


def test_python_refuses() -> None:
    row = Tenure.objects.order_by("pk")[0]
    row.order = 99
    with pytest.raises(OverwriteError):
        row.save()
    with pytest.raises(OverwriteError):
        row.delete()
    with pytest.raises(OverwriteError):
        Tenure.objects.update(basis="other")
    with pytest.raises(OverwriteError):
        Tenure.objects.all().delete()
    with pytest.raises(OverwriteError):
        Place.objects.bulk_update([Place.objects.all()[0]], ["name_vi"])


@pytest.mark.parametrize("table", [model._meta.db_table for model in KEPT])
def test_the_database_refuses_for_every_table(table: str) -> None:
    column = "record" if "document" in table else '"why"' if "change" in table else '"key"'
    with connection.cursor() as cursor:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = 'x'"):
            if table.endswith(("kin", "person")) and not _has_rows(table):
                continue
            with pytest.raises(DatabaseError, match="rows are kept"), transaction.atomic():
                cursor.execute(statement)


def test_the_database_refuses_to_replace_or_reopen() -> None:
    table = Tenure._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in Tenure._meta.concrete_fields)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            with pytest.raises(DatabaseError, match="rows are kept"), transaction.atomic():
                cursor.execute(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
        store(replace(snapshot(), tenures=()), why="close them")
        with pytest.raises(DatabaseError, match="rows are kept"), transaction.atomic():
            cursor.execute(f"UPDATE {table} SET recorded_to = NULL, closed_id = NULL")


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return bool(cursor.fetchone()[0])
