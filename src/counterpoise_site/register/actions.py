"""What people do to the register: each function checks the right, does the thing and writes it down, in one transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from counterpoise.domain.words import Text
from counterpoise_site.accounts.models import User, Visitor
from counterpoise_site.register import edits_json
from counterpoise_site.register.edit_checks import faults, framework_faults, offices_touched
from counterpoise_site.register.models import (
    Change,
    CitizenWords,
    Decision,
    Dispute,
    DisputeAnswer,
    Paper,
    Proposal,
)
from counterpoise_site.register.recording import Edit, StaleError, lock, record
from counterpoise_site.register.records import digest
from counterpoise_site.register.reviewing import disputed_row, doubting
from counterpoise_site.register.rights import Right, require
from counterpoise_site.register.snapshot import frameworks, snapshot, snapshot_of_offices
from counterpoise_site.register.what_if import named_persons

_MOST_PLACES = 5


_STATE = DisputeAnswer.State
_JUDGED = (_STATE.EXAMINED, _STATE.UPHELD, _STATE.REFUSED, _STATE.SET_ASIDE)
# What may be answered next; where an upheld dispute leads, a recorded proposal says so by itself.
NEXT: dict[str, tuple[DisputeAnswer.State, ...]] = {
    _STATE.OPEN: _JUDGED,
    _STATE.EXAMINED: _JUDGED,
    _STATE.UPHELD: (_STATE.SETTLED, _STATE.REFUSED),
    _STATE.REFUSED: (_STATE.EXAMINED,),
    _STATE.SET_ASIDE: (_STATE.EXAMINED,),
    _STATE.SETTLED: (_STATE.EXAMINED,),
}


class RefusedError(Exception):
    """The rules of the register refuse; carries why, in both languages."""

    def __init__(self, *why: Text) -> None:
        super().__init__("; ".join(one.en for one in why))
        self.why = why


_NOTHING = Text("không có gì thay đổi", "nothing would change")
_NO_REASON = Text("hãy ghi lý do", "say why")
_DECIDED = Text("đề nghị này đã được quyết định rồi", "this proposal was decided already")
_SAME_PERSON = Text(
    "người đề nghị không được duyệt đề nghị của chính mình, dù bằng tài khoản hay chức danh nào",
    "whoever proposed may not approve it, with whatever account or office",
)
_CONCERNED = Text(
    "đề nghị này nói về chính người duyệt; phải do người khác duyệt",
    "the proposal is about the one who would approve it; another person must",
)
_STALE = Text(
    "sổ đã thay đổi sau khi đề nghị được lập; đề nghị không còn áp dụng được, hãy lập lại",
    "the register changed after this was proposed; it no longer applies, propose it anew",
)
_MOVED = Text(
    "sổ vừa thay đổi trong lúc bạn xem; hãy xem lại hệ quả rồi mới quyết định",
    "the register changed while you were looking; look at the consequences again before you decide",
)
_NOT_NOW = Text("ý kiến này không còn ở bước ấy", "the dispute is past that step")
_RECORDED = "Đề nghị số {0} đã được duyệt và ghi vào sổ. / Proposal {0} was approved and recorded."
_DOUBTED = "Ý kiến phản bác số {0} được chấp nhận / Dispute {0} was upheld"
_NOT_YOURS = Text("chỉ người đề nghị mới rút được", "only whoever proposed may withdraw")


@transaction.atomic
def propose(
    visitor: Visitor,
    edits: Sequence[Edit],
    *,
    why: str,
    kind: Proposal.Kind = Proposal.Kind.EDIT,
    told: Sequence[Text] = (),
    dispute: Dispute | None = None,
) -> Proposal:
    """Propose edits; creating is checked as strictly as changing.

    `told` is what a second person should know of the file they were read from; `dispute` is what they settle.
    """
    account = require(visitor, Right.PROPOSE)
    return _proposed(account, edits, why=why, kind=kind, told=told, dispute=dispute)


def _proposed(
    account: User,
    edits: Sequence[Edit],
    *,
    why: str,
    kind: Proposal.Kind = Proposal.Kind.EDIT,
    told: Sequence[Text] = (),
    dispute: Dispute | None = None,
) -> Proposal:
    if not edits:
        raise RefusedError(_NOTHING)
    if not why.strip():
        raise RefusedError(_NO_REASON)
    _check(edits, kind)
    made = Proposal(
        kind=kind,
        by=account.identity,
        account=account,
        why=why.strip(),
        edits=edits_json.written(edits),
        count=len(edits),
        told=json.dumps([[line.vi, line.en] for line in told], ensure_ascii=False) if told else "",
        dispute=dispute,
    )
    made.save()
    return made


def last_change() -> int:
    """Give the number of the register's last change: what a page shows is true as of it."""
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def approve(visitor: Visitor, proposal: Proposal, *, seen: int, why: str = "") -> Change:
    """Agree as a second person; `seen` is the last change of the register when the consequences were shown."""
    account = require(visitor, Right.DECIDE)
    lock()
    _check_open(proposal)
    if account.identity_id == proposal.by_id:
        raise RefusedError(_SAME_PERSON)
    try:
        edits = edits_json.read(proposal.edits)
        if _concerns(account, edits):
            raise RefusedError(_CONCERNED)
        _check(edits, Proposal.Kind(proposal.kind))
        if seen != last_change():
            raise RefusedError(_MOVED)
        with transaction.atomic():
            change = record(
                edits,
                kind=Change.Kind.IMPORTED if proposal.kind == Proposal.Kind.IMPORT else Change.Kind.APPROVED,
                why=proposal.why,
                account=proposal.account,
                approved_by=account.identity,
            )
    except (StaleError, IntegrityError) as error:
        raise RefusedError(_STALE) from error
    _decide(account, proposal, Decision.Verdict.APPROVED, why, change)
    if proposal.dispute is not None:
        _answered(account, proposal.dispute, DisputeAnswer.State.SETTLED, _RECORDED.format(proposal.pk))
    return change


@transaction.atomic
def reject(visitor: Visitor, proposal: Proposal, *, why: str) -> Decision:
    """Refuse a proposal and say why."""
    account = require(visitor, Right.DECIDE)
    lock()
    _check_open(proposal)
    if not why.strip():
        raise RefusedError(_NO_REASON)
    return _decide(account, proposal, Decision.Verdict.REJECTED, why)


@transaction.atomic
def withdraw(visitor: Visitor, proposal: Proposal) -> Decision:
    """Take one's own proposal back."""
    account = require(visitor, Right.PROPOSE)
    lock()
    _check_open(proposal)
    if account.identity_id != proposal.by_id:
        raise RefusedError(_NOT_YOURS)
    return _decide(account, proposal, Decision.Verdict.WITHDRAWN, "")


@transaction.atomic
def dispute(visitor: Visitor, *, subject: str, said: str) -> Dispute:
    """Say that a row of a framework or an entry of the register is wrong."""
    account = require(visitor, Right.DISPUTE)
    if not said.strip():
        raise RefusedError(_NO_REASON)
    made = Dispute(by=account.identity, account=account, subject=subject, said=said.strip())
    made.save()
    return made


@transaction.atomic
def dispute_unnamed(*, subject: str, said: str) -> tuple[Dispute, str]:
    """Do the same without an account; gives the secret by which the writer finds the answer again."""
    if not said.strip():
        raise RefusedError(_NO_REASON)
    secret = secrets.token_urlsafe(24)
    made = Dispute(subject=subject, said="", secret=kept_half(secret))
    made.save()
    CitizenWords.objects.create(dispute=made, words=said.strip())
    return made, secret


def erase_words(disputed: Dispute) -> None:
    """Erase what a citizen wrote; that something was disputed, and the answers, stay."""
    CitizenWords.objects.filter(dispute=disputed).delete()


def kept_half(secret: str) -> str:
    """Give what is kept of a secret: nobody can make the secret of it."""
    return digest(secret)


@transaction.atomic
def answer(visitor: Visitor, disputed: Dispute, *, state: DisputeAnswer.State, said: str) -> DisputeAnswer:
    """Answer a dispute; whoever raised it does not decide it.

    Where a row of the law is found wrong, a review that says so is proposed, for another person to agree to: until somebody
    mends the row, findings that rest on it are marked as resting on something doubtful.
    """
    account = require(visitor, Right.ANSWER)
    if not said.strip():
        raise RefusedError(_NO_REASON)
    if disputed.by_id is not None and account.identity_id == disputed.by_id:
        raise RefusedError(_SAME_PERSON)
    if state not in NEXT[disputed.state]:
        raise RefusedError(_NOT_NOW)
    made = _answered(account, disputed, state, said)
    if state == DisputeAnswer.State.SET_ASIDE:
        erase_words(disputed)
    if state == DisputeAnswer.State.UPHELD and (row := disputed_row(disputed.subject)) is not None:
        why = f"{_DOUBTED.format(disputed.pk)}: {said.strip()}"
        _proposed(account, doubting(row, number=disputed.pk, said=said.strip()), why=why, dispute=disputed)
    return made


def _answered(account: User, disputed: Dispute, state: DisputeAnswer.State, said: str) -> DisputeAnswer:
    made = DisputeAnswer(
        dispute=disputed, by=account.identity, account=account, state=state, said=said.strip()
    )
    made.save()
    return made


def _check_open(proposal: Proposal) -> None:
    if Decision.objects.filter(proposal=proposal).exists():
        raise RefusedError(_DECIDED)


def _decide(
    account: User, proposal: Proposal, verdict: Decision.Verdict, why: str, change: Change | None = None
) -> Decision:
    made = Decision(
        proposal=proposal,
        verdict=verdict,
        by=account.identity,
        account=account,
        why=why.strip(),
        change=change,
    )
    made.save()
    return made


def _check(edits: Sequence[Edit], kind: Proposal.Kind) -> None:
    """Refuse what the library's reader would refuse; a few edits are judged by the places they touch, many by the whole."""
    touched = {edit.after.columns.get("place", "") for edit in edits if edit.after is not None}
    changes_law = any(_is_framework(edit) for edit in edits)
    is_whole = kind == Proposal.Kind.IMPORT
    if changes_law and not is_whole:
        case = snapshot_of_offices(offices_touched(frameworks(), edits))
        found = (*faults(case, edits), *framework_faults(case, edits, is_whole=False))
    elif len(touched) > _MOST_PLACES or changes_law:
        case = snapshot()
        found = (*faults(case, edits), *framework_faults(case, edits, is_whole=is_whole))
    else:
        persons = named_persons(edits)
        found = tuple(
            fault
            for place in sorted(touched)
            for fault in faults(snapshot(place, persons=persons), edits, place=place)
        )
    if found:
        raise RefusedError(*dict.fromkeys(found))


def _is_framework(edit: Edit) -> bool:
    return edit.after is not None and edit.after.columns.get("kind") == Paper.Kind.FRAMEWORK


def _concerns(account: User, edits: Sequence[Edit]) -> bool:
    """Tell whether edits are about the very person of an account."""
    own = account.identity.register_person
    if not own:
        return False
    said = [getattr(edit.before, "person", None) for edit in edits]
    said += [edit.after.columns.get("person") for edit in edits if edit.after is not None]
    return own in said
