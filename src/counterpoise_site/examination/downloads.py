"""An audit of a place in every format the library writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counterpoise.analysis.findings import Audit
from counterpoise.domain.words import Text
from counterpoise.formats import report_docx, report_html, report_json, report_text, report_xlsx

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Download:
    """One format: what it is called, its type, and who writes it."""

    name: Text
    content_type: str
    write: Callable[[Audit, str], bytes]


DOWNLOADS: Mapping[str, Download] = {
    "html": Download(
        Text("Báo cáo, một tệp HTML", "Report, one HTML file"),
        "text/html; charset=utf-8",
        lambda audit, language: report_html.write(audit, language=language).encode(),
    ),
    "docx": Download(
        Text("Hồ sơ làm việc, Word", "Working papers, Word"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda audit, language: report_docx.write(audit, language=language),
    ),
    "xlsx": Download(
        Text("Hồ sơ làm việc, Excel", "Working papers, Excel"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda audit, language: report_xlsx.write(audit, language=language),
    ),
    "txt": Download(
        Text("Văn bản thuần", "Plain text"),
        "text/plain; charset=utf-8",
        lambda audit, language: report_text.write(
            audit, language=language, colour=False, width=_WIDTH
        ).encode(),
    ),
    "json": Download(
        Text("Dữ liệu JSON", "JSON data"),
        "application/json",
        lambda audit, language: report_json.write(audit).encode(),  # noqa: ARG005 - holds both languages
    ),
}
