"""Tell Django about this app."""

from __future__ import annotations

from django.apps import AppConfig


class BulletinConfig(AppConfig):
    """The app `bulletin`."""

    name = "counterpoise_site.bulletin"
    label = "bulletin"
