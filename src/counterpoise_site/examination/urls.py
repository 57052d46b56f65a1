"""Addresses of the examination."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "examination"
urlpatterns: list[URLPattern] = []
