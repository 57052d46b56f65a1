"""Choosing a fact at the desk: what it is about first, then one of its facts; a single finding is one of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import facts
from counterpoise_site.bulletin.rights import needs
from counterpoise_site.layout.words import language, saying


class FactPicker(forms.TextInput):
    """Two lists, the second made of the first; without scripts the reference itself can be typed."""

    template_name = "bulletin/widgets/fact.html"

    class Media:
        js = ("bulletin/fact-picker.js",)
        css = {"all": ("bulletin/fact-picker.css",)}  # noqa: RUF012 - Django's shape

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the words and the address that the lists are asked of."""
        said = {
            "about": saying("Về", "About"),
            "which": saying("Dữ kiện nào", "Which fact"),
            "loading": saying("Đang tải dữ liệu…", "Loading…"),
            "choose": saying("– chọn –", "– choose –"),
            "gone": saying("dữ kiện không còn", "a fact that is no more"),
        }
        context = super().get_context(name, value, attrs)
        return {**context, "said": said, "address": reverse("bulletin:facts")}


@require_GET
@needs(Role.EDITOR)
def offered(request: HttpRequest) -> JsonResponse:
    """Name what facts are about, and the facts of the group that was asked for or that a fact belongs to."""
    group = request.GET.get("group", "") or facts.group_of(request.GET.get("of", ""))
    return JsonResponse(
        {
            "groups": _named(facts.groups()),
            "group": group,
            "choices": _named(facts.choices(group)) if group else [],
        }
    )


def _named(choices: tuple[facts.Choice, ...]) -> list[list[str]]:
    return [[choice.key, choice.name.of(language())] for choice in choices]
