"""Write a draft regulation as one HTML file that stands alone, reads without a mouse and prints on A4."""

from __future__ import annotations

from counterpoise.formats.regulation_html.page import write

__all__ = ["write"]
