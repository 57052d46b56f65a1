"""Tell Django about this app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from counterpoise_site.bulletin import facts


class ExaminationConfig(AppConfig):
    """The app `examination`: articles may show what it finds."""

    name = "counterpoise_site.examination"
    label = "examination"

    def ready(self) -> None:
        """Offer tables of audits to the bulletin; the module needs the models, which are there only now."""
        facts.register("examination", import_module("counterpoise_site.examination.facts").ExaminationFacts())
