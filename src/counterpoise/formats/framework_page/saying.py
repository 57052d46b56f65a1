"""Say the parts of a framework in one language: actors, deadlines, decision rules, articles, rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from counterpoise.domain.actors import Actor
from counterpoise.domain.bodies import Body, BodyVotes, HeadDecides, Votes
from counterpoise.domain.citing import cite_text, halves
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.kinship import relation_name
from counterpoise.domain.matters import Deadline, Matter, Power, Step
from counterpoise.domain.names import ACTS, Names
from counterpoise.domain.quotas import Count, Majority, Share
from counterpoise.domain.rules import (
    DeadlinesStated,
    DecidedTogether,
    DistinctPersons,
    HeldWith,
    IncompatibleOffices,
    KinBetween,
    NeedsRecords,
    OwnCase,
    Rotation,
    Rule,
    SeatNumber,
    SeatShare,
    TermLimit,
)
from counterpoise.domain.words import Basis, Citation, Level, MatterId, OfficeId, Source, Text, plain
from counterpoise.formats.framework_page.markdown import cell
from counterpoise.formats.framework_page.words import LEVELS, POWERS, WHENS, word
from counterpoise.formats.report_html.spelling import spelled_out
from counterpoise.formats.report_html.words_codes import FIELDS, STATUS_MARKS

_SHORT = {"vi": (" (", " về ", ":", ", Điều"), "en": (" (", " on ", ":", ", Art")}


@dataclass(frozen=True, slots=True)
class Saying:
    """A framework told in one language."""

    framework: Framework
    language: str
    names: Names

    def word(self, key: str, **values: object) -> str:
        """Say one word of the page."""
        return word(key, self.language).format(**values) if values else word(key, self.language)

    def text(self, text: Text) -> str:
        """Read a text in the language of the page."""
        return text.of(self.language)

    def either(self, vi: str, en: str) -> str:
        """Choose the half of the language."""
        return vi if self.language == "vi" else en

    def office(self, office: OfficeId) -> str:
        """Name an office."""
        return self.text(self.names.office(office))

    def offices(self, offices: Iterable[OfficeId]) -> str:
        """List offices by name."""
        return "; ".join(map(self.office, offices))

    def actor(self, actor: Actor) -> str:
        """Name an actor, groups spelled out."""
        return self.text(self.names.actor(spelled_out(actor, self.framework.groups)))

    def matters(self, matters: Iterable[MatterId]) -> str:
        """List matters by name."""
        return "; ".join(self.text(self.names.matter(matter)) for matter in matters)

    def level(self, level: Level) -> str:
        """Name a level."""
        return self.text(LEVELS.get(level, plain(level)))

    def field(self, field: str) -> str:
        """Name a field of matters."""
        if not field:
            return self.word("other_field")
        return self.text(FIELDS.get(field, plain(field.replace("-", " ").capitalize())))

    def step(self, step: Step) -> str:
        """Name a step by its own name, else by its act."""
        if step.name is not None:
            return self.text(step.name)
        act = self.text(ACTS[step.act])
        return act[:1].upper() + act[1:]

    def power(self, step: Step) -> str:
        """Say what a step can do, and when a check takes place."""
        said = [self.text(POWERS[step.power])]
        if step.power is Power.OVERSIGHT:
            said.append(self.text(WHENS[step.when]))
            if not step.binding:
                said.append(self.word("advisory"))
        return ", ".join(said)

    def who(self, step: Step) -> str:
        """Name the actor of a step, who steps aside and who then acts."""
        said = [self.actor(step.actor)]
        if step.excludes:
            said.append(self.word("excludes", offices=self.offices(step.excludes)))
        if step.substitute is not None:
            said.append(self.word("substitute", actor=self.actor(step.substitute)))
        return "; ".join(said)

    def deadline(self, days: Deadline | None, matter: Matter) -> str:
        """Say how many days a step may take, and from which other step they count."""
        if days is None:
            return ""
        kind = (
            self.either(" ngày làm việc", " working days") if days.working else self.either(" ngày", " days")
        )
        if days.days == 1:
            kind = self.either(kind, kind.removesuffix("s"))
        number = {step.id: place for place, step in enumerate(matter.steps, start=1)}
        where = ""
        if days.before is not None:
            where = self.either(f" trước bước {number[days.before]}", f" before step {number[days.before]}")
        elif days.after is not None:
            where = self.either(f" sau bước {number[days.after]}", f" after step {number[days.after]}")
        return f"{days.days}{kind}{where}"

    def decides(self, body: Body) -> str:
        """Say how a body decides."""
        match body.decides:
            case None:
                return "–"
            case HeadDecides(office):
                return f"{self.office(office)} {self.either('quyết', 'decides')}"
            case BodyVotes() as votes:
                return self._votes(votes)

    def _votes(self, votes: BodyVotes) -> str:
        said = [self.quota(votes)]
        if votes.presiding is not None:
            office = self.office(votes.presiding)
            said.append(self.either(f"ngang phiếu thì theo {office}", f"on a tie the side of: {office}"))
        if votes.weights is not None:
            weights = ", ".join(f"{self.office(office)}: {weight}" for office, weight in votes.weights)
            said.append(self.either(f"số phiếu của mỗi ghế: {weights}", f"votes of each seat: {weights}"))
        elif votes.votes is Votes.PER_SEAT:
            said.append(self.either("mỗi ghế một phiếu", "one vote a seat"))
        return "; ".join(said)

    def quota(self, votes: BodyVotes) -> str:
        """Say how many votes a body needs, and of what."""
        base = self.either(
            " tổng số ghế" if votes.of_seats else " số phiếu hiện có",
            " of all seats" if votes.of_seats else " of the votes that exist",
        )
        match votes.quota:
            case Majority():
                return self.either("quá nửa", "more than half") + base
            case Share(share=share) if share == 1:
                return self.either("tất cả nhất trí", "unanimity")
            case Share(written=written):
                shown = {"two_thirds": "2/3"}.get(written, written)
                return self.either(f"ít nhất {shown}", f"at least {shown}") + base
            case Count(votes=count):
                return self.either(f"ít nhất {count} phiếu", f"at least {count} votes")

    def basis(self, basis: Basis, *, otherwise: str = "–") -> str:
        """Cite every ground of a row with how far it was verified."""
        return "; ".join(map(self.citation, basis)) if basis else otherwise

    def citation(self, cited: Citation) -> str:
        """Cite one article in short, linked to the list of sources."""
        source = self.framework.sources.get(cited.source)
        title = self.short_title(source) if source else str(cited.source)
        mark = STATUS_MARKS[cited.status] if cited.status else "–"
        article = f", {cell(self.text(cite_text(cited.cite)))}" if cited.cite else ""
        note = f" ({cell(self.text(halves(cited.note)).rstrip('.'))})" if cited.note else ""
        return f"{mark} [{cell(title)}](#s-{cited.source}){article}{note}"

    def short_title(self, source: Source) -> str:
        """Cut the title of a source after its number.

        The whole title stands in the list of sources.
        """
        title = self.text(source.title)
        found = [at for stop in _SHORT[self.language] if (at := title.find(stop)) > 0]
        return title[: min(found)] if found else title

    def rule(self, rule: Rule) -> str:
        """Say a rule that has no name of its own."""
        match rule:
            case IncompatibleOffices(offices=offices):
                return self.either(
                    "Không một người giữ hai trong số: ", "Nobody holds two of: "
                ) + self.offices(offices)
            case KinBetween(between=between, relatives=relatives):
                kin = ", ".join(self.text(relation_name(one)) for one in relatives or ("kin",))
                said = self.either(
                    f"Người thân ({kin}) không giữ hai trong số: ", f"Relatives ({kin}) do not hold two of: "
                )
                return said + self.offices(between)
            case TermLimit(office=office, at_most_years=years):
                return self.either(
                    f"{self.office(office)}: không quá {years} năm liên tục",
                    f"{self.office(office)}: at most {years} years on end",
                )
            case Rotation(offices=offices, at_most_years=years):
                listed = self.offices(offices)
                return self.either(
                    f"Chuyển đổi vị trí sau {years} năm: {listed}",
                    f"Another post after {years} years: {listed}",
                )
            case HeldWith(office=office, one_of=one_of):
                return self.either(
                    f"{self.office(office)} phải đồng thời là một trong số: {self.offices(one_of)}",
                    f"{self.office(office)} must also be one of: {self.offices(one_of)}",
                )
            case SeatNumber() | SeatShare():
                return self._numbers(rule)
            case OwnCase():
                return self.either(
                    "Không ai tự mình xử lý việc kiểm soát chính mình",
                    "Nobody alone decides a matter against an office of their own",
                )
            case DistinctPersons(one=one, other=other, matters=matters):
                first, second = (", ".join(self.text(ACTS[act]) for act in acts) for acts in (one, other))
                said = self.either(
                    f"Người {first} không đồng thời {second}", f"Whoever may {first} may not {second}"
                )
                return said + self._in_matters(matters)
            case DeadlinesStated(matters=matters):
                return self.either(
                    "Mọi bước quyết định có thời hạn", "Every consenting step has a deadline"
                ) + self._in_matters(matters)
            case DecidedTogether(matters=matters):
                return self.either(
                    "Tập thể quyết, không một người quyết", "Decided by a body, never by one person"
                ) + self._in_matters(matters)
            case NeedsRecords(what=what):
                return self.either("Cần sổ theo dõi hằng ngày: ", "Needs daily records: ") + self.text(what)

    def _numbers(self, rule: SeatNumber | SeatShare) -> str:
        bounds = []
        for bound, vi, en in (
            (rule.at_least, "ít nhất", "at least"),
            (rule.at_most, "nhiều nhất", "at most"),
        ):
            if bound is not None:
                bounds.append(f"{self.either(vi, en)} {_number(bound)}")
        said = ", ".join(bounds)
        if isinstance(rule, SeatNumber):
            name = (
                self.text(self.names.body(rule.body))
                if rule.body
                else self.office(rule.office or OfficeId("?"))
            )
            return self.either(f"{name}: {said} ghế có người", f"{name}: {said} seats held")
        body = self.text(self.names.body(rule.body))
        return self.either(
            f"{body}: {said} số người đồng thời giữ: {self.offices(rule.holding)}",
            f"{body}: {said} of its persons also hold: {self.offices(rule.holding)}",
        )

    def _in_matters(self, matters: Sequence[MatterId] | None) -> str:
        if matters is None:
            return self.either(" (mọi việc)", " (all matters)")
        return f": {self.matters(matters)}"


def _number(bound: int | Fraction) -> str:
    return str(bound)


def saying(framework: Framework, language: str) -> Saying:
    """Open a framework in one language."""
    case = Case(framework.id, framework.title, (framework,), None, {})
    return Saying(framework, language, Names(case, framework))
