"""Say findings in Vietnamese and English, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.analysis.by_hand import Holding, Link
from counterpoise.domain.citing import cite_text
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.names import HOWS, READINGS, STATUSES, Names, joined
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import Basis, PersonId, PlaceId, Text, plain, status_of

REMEDIES = {
    "C01": Text(
        "Thêm một người cùng quyết định hoặc một khâu kiểm soát thường xuyên độc lập, hoặc chuyển một bước cho chức danh khác.",
        "Add a second decider or a standing, independent check, or move one step to another office.",
    ),
    "C02": Text(
        "Giao khâu kiểm soát cho người không phụ thuộc vào người được kiểm soát, hoặc bỏ ràng buộc làm nó mất tác dụng.",
        "Give the check to somebody who does not depend on those checked, or cut the tie that empties it.",
    ),
    "C03": Text(
        "Chấm dứt việc kiêm nhiệm, hoặc giao khâu kiểm soát cho cơ quan, chức danh khác trong thời gian kiêm nhiệm.",
        "End the arrangement, or give the check to another body or office while it lasts.",
    ),
    "C04": Text(
        "Quy định người đó đứng ngoài và cấp trên hoặc người thay thế độc lập xử lý việc này.",
        "Have that person step aside and a superior or an independent substitute act instead.",
    ),
    "C05": Text(
        "Chia bớt phần quyết định cho chức danh khác hoặc cho tập thể.",
        "Share part of the decision with another office or with a body.",
    ),
    "R01": Text("Thôi giữ một trong các chức danh.", "Leave one of the offices."),
    "R02": Text("Bố trí lại một trong hai người.", "Assign one of the two persons elsewhere."),
    "R03": Text("Kết thúc nhiệm kỳ, bố trí việc khác.", "End the tenure and assign another post."),
    "R04": Text("Đưa vào kế hoạch luân chuyển năm.", "Put the post into the yearly rotation plan."),
    "R05": Text("Bố trí lại cho đúng cơ cấu quy định.", "Fill the offices as the required structure says."),
    "R06": Text("Bổ sung hoặc giảm số ghế cho đúng quy định.", "Fill or cut seats to the number required."),
    "R07": Text(
        "Chuyển việc cho cấp trên hoặc người độc lập.",
        "Hand the matter to a superior or somebody independent.",
    ),
    "R08": Text("Giao hai bước cho hai người khác nhau.", "Give the two steps to two different persons."),
    "R09": Text("Ghi thời hạn cho các bước còn thiếu.", "Write the missing deadlines."),
    "R10": Text("Đưa việc ra tập thể quyết định.", "Bring the matter to the collective."),
    "G01": Text(
        "Ban hành quy chế làm việc bao quát việc này.", "Adopt a working regulation that covers the matter."
    ),
    "G02": Text(
        "Phân công đúng một chức danh chủ trì trong quy chế.",
        "Name exactly one lead office in the regulation.",
    ),
    "G03": Text(
        "Bổ sung nhân sự hoặc giao bước này cho nơi khác.", "Fill the seat or give the step to somebody else."
    ),
    "G04": Text("Thêm một khâu kiểm soát có hiệu lực bắt buộc.", "Add a binding check."),
    "G05": Text("Ghi thời hạn cho từng bước.", "Write a deadline for each step."),
    "G06": Text("Ghi rõ ai thay khi phải đứng ngoài.", "Name who acts instead when somebody steps aside."),
    "G07": Text("Rà soát, sửa quy chế theo tổ chức mới.", "Review the regulation after the reorganisation."),
    "G08": Text(
        "Giao ít nhất một khâu kiểm soát cho người hoặc cơ quan không phụ thuộc người quyết định.",
        "Give at least one check to a person or body that does not depend on the decider.",
    ),
    "G09": Text(
        "Thống nhất quy chế của Đảng ủy và của UBND về việc này.",
        "Bring the regulations of the bodies into line on this matter.",
    ),
    "G10": Text(
        "Rà soát căn cứ, thay bằng văn bản đang có hiệu lực.", "Replace the source by the one in force."
    ),
    "G11": Text("Bổ sung dữ liệu khi có nguồn tin cậy.", "Fill the gap when a reliable source is found."),
    "R11": Text("Theo dõi trong phần kiểm soát hằng ngày.", "Follow up in the control of daily work."),
    "L02": Text(
        "Giao bớt việc cho cấp phó, hoặc tách chức danh.", "Delegate to deputies, or separate the offices."
    ),
    "P04": Text("Gia hạn bằng quyết định hoặc chấm dứt.", "Extend by a decision, or end it."),
    "L01": Text("Giao bớt nhiệm vụ cho cấp phó bằng văn bản.", "Delegate duties to deputies in writing."),
    "P01": Text(
        "Ghi điều kiện và tiêu chí dừng cho thí điểm.", "Write down the pilot's conditions and stop rule."
    ),
    "P02": Text(
        "Tách hai chức danh, hoặc gia hạn bằng quyết định.", "Separate the offices, or extend by a decision."
    ),
    "P03": Text("Ấn định ngày kết thúc.", "Set the day on which it ends."),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Say things about one case at one place."""

    names: Names
    place: PlaceId

    def concentration(
        self,
        code: str,
        matter: Matter,
        *,
        persons: Sequence[PersonId],
        steps: Sequence[Step],
        reading: str,
        figure: float | None,
    ) -> Text:
        """Say a C finding."""
        who = self._who(persons)
        what = self.names.matter(matter.id)
        how = READINGS[reading]
        said = self._steps(steps) if code in ("C02", "C03") else plain("")
        match code:
            case "C01":
                return Text(
                    f"{who.vi} một mình có thể quyết xong việc “{what.vi}” ({how.vi}).",
                    f"{who.en} alone can carry “{what.en}” ({how.en}).",
                )
            case "C02":
                return Text(
                    f"Khâu kiểm soát “{said.vi}” trong việc “{what.vi}” chỉ có hình thức: nhóm nào làm được phần còn lại"
                    " thì cũng đã vô hiệu hóa được nó.",
                    f"The check “{said.en}” in “{what.en}” is hollow: every group able to carry the rest already"
                    " neutralises it.",
                )
            case "C03":
                return Text(
                    f"Khâu kiểm soát “{said.vi}” trong việc “{what.vi}” mất tác dụng vì {who.vi} giữ cùng lúc các chức"
                    " danh kiêm nhiệm; nếu không kiêm nhiệm thì nó còn tác dụng.",
                    f"The check “{said.en}” in “{what.en}” has collapsed because {who.en} holds the joined offices;"
                    " without the arrangement it would stand.",
                )
            case "C04":
                return Text(
                    f"{who.vi} có thể chặn việc “{what.vi}”, là việc kiểm soát chính mình ({how.vi}).",
                    f"{who.en} can stop “{what.en}”, the control of oneself ({how.en}).",
                )
            case _:
                share = round(100 * (figure or 0.0), 9)  # half a percent is one, whatever its last digit
                return Text(
                    f"{who.vi} giữ {share:.0f} % quyền quyết định (chỉ số Shapley–Shubik) trong việc “{what.vi}”"
                    f" ({how.vi}).",
                    f"{who.en} holds {share:.0f}% of the power to decide (Shapley–Shubik) “{what.en}” ({how.en}).",
                )

    def _who(self, persons: Sequence[PersonId]) -> Text:
        return joined([self.names.person(person, self.place) for person in persons])

    def _steps(self, steps: Sequence[Step]) -> Text:
        return joined([self.names.step(step) for step in steps])

    def seat_row(self, roster: Roster, holding: Holding) -> Text:
        """Say that somebody holds an office, and by which row."""
        who = self.names.person(holding.person, self.place)
        what = self._with_place(self.names.office(holding.office), holding.place, roster)
        seats = roster.seen_from(holding.place).seats[holding.office]
        seat = next(s for s in seats if s.holder == holding.person)
        if seat.unnamed:
            return Text(
                f"{who.vi}: giả định độc lập, không có dòng nào", f"{who.en}: assumed independent, no row"
            )
        if seat.tenure is None:
            return Text(
                f"{who.vi} giữ chức danh {what.vi} (theo thay đổi đang so sánh)",
                f"{who.en} holds {what.en} (by the change compared)",
            )
        line, ground = seat.tenure.line, self.names.ground(seat.tenure.basis)
        vi, en = (f" ({ground.vi})", f" ({ground.en})") if seat.tenure.basis else ("", "")
        return Text(
            f"{who.vi} giữ chức danh {what.vi} (tenures.csv, dòng {line}){vi}",
            f"{who.en} holds {what.en} (tenures.csv, line {line}){en}",
        )

    def tie_row(self, roster: Roster, link: Link) -> Text:
        """Say that an office depends on an actor."""
        if link.holding is None or link.tie is None:
            return plain("")
        name = self._with_place(self.names.office(link.holding.office), link.holding.place, roster)
        actor, how = self.names.actor(link.tie.actor), HOWS[link.tie.how]
        vi, en = _known_from(link.tie.basis)
        return Text(
            f"{actor.vi} {how.vi} {name.vi}{vi}",
            f"{actor.en} {how.en} {name.en}{en}",
        )

    def _with_place(self, name: Text, place: PlaceId, roster: Roster) -> Text:
        """Add the place to an office that is neither of the audited place nor above it."""
        if roster.has(place):
            return name
        where = self.names.place(place)
        return Text(f"{name.vi}, {where.vi}", f"{name.en}, {where.en}")

    def kin_row(self, person: PersonId, relative: PersonId, place: PlaceId) -> Text:
        """Say that two persons are relatives."""
        one, other = self.names.person(person, place), self.names.person(relative, place)
        return Text(
            f"{one.vi} và {other.vi} có quan hệ gia đình (kin.csv)",
            f"{one.en} and {other.en} are relatives (kin.csv)",
        )

    def matter_row(self, matter: Matter) -> Text:
        """Say where the steps of a matter come from."""
        name = self.names.matter(matter.id)
        vi, en = _known_from(matter.basis)
        return Text(f"trình tự việc “{name.vi}”{vi}", f"the steps of “{name.en}”{en}")


def _known_from(basis: Basis) -> tuple[str, str]:
    """Say the articles and how far the row was verified, in brackets."""
    cites = [cite_text(c.cite) for c in basis if c.cite]
    vi, en = (["; ".join(c.vi for c in cites)], ["; ".join(c.en for c in cites)]) if cites else ([], [])
    status = status_of(basis)
    if status is not None:
        vi.append(STATUSES[status].vi)
        en.append(STATUSES[status].en)
    return (f" ({', '.join(vi)})", f" ({', '.join(en)})") if vi else ("", "")
