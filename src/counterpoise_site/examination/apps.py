"""Tell Django about this app."""

from __future__ import annotations

from django.apps import AppConfig


class ExaminationConfig(AppConfig):
    """The app `examination`."""

    name = "counterpoise_site.examination"
    label = "examination"
