"""Facts in articles: kept or live, with their day and proof, without names of persons; drafts and pictures made of them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.images import ImageFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model

from counterpoise.analysis.examine import audit
from counterpoise.domain.words import Text
from counterpoise.formats import case_folder
from counterpoise_site.accounts.models import User
from counterpoise_site.append_only import OverwriteError
from counterpoise_site.bulletin import blocks, drafting, drawing, facts
from counterpoise_site.bulletin.facts import Choice, Fact, FactGoneError, Outline, Proof, Stretch
from counterpoise_site.bulletin.models import Article, KeptFact, Section
from counterpoise_site.examination.facts import ExaminationFacts
from counterpoise_site.register.snapshot import store

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
Writer = Callable[..., Article]
TABLE = Fact(
    title=Text("Bảng", "Table"),
    day=date(2024, 3, 28),
    columns=(Text("Việc", "Matter"), Text("Số", "Number")),
    rows=((Text("Chi ngân sách", "Spending"), Text("1", "1")),),
    note=Text("Ghi chú.", "Note."),
    proof=Text("/public/", "/en/public/"),
)


class Given:
    """A source whose fact the test changes."""

    name = Text("Nguồn thử", "Given")

    def __init__(self) -> None:
        self.fact: Fact | None = TABLE

    def groups(self) -> tuple[Choice, ...]:
        return (Choice("all", Text("tất cả", "everything")),)

    def choices(self, group: str) -> tuple[Choice, ...]:
        return (Choice("table", Text("bảng", "table")),) if group == "all" else ()

    def group_of(self, key: str) -> str:
        return "all" if key == "table" else ""

    def prove(self, key: str, fact: Fact) -> Proof:
        assert (key, fact) == ("table", TABLE)
        return Proof({"case/case.yaml": "x"}, ("counterpoise check case",), reproduced=True)

    def take(self, key: str) -> Fact:
        if self.fact is None:
            raise FactGoneError(key)
        return self.fact

    def outlines(self) -> tuple[Choice, ...]:
        return (Choice("place", Text("Xã", "Commune")),)

    def outline(self, key: str) -> Outline:
        said = Text("Đoạn <văn> & dấu", "A <paragraph> & sign")
        return Outline(
            Text("Đầu đề", "Title"), Text("Mở đầu", "Lead"), ((Text("Mục", "Heading"), (said,)),), ("table",)
        )


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    source = Given()
    monkeypatch.setitem(facts._SOURCES, "given", source)
    return source


def shown(client: Client, article: Article, language: str = "") -> str:
    cache.clear()
    answer = client.get(f"{language}/bulletin/{article.number_id}/{article.slug}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_kept_fact_stays_and_a_live_one_follows(
    client: Client, given: Given, write: Writer, ada: User, publish: Writer
) -> None:
    live = {"reference": "given:table", "keep": "live", "kept": ""}
    kept = publish(article=write(ada, "Giữ", body=[("fact", blocks.pinned("given:table"))]))
    follows = publish(article=write(ada, "Theo", body=[("fact", live)]))
    given.fact = replace(
        TABLE, day=date(2025, 1, 2), rows=((Text("Chi ngân sách", "Spending"), Text("7", "7")),)
    )
    first, second = shown(client, kept), shown(client, follows)
    assert "<td>1</td>" in first
    assert "Thứ năm, 28/03/2024" in first
    assert 'href="/public/"' in first
    assert "<td>7</td>" in second
    assert "Thứ năm, 02/01/2025" in second
    given.fact = None
    assert "<td>1</td>" in shown(client, kept)
    assert "hiện không xem được" in shown(client, follows)


def test_another_table_is_another_article_to_approve(
    given: Given, write: Writer, ada: User, publish: Writer
) -> None:
    article = publish(article=write(ada, "Giữ", body=[("fact", blocks.pinned("given:table"))]))
    given.fact = replace(TABLE, rows=((Text("Khác", "Other"), Text("9", "9")),))
    changed = Article.objects.get(pk=article.pk)
    changed.body = [("fact", blocks.pinned("given:table"))]
    with pytest.raises(PermissionDenied), transaction.atomic():
        changed.save()


def test_a_fact_kept_before_facts_were_drawn_is_still_read() -> None:
    kept = facts.to_json(TABLE)
    del kept["known"], kept["stretches"]
    assert facts.from_json(kept) == TABLE


DRAWN = replace(
    TABLE,
    day=date(2024, 3, 28),
    rows=(
        (Text("Xã <1>", "Commune <1>"), Text("2020", "2020")),
        (Text("Xã 2", "Commune 2"), Text("2022", "2022")),
        (Text("Xã 3", "Commune 3"), Text("2021", "2021")),
    ),
    stretches=(
        Stretch(date(2020, 1, 1), date(2021, 12, 31), "ended"),
        Stretch(date(2022, 1, 1), None, "to-end"),
        Stretch(date(2021, 1, 1), None, 'x" onload="alert(1)', sure=False),
    ),
)


def test_a_timeline_is_drawn_to_scale_and_the_table_says_the_same(
    client: Client, given: Given, write: Writer, ada: User, publish: Writer
) -> None:
    given.fact = DRAWN
    article = publish(article=write(ada, "Hình", body=[("fact", blocks.pinned("given:table"))]))
    page = shown(client, article)
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert "<table" in page
    assert "Xã &lt;1&gt;" in svg
    assert "onload" not in page
    assert "bảng bên dưới nói cùng nội dung" in svg
    assert "Xã 2 – sẽ dừng" in svg, "colour alone tells nothing"
    assert "Nét đứt: không rõ ngày." in page
    bars = [
        (kind, int(x), int(width))
        for kind, x, width in re.findall(r'<rect class="([^"]*)" x="(\d+)" y="\d+" width="(\d+)"', svg)
    ]
    assert [kind for kind, _, _ in bars] == ["ended", "to-end", "unknown unsure"]
    whole = (DRAWN.day - date(2020, 1, 1)).days
    for (_, x, width), stretch in zip(bars, DRAWN.stretches, strict=True):
        last = stretch.last or DRAWN.day
        assert abs((x - 6) / 388 - (stretch.first - date(2020, 1, 1)).days / whole) < 0.01
        assert abs(width / 388 - (last - stretch.first).days / whole) < 0.01
    assert re.findall(r'class="year" x="\d+" y="12">(\d+)<', svg) == ["2020", "2021", "2022", "2023", "2024"]


def test_what_has_no_days_for_every_row_is_not_drawn() -> None:
    assert drawing.drawn(TABLE, "vi") is None
    assert drawing.drawn(replace(DRAWN, stretches=DRAWN.stretches[:2]), "vi") is None
    forever = (Stretch(date.min, date.max, "running"),)
    whole = drawing.drawn(replace(DRAWN, rows=DRAWN.rows[:1], stretches=forever), "en")
    assert whole is not None
    assert 'class="running"' in whole


def test_an_editor_chooses_what_a_fact_is_about_and_then_the_fact(
    given: Given, ada: User, ben: User, dee: User, signed_in: Callable[[User | None], Client]
) -> None:
    assert given.groups()
    desk = signed_in(ada)
    first = desk.get("/bulletin/facts/").json()
    assert ["given:all", "Nguồn thử: tất cả"] in first["groups"]
    assert first["choices"] == []
    assert desk.get("/bulletin/facts/?group=given:all").json()["choices"] == [["given:table", "bảng"]]
    again = desk.get("/bulletin/facts/?of=given:table").json()
    assert (again["group"], again["choices"]) == ("given:all", [["given:table", "bảng"]])
    for nowhere in ("?group=nothing:at-all", "?of=nothing:at-all", "?of=", "?group=given:nowhere"):
        assert desk.get(f"/bulletin/facts/{nowhere}").json()["choices"] == []
    for stranger in (ben, dee):
        assert signed_in(stranger).get("/bulletin/facts/").status_code == 403


def test_a_fact_that_is_no_more_is_taken_into_no_article(given: Given) -> None:
    given.fact = None
    for keep in ("pinned", "live"):
        with pytest.raises(ValidationError):
            blocks.EmbeddedFact().clean({"reference": "given:table", "keep": keep, "kept": ""})
    with pytest.raises(ValidationError):
        blocks.EmbeddedFact().clean({"reference": "nobody:knows", "keep": "live", "kept": ""})


def test_a_kept_table_written_by_hand_is_taken_anew(given: Given, write: Writer, ada: User) -> None:
    """The article holds a mark; what stands under it was written by the source alone."""
    true = blocks.pinned("given:table")
    assert true["kept"] == facts.mark(TABLE)
    forged = json.dumps(facts.to_json(replace(TABLE, note=Text("giả", "forged"))))
    for written in (forged, "0" * 64, facts.mark(replace(TABLE, day=date(2020, 1, 1))), ""):
        cleaned = blocks.EmbeddedFact().clean(
            {"reference": "given:table", "keep": "pinned", "kept": written[:64]}
        )
        assert blocks.shown(cleaned) == TABLE
    KeptFact(mark="f" * 64, reference="given:other", content=forged).save()
    other = blocks.EmbeddedFact().clean({"reference": "given:table", "keep": "pinned", "kept": "f" * 64})
    assert other["kept"] == true["kept"], "what was kept of another fact is not this one"
    draft = write(ada, "Giữ", body=[("fact", {**true, "kept": "0" * 64})])
    assert blocks.shown(draft.body[0].value) is None
    assert given.fact == TABLE


def test_what_is_kept_is_never_changed(given: Given) -> None:
    assert given.fact
    mark = blocks.pinned("given:table")["kept"]
    with pytest.raises(OverwriteError):
        KeptFact.objects.filter(pk=mark).update(content="{}")
    with (
        pytest.raises(DatabaseError, match="rows are kept"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE bulletin_keptfact SET content = '{}'")


def test_a_kept_fact_is_taken_again_only_when_asked(given: Given) -> None:
    value = blocks.pinned("given:table")
    given.fact = replace(TABLE, day=date(2025, 1, 2))
    block = blocks.EmbeddedFact()
    assert blocks.shown(block.clean(value)) == TABLE
    again = block.clean({**value, "keep": "anew"})
    assert (again["keep"], blocks.shown(again)) == ("pinned", given.fact)


def test_a_draft_is_made_in_both_languages_and_linked(given: Given, ada: User, section: Section) -> None:
    assert given.outlines()
    first, second = drafting.begin("given:place", section=section, by=ada)
    assert (first.language, second.language) == ("vi", "en")
    assert first.number == second.number
    assert (first.title, second.title) == ("Đầu đề", "Title")
    assert not Article.objects.live().exists()
    body = Article.objects.get(pk=first.pk).body
    assert [block.block_type for block in body] == ["heading", "paragraph", "fact"]
    assert body[1].value.source == "<p>Đoạn &lt;văn&gt; &amp; dấu</p>"
    assert blocks.shown(body[2].value) == TABLE


@pytest.fixture
def examined() -> ExaminationFacts:
    """Keep a small commune with one collapsed check in the register."""
    cache.clear()
    store(case_folder.read(ROOT / "cases" / "check-collapses"), why="test")
    return ExaminationFacts()


def test_tables_of_an_audit_say_what_the_library_says_and_name_nobody(examined: ExaminationFacts) -> None:
    case = case_folder.read(ROOT / "cases" / "check-collapses")
    found = audit(case)
    table = examined.take("alone/all")
    assert table.day == found.on
    assert sorted(row[3].vi for row in table.rows) == sorted(
        row.readings.practice.shown
        for row in found.matters
        if row.readings.practice.capture_number is not None
    )
    assert len(examined.choices("all")) >= 4 + len({f.code for f in found.findings})
    grave = examined.take("findings/all")
    assert any("C03" in row[0].vi for row in grave.rows) == any(f.code == "C03" for f in found.findings)
    seats = examined.take("seats/all")
    assert seats.rows, "the case has an arrangement"
    timeline = examined.take("timeline/all")
    joined = [(row[0].en, one.grade) for row, one in zip(timeline.rows, timeline.stretches, strict=True)]
    assert ("Chair of the People's Committee: held together", "joined") in joined
    assert any(name.startswith("C03") for name, _ in joined)
    (collapsed,) = [f for f in found.findings if f.code == "C03"]
    single = examined.take(next(one.key for one in examined.choices("all") if one.name.en.startswith("C03")))
    told = {row[0].en: row[1].en for row in single.rows}
    assert "Party committee secretary, Chair of the People's Committee" in told["What was found"]
    assert told["Matter"] == "Payment from the budget"
    assert told["Steps"] == "supervise: Party committee secretary"
    assert collapsed.remedy is not None
    assert told["How to end it"] == collapsed.remedy.en
    assert single.known is not None
    said = json.dumps(
        [facts.to_json(one) for one in (table, grave, seats, timeline, single)], ensure_ascii=False
    )
    persons = {str(tenure.person) for tenure in case.tenures if tenure.person}
    assert persons
    assert not [person for person in persons if person in said]
    outline = examined.outline("all")
    assert str(len(found.matters)) in outline.lead.vi
    assert outline.facts == ("alone/all", "findings/all")


def test_the_proof_of_a_table_is_a_page_anybody_can_read(client: Client, examined: ExaminationFacts) -> None:
    proof = examined.take("alone/all").proof
    for address in (proof.vi, proof.en):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "key",
    [
        "alone/nowhere",
        "nothing/all",
        "",
        "findings/",
        "finding/all/0123456789ab",
        "timeline/nowhere",
        "pilots",
    ],
)
def test_what_is_not_there_is_said(examined: ExaminationFacts, key: str) -> None:
    with pytest.raises(FactGoneError):
        examined.take(key)


def test_a_picture_that_readers_see_is_not_exchanged(write: Writer, ada: User, publish: Writer) -> None:
    images = get_image_model()
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    image = images.objects.create(title="x", file=ImageFile(drawn, name="x.png"))
    picture = {"image": image, "alternative": "a", "caption": "c", "credit": "k"}
    publish(article=write(ada, "Hình", body=[("picture", picture)]))
    other = io.BytesIO()
    Image.new("RGB", (8, 8), "black").save(other, "PNG")
    image.title = "Tên khác"
    image.save()
    image.file = ImageFile(other, name="y.png")
    with pytest.raises(PermissionDenied), transaction.atomic():
        image.save()
    with pytest.raises(PermissionDenied), transaction.atomic():
        images.objects.get(pk=image.pk).delete()
