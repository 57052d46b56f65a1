"""What an account may do: a small closed set of roles; whoever holds none may read what is public and nothing else."""

from __future__ import annotations

from enum import StrEnum

from counterpoise.domain.words import Text


class Role(StrEnum):
    """A role; each is a group of the same name."""

    REGISTRAR = "registrar"
    APPROVER = "approver"
    INSPECTOR = "inspector"
    READER = "reader"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    MODERATOR = "moderator"


# Who reads the register and what is found in it; editors of the bulletin read what is public.
INSIDE = frozenset({Role.REGISTRAR, Role.APPROVER, Role.INSPECTOR, Role.READER})

ROLE_NAMES = {
    Role.REGISTRAR: Text("người giữ sổ", "registrar"),
    Role.APPROVER: Text("người duyệt", "approver"),
    Role.INSPECTOR: Text("người kiểm tra", "inspector"),
    Role.READER: Text("người đọc nội bộ", "internal reader"),
    Role.EDITOR: Text("biên tập viên", "editor"),
    Role.PUBLISHER: Text("người duyệt bài", "publisher"),
    Role.MODERATOR: Text("người duyệt bình luận", "moderator"),
}
