"""The reference page of a framework names every row, in the language asked for, and draws the steps of every matter."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path

import pytest

from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Power, When
from counterpoise.domain.words import LANGUAGES
from counterpoise.formats.case_folder import shipped_frameworks
from counterpoise.formats.framework_page import Pages, pages
from counterpoise.formats.framework_page.page import bases
from counterpoise.formats.register.frameworks import choose
from formats.folders import FRAMEWORK, read

SVG = "{http://www.w3.org/2000/svg}"
each_shipped = pytest.mark.parametrize("shipped", shipped_frameworks())
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def framework_of(shipped: str) -> Framework:
    """Read a shipped framework."""
    (framework,) = choose(shipped).frameworks
    return framework


@cache
def page_of(shipped: str, language: str) -> Pages:
    """Write the page of a shipped framework."""
    return pages(framework_of(shipped), language=language, pictures="drawn")


@each_shipped
@in_both_languages
def test_every_row_is_named(shipped: str, language: str) -> None:
    framework, text = framework_of(shipped), page_of(shipped, language).text.replace("\\|", "|")
    names = {
        **{str(office.id): office.name for office in framework.offices.values()},
        **{str(body.id): body.name for body in framework.bodies.values()},
        **{str(matter.id): matter.name for matter in framework.matters.values()},
        **{duty.id: duty.name for duty in framework.duties.values()},
    }
    missing = [key for key, name in names.items() if name.of(language) not in text]
    missing += [rule.id for rule in framework.rules if rule.name and rule.name.of(language) not in text]
    missing += [gap.id for gap in framework.gaps if gap.what.of(language) not in text]
    missing += [str(s.id) for s in framework.sources.values() if s.title.of(language) not in text]
    assert missing == []


@each_shipped
@in_both_languages
def test_every_step_is_a_numbered_row_and_a_numbered_sign(shipped: str, language: str) -> None:
    page = page_of(shipped, language)
    for matter in framework_of(shipped).matters.values():
        part = page.text.split(f'<a id="m-{matter.id}"></a>')[1].split('<a id="m-')[0]
        rows = re.findall(r"^\| (\d+) \|", part, flags=re.MULTILINE)
        picture = ElementTree.fromstring(page.pictures[f"drawn/{matter.id}.svg"])
        signs = [sign.text for sign in picture.iter(f"{SVG}text") if sign.get("class") == "k"]
        assert rows == signs == [str(n) for n in range(1, len(matter.steps) + 1)], matter.id


@each_shipped
def test_a_sign_is_what_its_step_can_do(shipped: str) -> None:
    page = page_of(shipped, "en")
    for matter in framework_of(shipped).matters.values():
        picture = ElementTree.fromstring(page.pictures[f"drawn/{matter.id}.svg"])
        drawn = [part.get("class") for part in picture if part.get("class") in ("c", "o", "p", "i")]
        kinds = {Power.CONSENT: "c", Power.NONE: "i"}
        wanted = [kinds.get(s.power, "o" if s.when is When.ALWAYS else "p") for s in matter.steps]
        assert drawn == wanted, matter.id


@each_shipped
@in_both_languages
def test_no_reader_meets_an_id(shipped: str, language: str) -> None:
    framework = framework_of(shipped)
    shown = re.sub(r"\]\([^)]*\)|<a id[^>]*>|`[^`]*`|<!--.*?-->", "", page_of(shipped, language).text)
    ids = {str(one) for one in (*framework.offices, *framework.bodies, *framework.matters) if "-" in str(one)}
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", shown))
    written = " ".join(
        [
            *(office.name.of(language) for office in framework.offices.values()),
            *(matter.name.of(language) for matter in framework.matters.values()),
            *(gap.what.of(language) for gap in framework.gaps),
            *(f"{cited.cite} {cited.note}" for basis in bases(framework) for cited in basis),
        ]
    )
    assert {word for word in words & ids if word not in written} == set()


RULES = """\
rules:
  - {id: a, kind: incompatible, offices: [chair, clerk]}
  - {id: b, kind: incompatible, offices: [chair, deputy]}
  - {id: c, kind: seats, office: deputy, at_least: 1, at_most: 2}
  - {id: d, kind: distinct, one: [decide], other: [judge]}
  - {id: e, kind: share, body: council, holding: [clerk], at_most: 1/3}
  - {id: f, kind: term, office: chair, at_most_years: 8}
"""


def test_a_made_framework_is_told_in_words(tmp_path: Path) -> None:
    step = "      - {id: look, act: inspect, actor: {all: [clerk, either]}, when: periodic, days: {working: 5, after: decide}}\n"
    (framework,) = read(tmp_path, framework=FRAMEWORK + step + RULES).frameworks
    told = pages(framework, language="en", pictures="p").text
    assert "| council | place | chair; deputy ×2 | more than half of the votes that exist | – |" in told
    assert (
        "| 2 | Inspect | inspect | clerk and (chair or clerk) | check, periodic | 5 working days after step 1 |"
        in told
    )
    for said in (
        "chair is not at the same time: clerk; deputy",
        "deputy: at least 1, at most 2 seats held",
        "Whoever may decide may not judge (all matters)",
        "council: at most 1/3 of its persons also hold: clerk",
        "chair: at most 8 years on end",
    ):
        assert said in told


def test_pictures_fit_a_telephone(chromium_path: str) -> None:
    browsing = pytest.importorskip("browsing", reason="playwright or axe-playwright-python is not installed")
    drawn = "".join(
        page_of("vn-commune-2t", language).pictures[p] for language in LANGUAGES for p in _drawn()
    )
    with (
        browsing.browser(chromium_path) as started,
        browsing.fresh(started, viewport={"width": 390, "height": 800}) as context,
    ):
        page = context.new_page()
        page.set_content(f"<body style='margin:5px'>{drawn}")
        wide = page.evaluate(
            "[...document.querySelectorAll('svg text')].filter(t => t.getBBox().x + t.getBBox().width > 380)"
            ".map(t => t.textContent)"
        )
        sideways = page.evaluate("document.documentElement.scrollWidth")
    assert wide == []
    assert sideways <= 390


def _drawn() -> list[str]:
    return list(page_of("vn-commune-2t", "vi").pictures)
