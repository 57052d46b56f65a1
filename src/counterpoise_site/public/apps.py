"""Tell Django about this app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The app `public`."""

    name = "counterpoise_site.public"
    label = "public"
