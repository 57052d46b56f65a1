"""The proof of a fact in a public article: what it says under one name, and everything it was made from, to take away and check."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from counterpoise_site import limits
from counterpoise_site.bulletin import blocks, facts, reading
from counterpoise_site.bulletin.journal import MADE_PUBLIC, Entry
from counterpoise_site.bulletin.models import Article
from counterpoise_site.layout.words import language

_WEEK = 7 * 24 * 3600
_EPOCH = (1980, 1, 1, 0, 0, 0)
FACT, SUMS = "fact.json", "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class _Stated:
    """A fact as an article states it."""

    article: Article
    reference: str
    is_live: bool
    fact: facts.Fact


@require_GET
def page(request: HttpRequest, number: int, block: str) -> HttpResponse:
    """Tell how to check a fact, and offer what it takes."""
    stated = _stated(number, block)
    known = {
        "article": stated.article,
        "fact": stated.fact,
        "live": stated.is_live,
        "mark": facts.mark(stated.fact),
        "number": number,
        "piece": block,
        "entry": Entry.objects.filter(number=number, language=language(), kind__in=MADE_PUBLIC)
        .select_related("person")
        .defer("words")
        .last(),
        "address": reading.whole(request.path),
    }
    return render(request, "bulletin/fact.html", known)


@require_GET
def fact_file(request: HttpRequest, number: int, block: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out the fact alone: `sha256sum` of these bytes is what the article shows."""
    stated = _stated(number, block)
    return _handed(facts.canonical(stated.fact), "application/json", f"article-{number}-{FACT}")


@require_GET
def bundle(request: HttpRequest, number: int, block: str) -> HttpResponse:
    """Hand out everything the fact was made from."""
    stated = _stated(number, block)
    key = f"bulletin:proof:{number}:{block}:{facts.mark(stated.fact)}"
    packed: bytes | None = cache.get(key)
    if packed is None:
        if not limits.may(request, "proof", times=20, seconds=600):
            return HttpResponse(status=429)
        packed = _packed(stated)
        cache.set(key, packed, _WEEK)
    return _handed(packed, "application/zip", f"article-{number}-proof.zip")


def _stated(number: int, block: str) -> _Stated:
    """Find a fact in the public article; what is no public fact of it has no proof here."""
    rows = Article.objects.live().filter(number=number, locale__language_code=language())
    article = rows.select_related("locale").first()
    if article is None:
        raise Http404
    for one in article.body:
        if one.block_type == "fact" and one.id == block:
            fact = blocks.shown(one.value)
            if fact is not None:
                return _Stated(article, one.value["reference"], one.value["keep"] == "live", fact)
    raise Http404


def _packed(stated: _Stated) -> bytes:
    """Pack a proof so that the same proof is the same bytes."""
    try:
        proof = facts.prove(stated.reference, stated.fact)
    except facts.FactGoneError:
        proof = facts.Proof({}, (), reproduced=False)
    files = {FACT: facts.canonical(stated.fact)}
    files |= {name: text.encode("utf-8") for name, text in sorted(proof.files.items())}
    known = {"stated": stated, "proof": proof, "fact": stated.fact, "mark": facts.mark(stated.fact)}
    files["README.txt"] = render_to_string("bulletin/proof.txt", known).encode("utf-8")
    files[SUMS] = _sums(files)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _sums(files: Mapping[str, bytes]) -> bytes:
    """Write what `sha256sum --check` reads."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode("utf-8")


def _handed(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
