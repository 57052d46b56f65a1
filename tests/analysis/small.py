"""A small made institution for one question at a time: read through the reader, then changed record by record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from counterpoise import audit
from counterpoise.analysis.findings import Finding
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.rules import Rule
from counterpoise.domain.words import Citation, SourceId, Status
from counterpoise.formats import case_folder

DAY = date(2024, 6, 1)
VERIFIED = (Citation(SourceId("law"), "Art. 1", Status.VERIFIED),)

FRAMEWORK = """\
counterpoise: 1
id: small
title: {vi: Khung nhỏ, en: Small framework}
valid: {from: 2010-01-01, to: 2030-12-31}
sources: {law: {title: {vi: Luật, en: Law}}}
offices:
  chair: {name: {vi: Chủ tịch, en: Chair}, duties: [account]}
  deputy: {name: {vi: Phó chủ tịch, en: Deputy}}
  clerk: {name: {vi: Kế toán, en: Clerk}}
  inspector: {name: {vi: Thanh tra, en: Inspector}}
  member: {name: {vi: Ủy viên, en: Member}, seats: 2}
bodies:
  board: {name: {vi: Ủy ban, en: Board}, members: [chair, deputy, member], decides: {rule: majority}}
duties:
  account: {name: {vi: chủ tài khoản, en: account holder}}
matters:
  pay:
    name: {vi: Chi tiền, en: Pay}
    stakes: 2
    steps:
      - {id: propose, act: propose, actor: clerk, days: 5}
      - {id: decide, act: decide, actor: chair, days: 5}
      - {id: inspect, act: inspect, actor: inspector}
    basis: {source: law, cite: "Art. 2", status: verified}
  plan:
    name: {vi: Kế hoạch, en: Plan}
    steps:
      - {id: decide, act: decide, actor: board}
    basis: {source: law, cite: "Art. 3", status: verified}
  complaint:
    name: {vi: Khiếu nại chủ tịch, en: Complaint against the chair}
    against: chair
    steps:
      - {id: decide, act: decide, actor: deputy, days: 30}
    basis: {source: law, cite: "Art. 4", status: verified}
"""
TENURES = (
    ("chair", "Ada", "2020-01-01", ""),
    ("deputy", "Ben", "2020-01-01", ""),
    ("clerk", "Cy", "2020-01-01", ""),
    ("inspector", "Dee", "2020-01-01", ""),
    ("member", "Eve", "2020-01-01", ""),
    ("member", "Fay", "2020-01-01", ""),
)

Row = tuple[str, str, str, str]


def small(
    folder: Path, *, tenures: tuple[Row, ...] = TENURES, framework: str = FRAMEWORK, **files: str
) -> Case:
    """Write the institution as a folder, with further files (`kin_csv`, `arrangements_yaml` …), and read it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "framework.yaml").write_text(framework, encoding="utf-8")
    (folder / "case.yaml").write_text(
        f"counterpoise: 1\ntitle: small\nframework: ./framework.yaml\non: {DAY}\n", encoding="utf-8"
    )
    rows = ["office,person,from,to", *map(",".join, tenures)]
    (folder / "tenures.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for name, text in files.items():
        stem, _, kind = name.rpartition("_")
        (folder / f"{stem}.{kind}").write_text(text, encoding="utf-8")
    return case_folder.read(folder)


def held_by(**holders: str) -> tuple[Row, ...]:
    """Give offices to other persons than usual; `vacant` empties them."""
    names = {office: "(vacant)" if person == "vacant" else person for office, person in holders.items()}
    return tuple((office, names.get(office, person), first, last) for office, person, first, last in TENURES)


def ruled(case: Case, *rules: Rule) -> Case:
    """Give the framework these rules and no others."""
    return changed(case, rules=rules)


def changed(case: Case, **of_framework: Any) -> Case:
    """Change something in the only framework of a case."""
    (framework,) = case.frameworks
    other: Framework = replace(framework, **of_framework)
    return replace(case, frameworks=(other,))


def found(case: Case, code: str, day: date = DAY) -> tuple[Finding, ...]:
    """Audit a case and keep the findings of one code."""
    return tuple(finding for finding in audit(case, day=day).findings if finding.code == code)


def codes(case: Case, family: str, day: date = DAY) -> list[str]:
    """List the codes of one family that an audit gives."""
    return [finding.code for finding in audit(case, day=day).findings if finding.code.startswith(family)]
