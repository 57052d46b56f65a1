"""Pages of the register."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Show where the register begins."""
    return render(request, "register/home.html")
