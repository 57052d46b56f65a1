"""Bring a case in, with a report of every row that cannot be read; hand the register out."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from counterpoise.domain.institution import CaseError
from counterpoise.formats.case_folder import shipped_frameworks
from counterpoise_site.layout.words import language
from counterpoise_site.register.actions import RefusedError
from counterpoise_site.register.exchange import bring, hand_out
from counterpoise_site.register.forms import ImportForm
from counterpoise_site.register.importing import propose_import
from counterpoise_site.register.rights import Right, needs
from counterpoise_site.register.snapshot import snapshot
from counterpoise_site.register.views.asked import asked, posted
from counterpoise_site.register.wording import frameworks_known

FORMATS = ("zip", "xlsx", "json", "csv")


@needs(Right.PROPOSE)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Read an uploaded case and propose what it says."""
    names = {name: name for name in shipped_frameworks()}
    names |= {one.id: one.title.of(language()) for one in frameworks_known() if one.id in names}
    form = ImportForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        frameworks=sorted(names.items(), key=lambda pair: pair[1]),
        limit=settings.UPLOAD_LIMIT,
    )
    problems: list[str] = []
    told: list[str] = []
    brought = None
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            brought = bring(sent.name, sent.read(), framework=form.cleaned_data["framework"])
            made = propose_import(
                request.user, brought, why=form.cleaned_data["why"], replaces=form.cleaned_data["replaces"]
            )
        except CaseError as refusal:
            problems = [problem.line(language()) for problem in refusal.problems]
        except RefusedError as refusal:
            problems = [why.of(language()) for why in refusal.why]
        else:
            return redirect("register:proposal", made.pk)
    if brought is not None:
        told = [problem.line(language()) for problem in brought.told]
    known = {"form": form, "problems": problems[:500], "count": len(problems), "told": told}
    return render(request, "register/import.html", known, status=422 if problems or form.errors else 200)


@needs(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand the register out, as it was known when asked."""
    if kind not in FORMATS:
        raise Http404
    try:
        handed = hand_out(snapshot(known_on=asked(request).known_on), kind, language=language())
    except CaseError as refusal:
        lines = [problem.line(language()) for problem in refusal.problems]
        return render(request, "register/no_export.html", {"problems": lines}, status=409)
    answer = HttpResponse(handed.content, content_type=handed.kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{handed.name}"'
    return answer
