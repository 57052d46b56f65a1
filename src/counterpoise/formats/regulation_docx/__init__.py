"""Write a draft regulation for Word in the layout of Decree 30/2020/NĐ-CP; alone uses python-docx."""

from __future__ import annotations

from counterpoise.formats.regulation_docx.document import write

__all__ = ["write"]
