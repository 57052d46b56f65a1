"""Read the text of one file, or say why it cannot be read."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from counterpoise.formats.case_folder.problems import Problems, Spot, both

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_SAVE_AS_UTF8 = both("lưu tệp với mã UTF-8", "save the file as UTF-8")


def read_text(path: Path, *, file: str, problems: Problems) -> str | None:
    """Read a file as UTF-8 text in composed form (NFC), or note a problem."""
    problems.open(file)
    at = Spot(file)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.add(at, both("không có tệp này", "there is no such file"), both("tạo tệp", "create it"))
    except IsADirectoryError:
        problems.add(
            at,
            both("đây là thư mục, không phải tệp", "this is a folder, not a file"),
            both("thay bằng một tệp", "put a file in its place"),
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.add(at, both(f"không mở được tệp ({reason})", f"the file cannot be opened ({reason})"))
    else:
        return _decoded(raw, at=at, problems=problems)
    return None


def _decoded(raw: bytes, *, at: Spot, problems: Problems) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(
            at.on(line), both("tệp không phải mã UTF-8", "the file is not UTF-8 text"), _SAVE_AS_UTF8
        )
        return None
    if bad := _CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        code = f"U+{ord(bad.group()):04X}"
        problems.add(
            at.on(line),
            both(f"có ký tự điều khiển {code}", f"there is a control character {code}"),
            both("xóa ký tự này, rồi lưu với mã UTF-8", "delete it, then save the file as UTF-8"),
        )
        return None
    return unicodedata.normalize("NFC", text)
