"""The report as one HTML file that needs nothing else: opens offline, reads on a telephone and on paper."""

from __future__ import annotations

from counterpoise.analysis.findings import Audit
from counterpoise.formats.report_html.edition import edition_of
from counterpoise.formats.report_html.page import page_of


def write(audit: Audit, *, language: str) -> str:
    """Write an audit as one self-contained HTML document in Vietnamese (`vi`) or English (`en`)."""
    return page_of(edition_of(audit, language))
