"""Addresses of the examination."""

from __future__ import annotations

from django.urls import path

from counterpoise_site.examination import views

app_name = "examination"
urlpatterns = [
    path("", views.home, name="home"),
    path("report.css", views.style, name="style"),
    path("area/<str:place>/", views.area, name="area"),
    path("place/<str:place>/", views.place, name="place"),
    path("place/<str:place>/findings/", views.findings, name="findings"),
    path("place/<str:place>/matter/<str:matter>/", views.matter, name="matter"),
    path("place/<str:place>/finding/<str:key>/", views.finding, name="finding"),
    path("place/<str:place>/compare/", views.comparison, name="compare"),
    path("place/<str:place>/timeline/", views.periods, name="timeline"),
    path("place/<str:place>/download/<str:kind>/", views.download, name="download"),
    path("code/<str:code>/", views.code, name="code"),
]
