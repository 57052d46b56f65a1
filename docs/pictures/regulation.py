"""Draw the pictures of the round-trip tutorial: pages of the draft it walks to, as an office program lays them out.

Needs LibreOffice, poppler and the development tools. The pages are set in Noto Serif: on a machine without Times New Roman
letters would otherwise come from two fonts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
PAGES = {
    "vi": {
        "regulation-first.vi.png": "QUYẾT ĐỊNH:",
        "regulation-measures.vi.png": "Biện pháp kiểm soát",
        "regulation-leads.vi.png": "BẢNG PHÂN CÔNG CHỦ TRÌ",
    },
    "en": {
        "regulation-first.png": "DECISION:",
        "regulation-measures.png": "Control measures",
        "regulation-leads.png": "ASSIGNMENT OF LEADS",
    },
}
WIDTH = 560


def main() -> int:
    """Draft the regulation of the starter case in both languages and photograph three of its pages."""
    missing = [name for name in ("soffice", "pdftotext", "pdftoppm") if not shutil.which(name)]
    if missing:
        print(f"docs/pictures/regulation.py: install {', '.join(missing)} first", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        for language, wanted in PAGES.items():
            pages = _pages(Path(folder), language)
            for name, text in wanted.items():
                _photograph(pages, text, HERE / name)
                print(f"docs/pictures/{name}")
    return 0


def _pages(folder: Path, language: str) -> Path:
    """Draft, set in the other font, and turn into pages."""
    draft, shown = folder / f"{language}.docx", folder / f"{language}-shown.docx"
    program, case = [sys.executable, "-m", "counterpoise"], folder / f"my-commune-{language}"
    subprocess.run([*program, "new", str(case), "--lang", language], check=True)
    subprocess.run(
        [*program, "regulation", str(case), "--lang", language, "--output", str(draft)], check=True
    )
    with zipfile.ZipFile(draft) as read, zipfile.ZipFile(shown, "w") as written:
        for part in read.namelist():
            written.writestr(part, read.read(part).replace(b"Times New Roman", b"Noto Serif"))
    convert = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*convert, "--outdir", str(folder), str(shown)], check=True, capture_output=True)
    return shown.with_suffix(".pdf")


def _photograph(pages: Path, text: str, picture: Path) -> None:
    """Write the first page that holds a text as a small grey picture."""
    read = subprocess.run(
        ["pdftotext", "-layout", str(pages), "-"], check=True, capture_output=True, encoding="utf-8"
    )
    number = next(n for n, page in enumerate(read.stdout.split("\f"), start=1) if text in page)
    size = ["-gray", "-png", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", "-singlefile"]
    page = ["-f", str(number), "-l", str(number)]
    subprocess.run(["pdftoppm", *size, *page, str(pages), str(picture.with_suffix(""))], check=True)


if __name__ == "__main__":
    sys.exit(main())
