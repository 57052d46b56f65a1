"""Anybody can say that an entry of the public register, or a row of the law it rests on, is wrong, and follow what becomes of it.

Nothing is asked about the writer. Whoever wrote finds the answer under an address only they know; others see that an entry was
disputed and what the office answered, once somebody of the office has read it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from counterpoise_site import limits
from counterpoise_site.layout.words import saying
from counterpoise_site.register.actions import dispute_unnamed, erase_words, kept_half
from counterpoise_site.register.disputed import SEAT, STATES, subject_name
from counterpoise_site.register.models import Dispute, DisputeAnswer, Place
from counterpoise_site.register.snapshot import frameworks

LONGEST = 1000
# One address may send so many in an hour and in a day; nobody needs more, robots do.
HOURLY, DAILY = 5, 15

_READ = tuple(
    state.value
    for state in DisputeAnswer.State
    if state not in (DisputeAnswer.State.OPEN, DisputeAnswer.State.SET_ASIDE)
)


class CitizenForm(forms.Form):
    """What is wrong; nothing about the writer. `more` is left empty by people and filled in by robots."""

    said = forms.CharField(
        label=saying(
            "Điều gì sai, đúng ra là gì, căn cứ vào đâu",
            "What is wrong, what would be right, on which ground",
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        help_text=saying(
            f"tối đa {LONGEST} ký tự; đừng ghi họ tên, số điện thoại, địa chỉ của bạn hay của ai khác",
            f"{LONGEST} characters at most; leave out names, telephone numbers and addresses, your own and anybody's",
        ),
    )
    more = forms.CharField(required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
def dispute(request: HttpRequest) -> HttpResponse:
    """Say what is wrong with the entry that the page before named."""
    subject = request.POST.get("subject") or request.GET.get("subject", "")
    name = subject_name(subject) if _is_public(subject) else None
    if name is None:
        raise Http404
    form = CitizenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["more"] or not _may_send(request):
            form.add_error(
                None,
                saying(
                    "Đã gửi quá nhiều từ địa chỉ này. Xin thử lại sau một giờ.",
                    "Too much was sent from this address. Please try again in an hour.",
                ),
            )
            return _asked(request, form, subject, name, status=429)
        _, secret = dispute_unnamed(subject=subject, said=form.cleaned_data["said"])
        messages.success(
            request,
            saying(
                "Đã nhận. Hãy giữ lại địa chỉ của trang này: chỉ ở đây mới xem được câu trả lời và rút lời đã gửi.",
                "Received. Keep the address of this page: only here can you read the answer and take back what you wrote.",
            ),
        )
        return redirect("public:my-dispute", secret)
    return _asked(request, form, subject, name, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, secret: str) -> HttpResponse:
    """Show whoever knows the address what became of what they wrote, and let them take it back."""
    found = get_object_or_404(Dispute, secret=kept_half(secret))
    if request.method == "POST":
        erase_words(found)
        messages.success(request, saying("Đã xóa lời bạn gửi.", "What you wrote was erased."))
        return redirect("public:my-dispute", secret)
    known = {"dispute": found, "name": subject_name(found.subject), **_trail(found)}
    answer = render(request, "public/my_dispute.html", known)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_GET
def at_place(request: HttpRequest, place: str) -> HttpResponse:
    """Show what was disputed at a place, where it stands and what the office answered."""
    row = None if "\0" in place else Place.objects.known_on(None).filter(place=place).first()
    if row is None:
        raise Http404
    told = [(found, subject_name(found.subject), _trail(found)) for found in _read_at(place)]
    return render(request, "public/disputes.html", {"place": place, "name": row.name, "told": told})


def disputed_seats(place: str) -> frozenset[str]:
    """List the seats of a place with a dispute that somebody has read and that is not settled."""
    rows = Dispute.objects.exclude(secret="").filter(subject__startswith=f"{SEAT} {place}/")
    standing = rows.standing_at("examined", "upheld")
    return frozenset(standing.values_list("subject", flat=True))


def count_read(place: str) -> int:
    """Count the disputes of a place that its page may tell of."""
    return int(_read_at(place).count())


def _read_at(place: str) -> Any:
    rows = Dispute.objects.exclude(secret="").filter(subject__startswith=f"{SEAT} {place}/")
    return rows.standing_at(*_READ).order_by("-at")


def _is_public(subject: str) -> bool:
    """Tell whether a subject is something the public sees: a seat, or a row of the law."""
    where = subject.partition(" ")[0]
    return "\0" not in subject and (where == SEAT or any(one.id == where for one in frameworks()))


def _may_send(request: HttpRequest) -> bool:
    tries = [
        limits.may(request, "dispute-hour", times=HOURLY, seconds=3600),
        limits.may(request, "dispute-day", times=DAILY, seconds=24 * 3600),
    ]
    return all(tries)


def _asked(request: HttpRequest, form: CitizenForm, subject: str, name: Any, *, status: int) -> HttpResponse:
    known = {"form": form, "subject": subject, "name": name}
    return render(request, "public/dispute.html", known, status=status)


def _trail(found: Dispute) -> dict[str, Any]:
    """Give where a dispute stands and its answers, without who gave them."""
    answers = [(one, STATES[one.state]) for one in found.answers.all()]
    return {"state": STATES[found.state], "answers": answers}
