"""Addresses of the bulletin."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "bulletin"
urlpatterns: list[URLPattern] = []
