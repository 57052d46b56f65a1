"""Tell Django about this app."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import connections
from django.db.models.signals import post_migrate


class BulletinConfig(AppConfig):
    """The app `bulletin`: its front and sections are there as soon as the tables are."""

    name = "counterpoise_site.bulletin"
    label = "bulletin"

    def ready(self) -> None:
        """Listen to Wagtail, and lay what the bulletin needs after each migration; models are loaded only now."""
        import_module("counterpoise_site.bulletin.recording").listen()
        request_finished.connect(import_module("counterpoise_site.bulletin.counting").after_answer)
        post_migrate.connect(_lay, sender=self)


def _lay(using: str, **_: Any) -> None:
    tables = set(connections[using].introspection.table_names())
    if {"bulletin_section", "wagtailcore_workflowpage", "wagtailimages_image"} <= tables:
        call_command(
            "createcachetable", database=using, verbosity=0
        )  # Wagtail's pages use the cache when they are made
        import_module("counterpoise_site.bulletin.structure").lay()
