"""Addresses of the public register; they stay as they are."""

from __future__ import annotations

from django.urls import path

from counterpoise_site.public import disputing, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("cumulated/", views.most, name="most"),
    path("all.csv", views.everything, name="everything"),
    path("names/", views.names, name="names"),
    path("dispute/", disputing.dispute, name="dispute"),
    path("dispute/<str:secret>/", disputing.mine, name="my-dispute"),
    path("place/<str:place>/", views.place, name="place"),
    path("place/<str:place>/disputes/", disputing.at_place, name="disputes"),
    path("place/<str:place>/register.csv", views.place_rows, name="place-csv"),
    path("place/<str:place>/popolo.json", views.place_popolo, name="place-popolo"),
    path("holder/<str:token>/", views.holder, name="holder"),
]
