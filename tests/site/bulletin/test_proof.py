"""The proof of a fact: what an article shows can be taken away, checked with everyday tools, and calculated again elsewhere."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

import site_registers
from counterpoise.domain.words import PersonId
from counterpoise_site.accounts.models import User
from counterpoise_site.bulletin import actions, blocks, facts
from counterpoise_site.bulletin.models import Article
from counterpoise_site.examination.facts import ExaminationFacts
from counterpoise_site.register.snapshot import snapshot, store

pytestmark = pytest.mark.django_db

Writer = Callable[..., Article]
Embedded = Callable[..., tuple[Article, str]]


@pytest.fixture
def embedded(write: Writer, ada: User, publish: Writer) -> Embedded:
    """Publish an article with a fact in it; give the article and the address of the proof."""

    def make(key: str, *, keep: str = "pinned") -> tuple[Article, str]:
        reference = f"examination:{key}"
        value = (
            blocks.pinned(reference)
            if keep == "pinned"
            else {"reference": reference, "keep": keep, "kept": ""}
        )
        article = publish(article=write(ada, "Có dữ kiện", body=[("fact", value)]))
        return article, f"/bulletin/{article.number_id}/fact/{article.body[0].id}/"

    return make


def page_of(client: Client, article: Article) -> str:
    return str(client.get(f"/bulletin/{article.number_id}/{article.slug}/").content.decode())


def figure_of(client: Client, article: Article) -> str:
    page = page_of(client, article)
    return page[page.index('<figure class="fact">') : page.index("</figure>")]


def unpacked(client: Client, address: str, folder: Path) -> list[str]:
    answer = client.get(f"{address}proof.zip")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        packed.extractall(folder)
        return packed.namelist()


def commands(folder: Path) -> list[str]:
    """Give the commands that the proof tells people to run."""
    told = (folder / "README.txt").read_text("utf-8")
    return re.findall(r"^   (counterpoise .*)$", told, re.MULTILINE)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    ours = command.replace("counterpoise ", f"{sys.executable} -m counterpoise ", 1)
    return subprocess.run(["sh", "-c", ours], cwd=folder, capture_output=True, check=False)


def test_the_mark_under_a_fact_is_the_sum_of_its_file(client: Client, embedded: Embedded) -> None:
    site_registers.stored("check-collapses")
    article, address = embedded("alone/all")
    shown = page_of(client, article)
    assert f'href="{address}"' in shown
    found = re.search(r"SHA-256 ([0-9a-f]{64})", shown)
    assert found
    file = client.get(f"{address}fact.json").content
    assert hashlib.sha256(file).hexdigest() == found[1]
    assert found[1] in client.get(address).content.decode()
    kept = json.loads(file)
    assert json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == file
    assert facts.from_json(kept) == blocks.shown(article.body[0].value)
    assert found[1] in client.get(f"/bulletin/{article.number_id}/print/").content.decode()


@pytest.mark.parametrize("kind", ["alone", "timeline", "finding"])
def test_anybody_makes_the_same_fact_again(
    client: Client, embedded: Embedded, tmp_path: Path, kind: str
) -> None:
    site_registers.stored("check-collapses")
    choices = ExaminationFacts().choices("all")
    key = next(one.key for one in choices if one.key.startswith(f"{kind}/"))
    article, address = embedded(key)
    names = unpacked(client, address, tmp_path)
    assert {"fact.json", "README.txt", "SHA256SUMS", "case/case.yaml", "case/tenures.csv"} <= set(names)
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    if shutil.which("sha256sum"):
        subprocess.run(check, cwd=tmp_path, check=True, capture_output=True)
    (command,) = commands(tmp_path)
    assert run(command, tmp_path).returncode == 0, "the answer is the same to the byte"
    tenures = tmp_path / "case" / "tenures.csv"
    tenures.write_text(tenures.read_text("utf-8").replace("chair,1,nguoi-1", "chair,1,nguoi-2"), "utf-8")
    assert run(command, tmp_path).returncode != 0, "another case has another answer"
    if shutil.which("sha256sum"):
        assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode != 0
    assert article.live


def test_a_proof_names_no_person_and_no_relative(client: Client, embedded: Embedded, tmp_path: Path) -> None:
    site_registers.stored("check-collapses")
    case = snapshot()
    named = {one: replace(person, name=f"Tên Riêng {one}") for one, person in case.persons.items()}
    people = {str(tenure.person) for tenure in case.tenures if tenure.person}
    tenures = tuple(replace(one, basis="theo lời Tên Riêng") for one in case.tenures)
    store(replace(case, persons=named, tenures=tenures), why="names")
    _, address = embedded("findings/all")
    names = unpacked(client, address, tmp_path)
    assert "case/tenures.csv" in names
    for name in names:
        told = (tmp_path / name).read_text("utf-8")
        assert "Tên Riêng" not in told, name
        assert not [one for one in people if one in told], name


def test_what_rests_on_kinship_is_not_handed_out_and_says_so(
    client: Client, embedded: Embedded, tmp_path: Path
) -> None:
    site_registers.stored("kin")
    assert snapshot().kin
    _, address = embedded("alone/all")
    assert sorted(unpacked(client, address, tmp_path)) == ["README.txt", "SHA256SUMS", "fact.json"]
    assert commands(tmp_path) == []
    assert "không tính lại được" in (tmp_path / "README.txt").read_text("utf-8")


def test_a_kept_fact_is_proved_from_the_register_as_it_was_known(
    client: Client, embedded: Embedded, tmp_path: Path
) -> None:
    site_registers.stored("check-collapses")
    article, address = embedded("alone/all")
    followed, live = embedded("alone/all", keep="live")
    before = figure_of(client, article)
    parted = tuple(
        replace(one, person=PersonId("someone-else")) if one.office == "chair" else one
        for one in snapshot().tenures
    )
    store(replace(snapshot(), tenures=parted), why="the offices are parted")
    cache.clear()
    assert figure_of(client, article) == before
    unpacked(client, address, tmp_path / "kept")
    (command,) = commands(tmp_path / "kept")
    assert run(command, tmp_path / "kept").returncode == 0
    assert "chair,1,nguoi-1" in (tmp_path / "kept" / "case" / "tenures.csv").read_text("utf-8")
    unpacked(client, live, tmp_path / "live")
    assert "chair,1,nguoi-1" not in (tmp_path / "live" / "case" / "tenures.csv").read_text("utf-8")
    assert (tmp_path / "kept" / "fact.json").read_bytes() != (tmp_path / "live" / "fact.json").read_bytes()
    assert followed.live


def test_the_same_proof_is_the_same_bytes(client: Client, embedded: Embedded) -> None:
    site_registers.stored("check-collapses")
    _, address = embedded("alone/all")
    first = client.get(f"{address}proof.zip").content
    cache.clear()
    assert client.get(f"{address}proof.zip").content == first


def test_only_facts_that_readers_see_have_a_proof(
    client: Client, embedded: Embedded, ada: User, ben: User, write: Writer
) -> None:
    """The examination is for those inside: nobody is handed an audit by guessing an address."""
    site_registers.stored("check-collapses")
    article, address = embedded("alone/all")
    draft = write(ada, "Chưa đăng", body=[("fact", blocks.pinned("examination:findings/all"))])
    again = Article.objects.get(pk=article.pk)
    again.body.append(("fact", blocks.pinned("examination:findings/all")))
    revision = again.save_revision(user=ada).as_object()
    addresses = [
        f"/bulletin/{draft.number_id}/fact/{draft.body[0].id}/",
        f"/bulletin/{article.number_id}/fact/{revision.body[1].id}/",
        f"/bulletin/{article.number_id}/fact/examination:alone/",
        f"/en{address}",
    ]
    for one in addresses:
        for end in ("", "fact.json", "proof.zip"):
            assert client.get(one + end).status_code == 404, one
    assert client.get(f"{address}fact.json").status_code == 200
    actions.withdraw(Article.objects.get(pk=article.pk), by=ben, why="Sai.")
    assert client.get(f"{address}fact.json").status_code == 404


def test_the_pilots_of_the_founding_case_are_proved_whole(
    client: Client, embedded: Embedded, tmp_path: Path
) -> None:
    site_registers.stored("loc-ninh")
    _, address = embedded("pilots")
    unpacked(client, address, tmp_path)
    (command,) = commands(tmp_path)
    assert command == "counterpoise check case"
    assert run(command, tmp_path).returncode == 0
    told = facts.from_json(json.loads((tmp_path / "fact.json").read_bytes()))
    assert [one.grade for one in told.stretches] == ["to-end", "to-end", "ended", "ended", "ended"]
    assert [one.sure for one in told.stretches] == [False] * 5, "the source names no day"
    assert told.day == date(2024, 3, 28)
