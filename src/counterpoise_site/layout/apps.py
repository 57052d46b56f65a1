"""Tell Django about this app."""

from __future__ import annotations

from django.apps import AppConfig


class LayoutConfig(AppConfig):
    """The app `layout`."""

    name = "counterpoise_site.layout"
    label = "layout"
