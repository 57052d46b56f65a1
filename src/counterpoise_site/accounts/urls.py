"""Addresses of one's own account."""

from __future__ import annotations

from django.urls import path

from counterpoise_site.accounts import views

app_name = "accounts"
urlpatterns = [path("", views.mine, name="mine")]
