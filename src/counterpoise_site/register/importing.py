"""An import is a proposal like any other: what will change is shown first, and a second person agrees."""

from __future__ import annotations

from django.db import transaction

from counterpoise.domain.words import Text
from counterpoise_site.accounts.models import Visitor
from counterpoise_site.register.actions import propose
from counterpoise_site.register.case_rows import edits_to
from counterpoise_site.register.exchange import Brought
from counterpoise_site.register.models import Paper, Proposal
from counterpoise_site.register.recording import Edit, lock
from counterpoise_site.register.rights import Right, require
from counterpoise_site.register.snapshot import keep_documents, rows_now


@transaction.atomic
def propose_import(visitor: Visitor, brought: Brought, *, why: str, replaces: bool) -> Proposal:
    """Propose that the register say what a case says; entries the case does not name stay unless it replaces all."""
    require(visitor, Right.PROPOSE)
    lock()
    now = list(rows_now())
    edits = edits_to(brought.case, now=now, keep_others=not replaces)
    if now and not replaces:
        edits = tuple(edit for edit in edits if not _is_study(edit))
    keep_documents(brought.case, dict(brought.sources))
    told = [Text(problem.line("vi"), problem.line("en")) for problem in brought.told]
    return propose(visitor, edits, why=why, kind=Proposal.Kind.IMPORT, told=told)


def _is_study(edit: Edit) -> bool:
    after = edit.after
    return after is not None and after.model is Paper and after.columns["kind"] == Paper.Kind.STUDY
