"""An inspector's working papers as tables of text: what the writers for Word and Excel lay out, each in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoise.analysis.codes import SEVERITIES, TITLES
from counterpoise.analysis.findings import READINGS, Audit, Finding, MatterAnswers, Severity
from counterpoise.domain.bodies import How
from counterpoise.domain.citing import cite_text
from counterpoise.domain.day_words import day_name, span_name
from counterpoise.domain.institution import ONLY_PLACE
from counterpoise.domain.names import HOWS, STATUSES, Names
from counterpoise.domain.names import READINGS as READING_NAMES
from counterpoise.domain.words import PersonId, PlaceId, SourceId, Status, Text, capital
from counterpoise.formats import naming

Cell = str | int
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, whether it is left for people to fill in, what to choose from."""

    heading: str
    width: int
    to_fill: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One table with its title and what to know before reading it."""

    id: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


WORDS = {
    "title": Text("Hồ sơ làm việc của đoàn kiểm tra", "Inspector's working papers"),
    "summary": Text("Tóm tắt", "Summary"),
    "findings": Text("Phát hiện", "Findings"),
    "matrix": Text("Ma trận việc", "Matrix"),
    "seats": Text("Ai giữ ghế nào", "Who sits where"),
    "follow_up": Text("Theo dõi xử lý", "Follow-up"),
    "what": Text("Nội dung", "What"),
    "value": Text("Kết quả", "Result"),
    "case": Text("Hồ sơ", "Case"),
    "day": Text("Xét tại ngày", "As of"),
    "framework": Text("Khung quy chế", "Framework"),
    "places": Text("Địa bàn", "Places"),
    "matters": Text("Số việc được xét (cộng từng địa bàn)", "Matters examined (added up over places)"),
    "total": Text("Số phát hiện", "Findings"),
    "graded": Text("Mức “{}”", "“{}”"),
    "doubtful": Text(
        "Ngày chưa chắc chắn có thể làm đổi kết quả", "Doubtful dates that could change an answer"
    ),
    "caveat": Text(
        "Giúp cơ quan có thẩm quyền quyết định; không kết luận ai vi phạm.",
        "Helps competent bodies decide; it is not a finding of guilt.",
    ),
    "assumed": Text(
        "Mỗi ghế chưa nêu tên được coi là một người riêng, độc lập với mọi người khác: ở đó kết quả là lạc quan.",
        "Each unnamed seat counts as a person of its own, independent of everybody else: results are optimistic there.",
    ),
    "number": Text("Số", "No."),
    "severity": Text("Mức độ", "Severity"),
    "code": Text("Mã", "Code"),
    "kind": Text("Loại phát hiện", "Kind of finding"),
    "place": Text("Địa bàn", "Place"),
    "matter": Text("Việc", "Matter"),
    "steps": Text("Các bước", "Steps"),
    "persons": Text("Người có liên quan", "Persons"),
    "reading": Text("Cách đọc", "Reading"),
    "message": Text("Phát hiện", "Finding"),
    "witness": Text("Chứng cứ (sai một dòng thì không còn)", "Witness (falls if one line is wrong)"),
    "articles": Text("Căn cứ và mức kiểm chứng", "Articles and their verification"),
    "remedy": Text("Hướng khắc phục", "Remedy"),
    "in_charge": Text("Người phụ trách", "Person in charge"),
    "deadline": Text("Thời hạn", "Deadline"),
    "state": Text("Tình trạng", "State"),
    "result": Text("Kết quả xử lý", "Outcome"),
    "signature": Text("Ký, ngày", "Signature, date"),
    "open": Text("Chưa xử lý", "Open"),
    "running": Text("Đang xử lý", "In hand"),
    "done": Text("Đã xử lý", "Done"),
    "refused": Text("Không chấp nhận", "Not accepted"),
    "moves": Text("{} đi theo {} ({})", "{} moves with {} ({})"),
    "kin": Text("người thân", "relatives"),
    "capped": Text(
        "Lẽ ra ở mức “{}”; hạ xuống vì dựa trên nguồn chưa kiểm chứng.",
        "Would be “{}”; capped because it rests on a source not verified.",
    ),
    "no_status": Text("chưa ghi mức kiểm chứng", "verification not stated"),
    "whole_case": Text("Toàn bộ hồ sơ", "The whole case"),
    "stakes": Text("Tầm quan trọng", "Stakes"),
    "without": Text("{}, không kiêm nhiệm", "{}, without the arrangement"),
    "blocking": Text("Số người ít nhất chặn được", "Fewest who can stop it"),
    "unnamed": Text("Ghế giả định", "Unnamed seats"),
    "exactness": Text("Độ chính xác", "Exactness"),
    "exact_all": Text("Mọi con số đều chính xác.", "Every number is exact."),
    "exact_not": Text(
        "Số việc không tính được chính xác trong giới hạn bộ nhớ và thời gian (cộng từng địa bàn): {}. Ở đó con số chỉ là "
        "khoảng giá trị, ghi như 2…5, và không dùng để so sánh. Phương pháp: {}.",
        "Matters that could not be calculated exactly within the limits of memory and time (added up over places): {}. "
        "Their numbers are ranges, written 2…5, and are compared with nothing. Methods: {}.",
    ),
    "found": Text("Cách tính", "How it was found"),
    "exact": Text("chính xác", "exact"),
    "bounded": Text(
        "không chính xác, chỉ có khoảng giá trị: {}",
        "not exact, ranges only: {}",
    ),
    "matrix_is": Text(
        "Số người ít nhất đủ làm trọn việc, theo ba cách đọc. Dấu —: không ai làm trọn được; 2…5: khoảng đã chứng minh; ô trống: "
        "kiêm nhiệm không tác động.",
        "Fewest people who can carry the matter, in the three readings. —: nobody can; 2…5: proven bounds; empty: the "
        "arrangement does not reach it.",
    ),
    "office": Text("Chức danh", "Office"),
    "seat": Text("Ghế", "Seat"),
    "holder": Text("Người giữ", "Holder"),
    "others": Text("Chức danh khác của người này", "Other offices of this person"),
    "held": Text("Thời gian giữ", "Held"),
    "known_from": Text("Theo", "Known from"),
    "vacant": Text("(trống)", "(vacant)"),
    "likewise": Text("{} địa bàn: {}", "{} places: {}"),
    "fill_in": Text("Các ô để trống dành cho người xử lý ghi.", "Empty cells are for whoever follows up."),
    "none": Text("Không có.", "None."),
}


def papers(audit: Audit, *, language: str, merged: bool) -> tuple[Paper, ...]:
    """Lay an audit out as papers; `merged` tells findings that differ only in place and persons once, and follow-up apart."""
    clerk = _Clerk(audit.in_full(), Names(audit.case, audit.framework), language)
    groups = clerk.grouped() if merged else [(finding,) for finding in audit.findings]
    findings = clerk.findings(groups)
    if merged:
        return (clerk.summary(), findings, clerk.matrix(), clerk.seats(), clerk.follow_up(findings))
    return (clerk.summary(), clerk.with_follow_up(findings), clerk.matrix(), clerk.seats())


def title(language: str) -> str:
    """Name the papers as a whole."""
    return WORDS["title"].of(language)


@dataclass(frozen=True, slots=True)
class _Clerk:
    audit: Audit
    names: Names
    language: str

    def say(self, word: str, *values: object) -> str:
        return WORDS[word].of(self.language).format(*values)

    def column(self, word: str, width: int) -> Column:
        return Column(self.say(word), width)

    # Summary

    def summary(self) -> Paper:
        """Say what was examined and count what was found."""
        audit = self.audit
        grades = Counter(finding.severity for finding in audit.findings)
        codes = Counter(finding.code for finding in audit.findings)
        places = dict.fromkeys(m.place for m in audit.matters if m.place != ONLY_PLACE)
        rows: list[Row] = [
            (self.say("case"), audit.case.title.of(self.language)),
            (self.say("day"), day_name(audit.on).of(self.language)),
            (self.say("framework"), audit.framework.title.of(self.language)),
            (self.say("places"), "\n".join(self.place(place) for place in places) or "—"),
            (self.say("matters"), len(audit.matters)),
            (self.say("total"), len(audit.findings)),
            (self.say("exactness"), self._exactness()),
        ]
        for grade in sorted(Severity, reverse=True):
            rows.append((self.say("graded", SEVERITIES[grade].of(self.language)), grades[grade]))
        rows += [(f"{code} – {TITLES[code].of(self.language)}", codes[code]) for code in sorted(codes)]
        if audit.doubtful_tenures:
            told = "\n".join(row.of(self.language) for row in audit.doubtful_tenures)
            rows.append((self.say("doubtful"), told))
        notes = (self.say("caveat"), self.say("assumed"))
        return Paper(
            "summary",
            self.say("summary"),
            notes,
            (self.column("what", 40), self.column("value", 60)),
            tuple(rows),
        )

    def _exactness(self) -> str:
        """Say how many matters have ranges instead of numbers, and by what methods these were found."""
        methods = [found for one in self.audit.matters if (found := self._methods(one))]
        if not methods:
            return self.say("exact_all")
        told = dict.fromkeys(method for found in methods for method in found)
        return self.say("exact_not", len(methods), " / ".join(told))

    def _methods(self, one: MatterAnswers) -> tuple[str, ...]:
        """Name the methods of the answers of a matter that are not exact."""
        both = (one.readings, one.without_arrangement)
        answers = [now.of(reading) for now in both if now is not None for reading in READINGS]
        return tuple(
            dict.fromkeys(naming.method_name(a.method, self.language) for a in answers if not a.exact)
        )

    # Findings

    def findings(self, groups: Sequence[tuple[Finding, ...]]) -> Paper:
        """Tell each finding with its witness and articles."""
        widths = {
            "number": 4, "severity": 8, "code": 5, "place": 9, "matter": 12, "reading": 7,
            "message": 22, "witness": 24, "articles": 20, "remedy": 16,
        }  # fmt: skip
        columns = tuple(self.column(word, width) for word, width in widths.items())
        rows = tuple(self._finding(number, group) for number, group in enumerate(groups, start=1))
        return Paper("findings", self.say("findings"), (), columns, rows)

    def with_follow_up(self, findings: Paper) -> Paper:
        """Add the columns to fill in at the right of the findings."""
        more = self._to_fill()
        blank = self._blank(more)
        return Paper(
            findings.id,
            findings.title,
            (self.say("fill_in"),),
            (*findings.columns, *more),
            tuple((*row, *blank) for row in findings.rows),
        )

    def follow_up(self, findings: Paper) -> Paper:
        """Make a table of its own to fill in: a line for each finding."""
        more = self._to_fill()
        blank = self._blank(more)
        kept = (0, 2, 3, 6)
        columns = (*(findings.columns[at] for at in kept), *more)
        rows = tuple((*(row[at] for at in kept), *blank) for row in findings.rows)
        return Paper("follow_up", self.say("follow_up"), (self.say("fill_in"),), columns, rows)

    def _to_fill(self) -> tuple[Column, ...]:
        states = tuple(self.say(word) for word in ("open", "running", "done", "refused"))
        return (
            Column(self.say("in_charge"), 14, to_fill=True),
            Column(self.say("deadline"), 10, to_fill=True),
            Column(self.say("state"), 11, to_fill=True, choices=states),
            Column(self.say("result"), 18, to_fill=True),
            Column(self.say("signature"), 12, to_fill=True),
        )

    def _blank(self, columns: Sequence[Column]) -> Row:
        return tuple(column.choices[0] if column.choices else "" for column in columns)

    def grouped(self) -> list[tuple[Finding, ...]]:
        """Bring together the findings that differ in nothing but the place and its persons."""
        alike: dict[tuple[object, ...], list[Finding]] = {}
        for f in self.audit.findings:
            key = (f.severity, f.code, f.capped_from, f.reading, f.matter, f.steps, f.offices)
            own = f.place if not (f.matter or f.offices) else None
            alike.setdefault((*key, own), []).append(f)
        return [tuple(same) for same in alike.values()]

    def _finding(self, number: int, group: tuple[Finding, ...]) -> Row:
        finding = group[0]
        reading = capital(READING_NAMES[finding.reading]).of(self.language) if finding.reading else ""
        return (
            number,
            SEVERITIES[finding.severity].of(self.language),
            finding.code,
            self._places(group),
            self.names.matter(finding.matter).of(self.language) if finding.matter else "",
            reading,
            self._message(finding),
            "" if finding.severity is Severity.INFO else "\n".join(self._witness(finding)),
            "\n".join(self._articles(finding)),
            finding.remedy.of(self.language) if finding.remedy else "",
        )

    def _places(self, group: tuple[Finding, ...]) -> str:
        places = list(
            dict.fromkeys(self.place(f.place) if f.place else self.say("whole_case") for f in group)
        )
        return places[0] if len(places) == 1 else self.say("likewise", len(places), ", ".join(places))

    def _message(self, finding: Finding) -> str:
        told = finding.message.of(self.language)
        if finding.capped_from is not None:
            told += f"\n{self.say('capped', SEVERITIES[finding.capped_from].of(self.language))}"
        return told

    def _witness(self, finding: Finding) -> Iterator[str]:
        for link in finding.because:
            how = HOWS[How(link.how)].of(self.language) if link.how in set(How) else self.say("kin")
            mover = self.names.mover(link.moved_by, finding.place).of(self.language)
            yield self.say("moves", self.person(link.person, finding.place), mover, how)
        yield from (row.of(self.language) for row in finding.rests_on)

    def _articles(self, finding: Finding) -> Iterator[str]:
        """Cite each source once for each degree of verification, with all its articles."""
        cites: dict[tuple[SourceId, Status | None], dict[str, None]] = {}
        for one in finding.basis:
            article = cite_text(one.cite).of(self.language)
            cites.setdefault((one.source, one.status), {})[article] = None
        for (source, status), articles in cites.items():
            known = self.audit.framework.sources.get(source) or self.audit.case.sources.get(source)
            name = known.title.of(self.language) if known else source
            said = "; ".join(article for article in articles if article)
            verified = STATUSES[status].of(self.language) if status else self.say("no_status")
            yield f"{name}{f': {said}' if said else ''} ({verified})"

    # Matrix

    def matrix(self) -> Paper:
        """Show every matter in the three readings, with and without the arrangement."""
        readings = [capital(READING_NAMES[reading]).of(self.language) for reading in READINGS]
        columns = (
            self.column("place", 14),
            self.column("matter", 30),
            self.column("stakes", 8),
            *(Column(name, 9) for name in readings),
            *(Column(self.say("without", name), 11) for name in readings),
            self.column("blocking", 10),
            self.column("unnamed", 8),
            self.column("found", 18),
        )
        rows = []
        for one in self.audit.matters:
            known = self.audit.framework.matters.get(one.matter)
            without = one.without_arrangement
            shown = without.shown if without is not None else ("", "", "")
            paper = one.readings.paper
            methods = self._methods(one)
            rows.append(
                (
                    self.place(one.place),
                    self.names.matter(one.matter).of(self.language),
                    known.stakes if known else "",
                    *map(_figure, one.readings.shown),
                    *map(_figure, shown),
                    _figure(paper.blocking_shown),
                    paper.unnamed,
                    self.say("bounded", " / ".join(methods)) if methods else self.say("exact"),
                )
            )
        return Paper("matrix", self.say("matrix"), (self.say("matrix_is"),), columns, tuple(rows))

    # Seats

    def seats(self) -> Paper:
        """List who sits where at every place, with the other offices of each person."""
        widths = {
            "place": 14,
            "office": 26,
            "seat": 6,
            "holder": 24,
            "others": 28,
            "held": 14,
            "known_from": 22,
        }
        columns = tuple(self.column(word, width) for word, width in widths.items())
        rows: dict[Row, None] = {}
        for place, roster in self.audit.rosters.items():
            for office, seats in roster.seats.items():
                for seat in seats:
                    others = dict.fromkeys(
                        s.office
                        for s in (roster.seats_of(seat.holder) if seat.holder is not None else ())
                        if s.office != office
                    )
                    tenure = seat.tenure
                    row = (
                        self.place(seat.place),
                        self.names.office(office).of(self.language),
                        seat.number,
                        self.person(seat.holder, place) if seat.holder is not None else self.say("vacant"),
                        "\n".join(self.names.office(other).of(self.language) for other in others),
                        span_name(tenure.span).of(self.language) if tenure else "",
                        self.names.ground(tenure.basis).of(self.language) if tenure and tenure.basis else "",
                    )
                    rows[row] = None
        return Paper("seats", self.say("seats"), (), columns, tuple(rows))

    def place(self, place: PlaceId) -> str:
        """Name a place."""
        return "" if place == ONLY_PLACE else self.names.place(place).of(self.language)

    def person(self, person: PersonId, place: PlaceId | None) -> str:
        """Name a person."""
        return self.names.person(person, place).of(self.language)


def _figure(shown: str) -> Cell:
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else shown
