"""The terms of measures are read: the shipped ones whole, those of a case over them."""

from __future__ import annotations

from pathlib import Path

from counterpoise.domain.measures import Kind
from counterpoise.domain.words import Text
from counterpoise.formats.case_folder import measures_yaml
from formats.folders import one_problem, read

ONE = "counterpoise: 1\nkinds: {cosign: {cost: 9, who: [clerk]}}\n"


def test_the_shipped_terms_state_every_kind_in_both_languages() -> None:
    shipped = measures_yaml.shipped()
    assert set(shipped.kinds) == set(Kind)
    for term in shipped.kinds.values():
        assert term.cost >= 1
        assert term.basis
        assert all(cited.source in shipped.sources for cited in term.basis)
        for text in (term.name, term.clause, *term.conditions):
            assert text.vi
            assert text.en
            assert text.vi != text.en


def test_a_case_without_terms_of_its_own_has_the_shipped_ones(tmp_path: Path) -> None:
    assert read(tmp_path).measures == measures_yaml.shipped()


def test_a_case_states_its_own_terms_key_by_key(tmp_path: Path) -> None:
    read_terms = read(tmp_path, measures=ONE).measures
    assert read_terms is not None
    assert read_terms.own
    shipped = measures_yaml.shipped()
    cosign = read_terms.kinds[Kind.COSIGN]
    assert (cosign.cost, cosign.who) == (9, ("clerk",))
    assert cosign.clause == shipped.kinds[Kind.COSIGN].clause
    assert read_terms.kinds[Kind.CHECK] == shipped.kinds[Kind.CHECK]


def test_a_clause_of_its_own_may_be_one_text(tmp_path: Path) -> None:
    own = 'counterpoise: 1\nkinds: {check: {clause: "{by} checks {matter}"}}\n'
    read_terms = read(tmp_path, measures=own).measures
    assert read_terms is not None
    assert read_terms.kinds[Kind.CHECK].clause == Text("{by} checks {matter}", "{by} checks {matter}")


def test_a_blank_that_nothing_fills_is_a_problem(tmp_path: Path) -> None:
    line = one_problem(tmp_path, measures='counterpoise: 1\nkinds: {check: {clause: "{who} checks"}}\n')
    assert line.startswith("measures.yaml, line 2")
    assert "{who}" in line
    assert "{by}" in line
