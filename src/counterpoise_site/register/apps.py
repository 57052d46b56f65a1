"""Tell Django about this app."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The app `register`."""

    name = "counterpoise_site.register"
    label = "register"
