"""Read a case folder: case.yaml, its frameworks, and the tables and papers beside them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from counterpoise.domain.institution import Case, CaseError, Framework, Problem
from counterpoise.domain.people import Person, Tenure
from counterpoise.domain.words import PersonId, SourceId, plain
from counterpoise.formats.case_folder import (
    control_yaml,
    measures_yaml,
    papers_yaml,
    workload_yaml,
    yaml_marks,
)
from counterpoise.formats.case_folder.arrangements_yaml import arrangements, check_pilot_places
from counterpoise.formats.case_folder.csv_tables import INDICATORS, KIN, PERSONS, PLACES, TABLES, TENURES
from counterpoise.formats.case_folder.fields import (
    ARRANGEMENTS,
    CASE,
    EVIDENCE,
    EXCEPTIONS,
    MEASURES,
    REGULATIONS,
    REVIEWS,
    WORKLOAD,
)
from counterpoise.formats.case_folder.framework_yaml import check_apart, read_framework, sources_of
from counterpoise.formats.case_folder.known import Known, known
from counterpoise.formats.case_folder.persons_csv import read_indicators, read_kin, read_persons
from counterpoise.formats.case_folder.places_csv import Places, only_place, read_places
from counterpoise.formats.case_folder.problems import Problems, Spot, both, nearest
from counterpoise.formats.case_folder.shapes import Entry, Name, Shape
from counterpoise.formats.case_folder.tenures_csv import read_tenures
from counterpoise.formats.case_folder.text_files import read_text

T = TypeVar("T")

_CASE = "case.yaml"
_ARRANGEMENTS = "arrangements.yaml"
_REGULATIONS = "regulations.yaml"
_EVIDENCE = "evidence.yaml"
_WORKLOAD = "workload.yaml"
_EXCEPTIONS = "exceptions.yaml"
_REVIEW = "review.yaml"
_MEASURES = "measures.yaml"
_PAPERS = (_ARRANGEMENTS, _REGULATIONS, _EVIDENCE, _WORKLOAD, _EXCEPTIONS, _REVIEW, _MEASURES)
_FILES = (_CASE, *(table.file for table in TABLES), *_PAPERS)


def read(folder: Path | str) -> Case:
    """Read a case, or raise one error that carries every problem found."""
    return read_with_warnings(folder)[0]


def read_with_warnings(folder: Path | str) -> tuple[Case, tuple[Problem, ...]]:
    """Read a case and the problems that do not stop it."""
    problems = Problems()
    path = Path(folder)
    case = None
    if _is_folder(path, problems=problems):
        case = _Reader(path, problems).case()
    if case is None or problems.are_fatal:
        raise CaseError(problems.listed())
    return case, problems.listed()


def shipped_frameworks() -> tuple[str, ...]:
    """List the ids of the frameworks that come with the library."""
    folder = resources.files("counterpoise").joinpath("frameworks")
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml"))
    )


def _is_folder(path: Path, *, problems: Problems) -> bool:
    at = Spot(path.name or str(path))
    remedy = both("ghi đường dẫn tới thư mục có case.yaml", "give the path of a folder that holds case.yaml")
    try:
        if path.is_dir():
            return True
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if there:
        problems.add(at, both("đây là tệp, không phải thư mục", "this is a file, not a folder"), remedy)
    else:
        problems.add(at, both("không có thư mục này", "there is no such folder"), remedy)
    return False


@dataclass(slots=True)
class _Reader:
    """Reads the files of one folder in order, each with what the earlier ones declared."""

    folder: Path
    problems: Problems

    def case(self) -> Case | None:
        """Read every file that is there."""
        entry = self._entry(_CASE, CASE)
        frameworks, entries, complete = self._frameworks(entry)
        own = sources_of(entry) if entry else {}
        names = known(frameworks, own, complete=complete)
        self._check_sources(entry, frameworks)
        places = self._places(names)
        self._check_framework_pilots(entries, places)
        persons = self._table(PERSONS.file, lambda text: read_persons(text, names, problems=self.problems))
        tenures, holding = self._tenures(names, places, persons)
        people = holding.union(persons or ())
        kin = self._table(
            KIN.file, lambda text: read_kin(text, names, persons=people, problems=self.problems)
        )
        indicators = self._table(
            INDICATORS.file, lambda text: read_indicators(text, places, problems=self.problems)
        )
        self._warn_of_misspelt_files()
        case = Case(
            id=unicodedata.normalize("NFC", self.folder.resolve().name),
            title=plain(self.folder.resolve().name),
            frameworks=frameworks,
            on=entry.get("on") if entry else None,
            places=places,
            persons=persons or {},
            kin=kin or (),
            tenures=tenures,
            indicators=indicators or (),
            sources=own,
        )
        if entry and "title" in entry:
            case = replace(case, title=entry["title"])
        case = self._with_measures(case, names)
        return self._with_control(self._with_papers(case, names), names, people)

    def _entry(self, file: str, shape: Shape) -> Any:
        text = read_text(self.folder / file, file=file, problems=self.problems)
        node = None if text is None else yaml_marks.parse(text, file=file, problems=self.problems)
        return None if node is None else shape.read(node, Spot(file, node.line), self.problems)

    def _optional(self, file: str, shape: Shape) -> Any:
        return self._entry(file, shape) if (self.folder / file).exists() else None

    def _table(self, file: str, reader: Callable[[str], T]) -> T | None:
        path = self.folder / file
        if not path.exists():
            return None
        text = read_text(path, file=file, problems=self.problems)
        return None if text is None else reader(text)

    def _frameworks(self, entry: Entry | None) -> tuple[tuple[Framework, ...], list[Entry], bool]:
        names: tuple[Name, ...] = entry.get("framework", ()) if entry else ()
        read = [self._framework(name) for name in names]
        found = [(pair[0], name.at, pair[1]) for name, pair in zip(names, read, strict=True) if pair]
        check_apart([(framework, at) for framework, at, _ in found], problems=self.problems)
        complete = bool(names) and len(found) == len(names)
        return tuple(framework for framework, _, _ in found), [inside for _, _, inside in found], complete

    def _framework(self, name: Name) -> tuple[Framework, Entry] | None:
        text, file = self._framework_text(name)
        return None if text is None else read_framework(text, file=file, problems=self.problems)

    def _framework_text(self, name: Name) -> tuple[str | None, str]:
        written = name.text
        if "/" in written or "\\" in written or written.endswith((".yaml", ".yml")):
            return self._own_framework_text(name)
        shipped = shipped_frameworks()
        if written not in shipped:
            remedy = nearest(written, shipped)
            self.problems.add(
                name.at,
                both(
                    f"không có khung quy chế “{written}” kèm theo chương trình",
                    f"no framework “{written}” is shipped",
                ),
                both(
                    f"{remedy.vi} Tệp của mình thì viết ./framework.yaml",
                    f"{remedy.en} For a file of your own write ./framework.yaml",
                ),
            )
            return None, written
        file = f"{written}.yaml"
        self.problems.open(file)
        return resources.files("counterpoise").joinpath("frameworks", file).read_text("utf-8"), file

    def _own_framework_text(self, name: Name) -> tuple[str | None, str]:
        path = PurePosixPath(name.text.replace("\\", "/"))
        if path.is_absolute() or ":" in name.text:
            self.problems.add(
                name.at,
                both(
                    "đường dẫn phải tính từ thư mục của hồ sơ", "the path must start from the case's folder"
                ),
                both("viết ./framework.yaml", "write ./framework.yaml"),
            )
            return None, name.text
        file = str(path)
        if not (self.folder / path).exists():
            beside = sorted(f"./{one.name}" for one in self.folder.glob("*.yaml") if one.name != "case.yaml")
            self.problems.add(
                name.at,
                both(f"không có tệp “{name.text}”", f"there is no file “{name.text}”"),
                nearest(name.text, beside)
                if beside
                else both(
                    "tạo tệp, hoặc ghi mã của một khung kèm theo", "create it, or name a shipped framework"
                ),
            )
            return None, file
        return read_text(self.folder / path, file=file, problems=self.problems), file

    def _check_sources(self, entry: Entry | None, frameworks: tuple[Framework, ...]) -> None:
        for name, _ in entry.get("sources", ()) if entry else ():
            if any(SourceId(name.text) in framework.sources for framework in frameworks):
                self.problems.add(
                    name.at,
                    both(
                        f"khung quy chế đã có nguồn “{name.text}”",
                        f"the framework already has the source “{name.text}”",
                    ),
                    both("bỏ nguồn này, hoặc đặt mã khác", "leave it out, or choose another id"),
                )

    def _places(self, names: Known) -> Places:
        def reader(text: str) -> Places:
            return read_places(text, names, problems=self.problems)

        if (self.folder / PLACES.file).exists():
            return self._table(PLACES.file, reader) or {}
        return only_place(names, problems=self.problems)

    def _check_framework_pilots(self, entries: list[Entry], places: Places) -> None:
        for entry in entries if places else ():
            check_pilot_places(entry.get("arrangements", ()), places, problems=self.problems)

    def _tenures(
        self, names: Known, places: Places, persons: Mapping[PersonId, Person] | None
    ) -> tuple[tuple[Tenure, ...], frozenset[PersonId]]:
        def reader(text: str) -> tuple[tuple[Tenure, ...], frozenset[PersonId]]:
            return read_tenures(text, names, places=places, persons=persons, problems=self.problems)

        return self._table(TENURES.file, reader) or ((), frozenset())

    def _with_papers(self, case: Case, names: Known) -> Case:
        pilots = self._optional(_ARRANGEMENTS, ARRANGEMENTS)
        papers = self._optional(_REGULATIONS, REGULATIONS)
        evidence = self._optional(_EVIDENCE, EVIDENCE)
        if not names.complete or not case.places:
            return case
        taken = {a.id: a.offices for framework in case.frameworks for a in framework.arrangements}
        if pilots:
            check_pilot_places(pilots, case.places, problems=self.problems)
        built = arrangements(
            pilots or (), offices=names.offices, sources=names.sources, problems=self.problems, taken=taken
        )
        if papers is not None:
            case = self._with_regulations(case, names, papers)
        return replace(
            case, arrangements=built, evidence=papers_yaml.evidence(evidence or (), problems=self.problems)
        )

    def _with_control(self, case: Case, names: Known, people: frozenset[PersonId]) -> Case:
        """Read the assumptions about work, the exceptions to rules and the reviews of rows."""
        work = self._optional(_WORKLOAD, WORKLOAD)
        exceptions = self._optional(_EXCEPTIONS, EXCEPTIONS)
        reviews = self._optional(_REVIEW, REVIEWS)
        if not names.complete or not case.places:
            return case
        if work is not None:
            case = self._with_workload(case, names, work)
        excepted = control_yaml.Excepted(names.rules, case.places, people, names.sources)
        case = replace(
            case, exceptions=control_yaml.exceptions(exceptions or (), excepted, problems=self.problems)
        )
        return control_yaml.with_reviews(case, reviews, problems=self.problems) if reviews else case

    def _with_measures(self, case: Case, names: Known) -> Case:
        """Lay the case's terms of measures over the shipped ones."""
        entry = self._optional(_MEASURES, MEASURES)
        if entry is None or not names.complete:
            return replace(case, measures=measures_yaml.shipped())
        actors = {*names.offices, *names.bodies}
        read = measures_yaml.terms(
            entry, actors, sources=names.sources, base=measures_yaml.shipped(), problems=self.problems
        )
        return replace(case, measures=read)

    def _with_workload(self, case: Case, names: Known, entry: Entry) -> Case:
        """Lay the case's assumptions over those of each framework."""
        countable = workload_yaml.Countable(names.matters, names.duties, names.sources)
        frameworks = tuple(
            replace(
                framework,
                workload=workload_yaml.workload(
                    entry, countable, problems=self.problems, base=framework.workload
                ),
            )
            for framework in case.frameworks
        )
        only = frameworks[0].workload if len(frameworks) == 1 else None
        return replace(case, frameworks=frameworks, workload=only)

    def _with_regulations(self, case: Case, names: Known, papers: Entry) -> Case:
        return replace(
            case,
            regulations=papers_yaml.regulations(
                papers.get("regulations", ()), names, places=case.places, problems=self.problems
            ),
            reorganisations=papers_yaml.reorganisations(
                papers.get("reorganisations", ()), names, places=case.places, problems=self.problems
            ),
        )

    def _warn_of_misspelt_files(self) -> None:
        try:
            names = sorted(path.name for path in self.folder.iterdir())
        except OSError:
            return
        there = [name for name in names if name.lower().endswith((".csv", ".yaml", ".yml"))]
        for file in there:
            close = get_close_matches(file.lower(), _FILES, n=1, cutoff=0.8)
            if file not in _FILES and close and close[0] not in there:
                self.problems.warn(
                    Spot(file),
                    both("tệp này không được đọc", "this file is not read"),
                    both(f"có phải là “{close[0]}” không?", f"did you mean “{close[0]}”?"),
                )
