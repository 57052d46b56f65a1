"""The rows of the register, in two times: the days a row speaks of, and the time from when to when it was the record.

A row's span holds its dates as they were written, also those known only in part; beside them stand the first and last day that
count, so that a database can ask for a day. Nothing is overwritten: a correction closes a row and opens another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from counterpoise.domain import institution, people
from counterpoise.domain.days import PartialDate, Span, read_date
from counterpoise.domain.words import Level, OfficeId, PersonId, PlaceId, Text
from counterpoise_site.accounts.models import Identity
from counterpoise_site.append_only import AppendOnly, Recorded
from counterpoise_site.searching import Named

ENDED_UNKNOWN = "?"
NAME_LENGTH = 500


class Changes(AppendOnly["Change"]):
    """Changes, never changed themselves."""


class Change(Recorded):
    """One thing somebody did to the register, whole: when, who, why."""

    class Kind(models.TextChoices):
        """How the change came about."""

        APPROVED = "approved"
        IMPORTED = "imported"
        LOADED = "loaded"

    at = models.DateTimeField(unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    by = models.ForeignKey(Identity, null=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(Identity, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()

    objects = Changes.as_manager()

    class Meta:
        ordering: ClassVar = ["at"]


class Version(Recorded):
    """One version of one entry; the entry's key stays the same through its corrections."""

    key = models.CharField(max_length=700, db_index=True)
    order = models.IntegerField(default=0)
    opened = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    closed = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def find_by(self) -> None:
        """Fill what the row is found by, where people look for it by words."""


def one_open_version(table: str) -> models.UniqueConstraint:
    """Say that an entry has one version that is the record now."""
    return models.UniqueConstraint(
        fields=["key"], condition=Q(recorded_to=None), name=f"one_open_version_of_{table}"
    )


class Dated(models.Model):
    """The days a row speaks of."""

    start = models.CharField(max_length=10, blank=True)
    end = models.CharField(max_length=10, blank=True)
    first_day = models.DateField(default=date.min)
    last_day = models.DateField(default=date.max)

    class Meta:
        abstract = True

    @property
    def span(self) -> Span:
        """Give the days as the library has them."""
        return span_of(self.start, self.end)


def span_of(start: str, end: str) -> Span:
    """Read a span from its two dates as written."""
    unknown = end == ENDED_UNKNOWN
    return Span(_date(start), None if unknown else _date(end), ended_unknown=unknown)


def dates_of(span: Span) -> dict[str, Any]:
    """Write a span into the columns of a row."""
    end = ENDED_UNKNOWN if span.ended_unknown else str(span.end or "")
    return {"start": str(span.start or ""), "end": end, "first_day": span.first, "last_day": span.last}


def _date(text: str) -> PartialDate | None:
    return read_date(text) if text else None


class PlaceVersions(AppendOnly["Place"]):
    """Places in two times."""


class Place(Version, Dated, Named):
    """A commune, district or province."""

    place = models.CharField(max_length=200)
    name_vi = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH)
    level = models.CharField(max_length=200)
    parent = models.CharField(max_length=200, blank=True)

    objects = PlaceVersions.as_manager()

    class Meta:
        constraints: ClassVar = [one_open_version("place")]
        indexes: ClassVar = [
            models.Index(fields=["place", "recorded_to"]),
            models.Index(fields=["parent", "recorded_to"]),
        ]

    @property
    def name(self) -> Text:
        """Give the name in both languages."""
        return Text(self.name_vi, self.name_en)

    @property
    def record(self) -> institution.Place:
        """Give the library's record."""
        parent = PlaceId(self.parent) if self.parent else None
        return institution.Place(PlaceId(self.place), self.name, Level(self.level), parent, self.span)

    @staticmethod
    def columns(record: institution.Place) -> dict[str, Any]:
        """Give the columns of a library's record."""
        return {
            "place": record.id,
            "name_vi": record.name.vi,
            "name_en": record.name.en,
            "level": record.level,
            "parent": record.parent or "",
            **dates_of(record.span),
        }

    def find_by(self) -> None:
        """Fill what the row is found by."""
        self.set_found_by(self.name_vi, self.name_en, self.place)


class PersonVersions(AppendOnly["Person"]):
    """Persons in two times."""


class Person(Version, Named):
    """A person of the register."""

    person = models.CharField(max_length=NAME_LENGTH)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    compromise = models.FloatField(null=True)

    objects = PersonVersions.as_manager()

    class Meta:
        constraints: ClassVar = [one_open_version("person")]
        indexes: ClassVar = [models.Index(fields=["person", "recorded_to"])]

    @property
    def record(self) -> people.Person:
        """Give the library's record."""
        return people.Person(PersonId(self.person), self.name, self.compromise)

    @staticmethod
    def columns(record: people.Person) -> dict[str, Any]:
        """Give the columns of a library's record."""
        return {"person": record.id, "name": record.name, "compromise": record.compromise}

    def find_by(self) -> None:
        """Fill what the row is found by."""
        self.set_found_by(self.name or self.person, self.person)


class KinVersions(AppendOnly["Kin"]):
    """Kinship in two times."""


class Kin(Version):
    """Two persons declared to be relatives."""

    a = models.CharField(max_length=NAME_LENGTH)
    b = models.CharField(max_length=NAME_LENGTH)
    relation = models.CharField(max_length=200, blank=True)

    objects = KinVersions.as_manager()

    class Meta:
        constraints: ClassVar = [one_open_version("kin")]

    @property
    def record(self) -> people.Kin:
        """Give the library's record."""
        return people.Kin(PersonId(self.a), PersonId(self.b), self.relation)

    @staticmethod
    def columns(record: people.Kin) -> dict[str, Any]:
        """Give the columns of a library's record."""
        return {"a": record.a, "b": record.b, "relation": record.relation}


class TenureVersions(AppendOnly["Tenure"]):
    """Tenures in two times."""


class Tenure(Version, Dated):
    """One person on one seat of one office, or the seat declared vacant; `order` is the line the library shows."""

    place = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    seat = models.IntegerField(default=1)
    person = models.CharField(max_length=NAME_LENGTH, null=True)
    basis = models.TextField(blank=True)

    objects = TenureVersions.as_manager()

    class Meta:
        constraints: ClassVar = [one_open_version("tenure")]
        indexes: ClassVar = [
            models.Index(fields=["place", "recorded_to"]),
            models.Index(fields=["person", "recorded_to"]),
            models.Index(fields=["office", "recorded_to"]),
        ]

    @property
    def record(self) -> people.Tenure:
        """Give the library's record."""
        return people.Tenure(
            PlaceId(self.place),
            OfficeId(self.office),
            self.seat,
            PersonId(self.person) if self.person is not None else None,
            self.span,
            self.basis,
            self.order,
        )

    @staticmethod
    def columns(record: people.Tenure) -> dict[str, Any]:
        """Give the columns of a library's record."""
        return {
            "place": record.place,
            "office": record.office,
            "seat": record.seat,
            "person": record.person,
            "basis": record.basis,
            **dates_of(record.span),
        }


class Documents(AppendOnly["Document"]):
    """Documents, each under the address of its content."""

    def keep(self, documents: Iterable[Document]) -> None:
        """Keep documents, each once, whoever else keeps the same at the same time."""
        self.bulk_create(list(documents), ignore_conflicts=True)


class Document(Recorded):
    """A framework under the address of its content; `source` is the file it was read from, where there was one."""

    digest = models.CharField(max_length=64, primary_key=True)
    record = models.TextField()
    source = models.TextField(blank=True)

    objects = Documents.as_manager()


class PaperVersions(AppendOnly["Paper"]):
    """Papers in two times."""


class Paper(Version):
    """Any other record of a case, kept as the library writes it: pilots, regulations, figures, evidence, frameworks."""

    class Kind(models.TextChoices):
        """What a paper is."""

        STUDY = "study"
        FRAMEWORK = "framework"
        ARRANGEMENT = "arrangement"
        REGULATION = "regulation"
        REORGANISATION = "reorganisation"
        INDICATOR = "indicator"
        EVIDENCE = "evidence"
        SOURCE = "source"
        EXCEPTION = "exception"
        REVIEW = "review"
        WORKLOAD = "workload"
        MEASURES = "measures"

    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    content = models.TextField()

    objects = PaperVersions.as_manager()

    class Meta:
        constraints: ClassVar = [one_open_version("paper")]
        indexes: ClassVar = [models.Index(fields=["kind", "recorded_to"])]


class Proposals(AppendOnly["Proposal"]):
    """Proposals, never changed themselves."""

    def waiting(self) -> Self:
        """Keep those nobody decided yet."""
        return self.filter(decision=None)


class Proposal(Recorded):
    """Edits somebody proposes; the register says nothing of them until a second person agrees.

    `told` holds what reading the imported file had to tell, row by row, in both languages; `dispute` what the edits settle.
    """

    class Kind(models.TextChoices):
        """Where the edits come from."""

        EDIT = "edit"
        IMPORT = "import"

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.EDIT)
    by = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    edits = models.TextField()
    count = models.IntegerField()
    told = models.TextField(blank=True, default="")
    dispute = models.ForeignKey("Dispute", null=True, on_delete=models.PROTECT, related_name="proposals")

    objects = Proposals.as_manager()

    class Meta:
        ordering: ClassVar = ["-at"]


class Decisions(AppendOnly["Decision"]):
    """Decisions, never changed themselves."""


class Decision(Recorded):
    """What became of a proposal: one decision, of another person than the one who proposed (who may only withdraw)."""

    class Verdict(models.TextChoices):
        """How it ended."""

        APPROVED = "approved"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    at = models.DateTimeField(auto_now_add=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    by = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    change = models.OneToOneField(Change, null=True, on_delete=models.PROTECT, related_name="decision")

    objects = Decisions.as_manager()


class Disputes(AppendOnly["Dispute"]):
    """Disputes, never changed themselves."""

    def standing_at(self, *states: str) -> Self:
        """Keep those whose last answer left them in one of these states."""
        last = DisputeAnswer.objects.filter(dispute=OuterRef("pk")).order_by("-at", "-pk").values("state")[:1]
        return self.annotate(stands=Coalesce(Subquery(last), Value(DisputeAnswer.State.OPEN.value))).filter(
            stands__in=states
        )


class Dispute(Recorded):
    """Somebody thinks a row of a framework or an entry of the register wrong, and says why.

    Citizens need no account: nothing is kept of them but half of a secret, by which they find the answer again, and their words,
    in a table of their own from which they can be erased.
    """

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Identity, null=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    secret = models.CharField(max_length=64, blank=True, default="", db_index=True)
    subject = models.CharField(max_length=900, db_index=True)
    said = models.TextField()

    objects = Disputes.as_manager()

    class Meta:
        ordering: ClassVar = ["-at"]

    @property
    def words(self) -> str:
        """Give what was said; nothing once a citizen's words are erased."""
        kept = getattr(self, "kept_words", None)
        return self.said or (kept.words if kept is not None else "")

    @property
    def state(self) -> str:
        """Give where the dispute stands: the last answer decides."""
        last = self.answers.order_by("-at", "-pk").first()
        return last.state if last is not None else DisputeAnswer.State.OPEN


class CitizenWords(models.Model):
    """What a citizen wrote: the one thing of the register that can be erased, by the writer or when it is set aside."""

    dispute = models.OneToOneField(Dispute, on_delete=models.PROTECT, related_name="kept_words")
    words = models.TextField()

    def __str__(self) -> str:
        return f"words of dispute {self.dispute_id}"


class DisputeAnswers(AppendOnly["DisputeAnswer"]):
    """Answers, never changed themselves."""


class DisputeAnswer(Recorded):
    """One step in the trail of a dispute."""

    class State(models.TextChoices):
        """Where a dispute stands."""

        OPEN = "open"
        EXAMINED = "examined"
        UPHELD = "upheld"
        REFUSED = "refused"
        SET_ASIDE = "set-aside"
        SETTLED = "settled"

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="answers")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices)
    said = models.TextField()

    objects = DisputeAnswers.as_manager()

    class Meta:
        ordering: ClassVar = ["at"]
