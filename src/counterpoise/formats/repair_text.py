"""A repair for a terminal: what to adopt and what each measure ends, the proof, what else would do, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from counterpoise.analysis.demands import Demand
from counterpoise.analysis.findings import Finding
from counterpoise.analysis.repairs import Adopted, Alternatives, Obstacle, Offer, Repair, Status
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import ONLY_PLACE
from counterpoise.domain.measures import Measure
from counterpoise.domain.names import KINDS, READINGS, Names
from counterpoise.domain.words import Text, capital
from counterpoise.formats.columns import wrap

WORDS = {
    "asked": Text(
        vi="Yêu cầu: không nhóm nào dưới {target} người làm trọn được {matters} việc được hỏi ({reading}); không ai chặn được việc kiểm soát chính mình; không trái quy tắc; không ai quá tải.",
        en="Asked: no group below {target} carries any of {matters} matters ({reading}); nobody stops the control of oneself; no rule is broken; nobody has too much.",
    ),
    Status.NONE_NEEDED: Text(
        vi="Không cần biện pháp nào: mọi yêu cầu đã đạt.", en="No measure is needed: every demand holds."
    ),
    Status.FOUND: Text(
        vi="Đủ và rẻ nhất: {count} biện pháp, {cost} điểm.",
        en="Enough, and cheapest: {count} measures, {cost} points.",
    ),
    Status.IMPOSSIBLE: Text(
        vi="Với các biện pháp được phép dùng, không thể đạt mọi yêu cầu. Rẻ nhất cho phần đạt được: {count} biện pháp, {cost} điểm.",
        en="With the measures allowed not every demand can be met. Cheapest for what can be: {count} measures, {cost} points.",
    ),
    Status.UNFINISHED: Text(
        vi="Chưa chứng minh xong trong giới hạn thời gian và bộ nhớ. Tốt nhất đã tìm được: {count} biện pháp, {cost} điểm.",
        en="The proof was not finished within the limits of time and memory. Best found so far: {count} measures, {cost} points.",
    ),
    "over": Text(vi="Vượt ngân sách {budget} điểm.", en="Over the budget of {budget} points."),
    "ends_all": Text(
        vi="Số phát hiện: trước {before}, sau {after}; chấm dứt {ended}, phát sinh {caused}.",
        en="Findings: {before} before, {after} after; {ended} ended, {caused} new.",
    ),
    "scale": Text(vi="KIỂM SOÁT HAY CHẤM DỨT VIỆC KIÊM NHIỆM", en="CONTROL THE ARRANGEMENT, OR END IT"),
    "keeping": Text(vi="Giữ mô hình và kiểm soát: {}", en="Keep the arrangement and control it: {}"),
    "ending": Text(
        vi="Chấm dứt mô hình và làm phần còn lại: {}", en="End the arrangement and do the rest: {}"
    ),
    "points": Text(vi="{} điểm", en="{} points"),
    "not_so": Text(vi="không tập hợp nào đạt được chừng ấy", en="no set meets as much"),
    "measures": Text(vi="BIỆN PHÁP", en="MEASURES"),
    "everywhere": Text(vi="Chung cho mọi việc", en="For every matter"),
    "point": Text(vi="{} – {}", en="{} – {}"),
    "superior": Text(
        vi="cấp trên ban hành; nơi này chỉ kiến nghị", en="for the body above; this place can only propose it"
    ),
    "ends": Text(vi="Chấm dứt: {}", en="Ends: {}"),
    "ends_none": Text(
        vi="Chấm dứt: không phát hiện nào riêng (nâng số người ít nhất, hoặc giữ cho biện pháp khác không gây hại)",
        en="Ends: no finding of its own (raises the fewest people, or keeps another measure from doing harm)",
    ),
    "causes": Text(vi="Phát sinh: {}", en="New: {}"),
    "condition": Text(vi="Điều kiện: {}", en="Condition: {}"),
    "obstacles": Text(vi="CÒN VƯỚNG", en="WHAT STANDS IN THE WAY"),
    "proof": Text(vi="CHỨNG MINH", en="PROOF"),
    "exact": Text(
        vi="Không tập hợp nào trong số {candidates} biện pháp có thể áp dụng đạt chừng ấy mà rẻ hơn {low} điểm (chính xác; phương pháp: {method}).",
        en="No set of the {candidates} measures that could be adopted meets as much for less than {low} points (exact; method: {method}).",
    ),
    "gap": Text(
        vi="Mọi tập hợp đạt chừng ấy tốn ít nhất {low} điểm; chưa rõ khoảng từ {low} đến {high} điểm ({candidates} biện pháp có thể áp dụng).",
        en="Every set that meets as much costs at least {low} points; the gap from {low} to {high} is open ({candidates} measures could be adopted).",
    ),
    "ties": Text(vi="NGANG GIÁ", en="EQUALLY CHEAP"),
    "ties_total": Text(
        vi="Có {} tập hợp ngang giá; khác nhau ở:", en="{} sets cost the same; they differ in:"
    ),
    "ties_many": Text(
        vi="Có rất nhiều tập hợp ngang giá (chưa đếm hết); khác nhau ở:",
        en="Very many sets cost the same (not all counted); they differ in:",
    ),
    "ties_one": Text(vi="Không tập hợp nào khác rẻ bằng.", en="No other set is as cheap."),
    "ties_wide": Text(vi="Có {} tập hợp ngang giá.", en="{} sets cost the same."),
    "choices": Text(vi="{}: {} cách, mỗi cách {} điểm", en="{}: {} ways, {} points each"),
    "many": Text(vi="hơn {}", en="more than {}"),
    "load": Text(vi="chức danh và nhiệm vụ trong một tay", en="offices and duties in one hand"),
    "next": Text(vi="TIẾP THEO TRONG THỨ TỰ", en="NEXT BEST"),
    "instead": Text(vi="{} điểm: thay {} bằng {}", en="{} points: {} instead of {}"),
    "nothing": Text(vi="không gì cả", en="nothing"),
    "no_next": Text(vi="Không còn tập hợp nào khác.", en="There is no other set."),
    "not_exact": Text(vi="Danh sách này có thể thiếu.", en="This list may not be complete."),
    "caused": Text(vi="PHÁT SINH SAU KHI ÁP DỤNG", en="NEW AFTER ADOPTION"),
}
_SHOWN = 4
_MOST_CAUSED = 12


def write(repairs: Sequence[Repair], *, language: str, colour: bool, width: int) -> str:
    """Write repairs one after another for a terminal of so many columns."""
    return "\n".join("\n".join(_Teller(one, language, width, colour).lines()) + "\n" for one in repairs)


@dataclass(frozen=True, slots=True)
class _Teller:
    """One repair told in one language and width."""

    repair: Repair
    language: str
    width: int
    colour: bool

    @property
    def names(self) -> Names:
        return Names(self.repair.case, self.repair.framework)

    def say(self, word: str, *values: object, **named: object) -> str:
        return WORDS[word].of(self.language).format(*values, **named)

    def title(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def wrapped(self, text: str, first: str = "", rest: str = "") -> Iterator[str]:
        yield from wrap(text, self.width, first=first, rest=rest)

    def headed(self, word: str) -> Iterator[str]:
        yield ""
        yield self.title(self.say(word))

    def lines(self) -> Iterator[str]:
        """Tell everything in order."""
        yield from self.heading()
        yield from self.scale()
        yield from self.obstacles()
        yield from self.measures()
        yield from self.caused()
        yield from self.proof()
        if self.repair.proof.exact:
            yield from self.ties()
            yield from self.next_best()

    def heading(self) -> Iterator[str]:
        one = self.repair
        for line in wrap(one.case.title.of(self.language), self.width):
            yield self.title(line)
        where = [self.names.place(p).of(self.language) for p in one.places if p != ONLY_PLACE]
        yield from self.wrapped(
            " · ".join([*([", ".join(where)] if where else []), day_name(one.on).of(self.language)])
        )
        reading = READINGS[one.reading].of(self.language)
        yield from self.wrapped(
            self.say("asked", target=one.target, matters=len(one.matters), reading=reading)
        )
        yield from self.wrapped(self.say(one.status, count=len(one.measures), cost=one.cost))
        if one.is_over_budget:
            yield from self.wrapped(self.say("over", budget=one.budget))
        if one.before is not None and one.after is not None:
            counts = {"before": len(one.before.findings), "after": len(one.after.findings)}
            yield from self.wrapped(
                self.say("ends_all", **counts, ended=len(one.ended), caused=len(one.caused))
            )

    def scale(self) -> Iterator[str]:
        """Set stopping and controlling side by side."""
        scale = self.repair.scale
        if scale is not None:
            yield from self.headed("scale")
            for word, cost in (("keeping", scale.keeping), ("ending", scale.ending)):
                told = self.say("not_so") if cost is None else self.say("points", cost)
                yield from self.wrapped(self.say(word, told), "- ", "  ")

    def obstacles(self) -> Iterator[str]:
        """Say what stands in the way."""
        if self.repair.obstacles:
            yield from self.headed("obstacles")
        for one in self.repair.obstacles:
            yield from self.wrapped(self._obstacle(one), "- ", "  ")

    def _obstacle(self, one: Obstacle) -> str:
        where = self._about(one.demand)
        who = ", ".join(
            self.names.person(p, one.demand.place).of(self.language) for p in one.persons[:_SHOWN]
        )
        return f"{where}: {one.why.of(self.language)}" + (f" ({who})" if who else "")

    def _about(self, demand: Demand) -> str:
        where = "" if demand.place == ONLY_PLACE else self.names.place(demand.place).of(self.language)
        if demand.matter is None:
            return where or self.say("load")
        matter = self.names.matter(demand.matter).of(self.language)
        return f"{matter} ({where})" if where else matter

    def measures(self) -> Iterator[str]:
        """List the measures by matter, each with what it ends."""
        if self.repair.measures:
            yield from self.headed("measures")
        for matter, those in groupby(self.repair.measures, key=lambda adopted: adopted.measure.matter):
            name = self.say("everywhere") if matter is None else self.names.matter(matter).of(self.language)
            yield from self.wrapped(name)
            for adopted in those:
                yield from self._measure(adopted)

    def _measure(self, adopted: Adopted) -> Iterator[str]:
        one = adopted.measure
        kind = capital(KINDS[one.kind]).of(self.language)
        above = f" ({self.say('superior')})" if one.superior else ""
        yield from self.wrapped(self.say("point", self.say("points", one.cost), kind) + above, "  - ", "    ")
        yield from self.wrapped(one.clause.of(self.language), "    ", "    ")
        for condition in one.conditions:
            yield from self.wrapped(self.say("condition", condition.of(self.language)), "    ", "      ")
        if self.repair.before is not None:
            told = self.say("ends", self._findings(adopted.ends)) if adopted.ends else self.say("ends_none")
            yield from self.wrapped(told, "    ", "      ")
        if adopted.causes:
            yield from self.wrapped(self.say("causes", self._findings(adopted.causes)), "    ", "      ")

    def _findings(self, findings: Sequence[Finding]) -> str:
        """Count findings by code and matter."""
        counts: dict[tuple[str, str], int] = {}
        for f in findings:
            matter = self.names.matter(f.matter).of(self.language) if f.matter is not None else ""
            counts[f.code, matter] = counts.get((f.code, matter), 0) + 1
        told = [
            f"{code}{f' “{matter}”' if matter else ''}{f' ×{count}' if count > 1 else ''}"
            for (code, matter), count in counts.items()
        ]
        return "; ".join(told)

    def caused(self) -> Iterator[str]:
        """List what is new, the gravest first."""
        caused = self.repair.caused
        if not caused:
            return
        yield from self.headed("caused")
        for one in caused[:_MOST_CAUSED]:
            yield from self.wrapped(f"{one.code}: {one.message.of(self.language)}", "- ", "  ")
        if len(caused) > _MOST_CAUSED:
            yield f"  … +{len(caused) - _MOST_CAUSED}"

    def proof(self) -> Iterator[str]:
        """Say what is proved, and the gap where it is not."""
        proof, one = self.repair.proof, self.repair
        yield from self.headed("proof")
        high = "?" if proof.high is None else proof.high
        word = "exact" if proof.exact else "gap"
        yield from self.wrapped(
            self.say(word, candidates=one.candidates, low=proof.low, high=high, method=proof.method)
        )

    def ties(self) -> Iterator[str]:
        """Say in which parts other choices cost the same."""
        one = self.repair
        yield from self.headed("ties")
        if one.ties_total == 1:
            yield from self.wrapped(self.say("ties_one"))
            return
        apart = [part for part in one.parts if part.total is None or part.total > 1]
        word = "ties_total" if apart else "ties_wide"
        if one.ties_total is None:
            yield from self.wrapped(self.say("ties_many"))
        else:
            yield from self.wrapped(self.say(word, f"{one.ties_total:,}".replace(",", self._mark)))
        for part in apart:
            yield from self._alternatives(part)

    @property
    def _mark(self) -> str:
        return "." if self.language == "vi" else ","

    def _alternatives(self, part: Alternatives) -> Iterator[str]:
        name = self.say("load") if part.matter is None else self.names.matter(part.matter).of(self.language)
        total = self.say("many", len(part.choices)) if part.total is None else part.total
        yield from self.wrapped(self.say("choices", name, total, part.cost), "- ", "  ")

    def next_best(self) -> Iterator[str]:
        """Say what comes next and how it differs."""
        one = self.repair
        yield from self.headed("next")
        if not one.next_best:
            yield from self.wrapped(self.say("no_next"))
        for offer in one.next_best:
            yield from self.wrapped(self._offer(offer), "- ", "  ")
        if not one.next_exact:
            yield from self.wrapped(self.say("not_exact"))

    def _offer(self, offer: Offer) -> str:
        mine = {adopted.measure.id: adopted.measure for adopted in self.repair.measures}
        theirs = {measure.id: measure for measure in offer.measures}
        gone = [one for name, one in mine.items() if name not in theirs]
        new = [one for name, one in theirs.items() if name not in mine]
        parts = self._named(gone), self._named(new)
        order = parts if self.language == "vi" else parts[::-1]
        return self.say("instead", offer.cost, *order)

    def _named(self, measures: Sequence[Measure]) -> str:
        return "; ".join(f"“{one.clause.of(self.language)}”" for one in measures) or self.say("nothing")
