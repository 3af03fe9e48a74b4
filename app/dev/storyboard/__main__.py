"""`make storyboard`: the page that is kept beside the documents, and a PDF of it that is not."""

import sys
from pathlib import Path
from typing import Final

from app.dev.storyboard.html_page import make_storyboard, render_html
from app.dev.storyboard.pdf_document import render_pdf
from menus.faults import ROOT

PAGE: Final = ROOT / "docs" / "storyboard.html"
DOCUMENT: Final = ROOT / "build" / "storyboard.pdf"


def write(page: Path = PAGE, document: Path = DOCUMENT) -> None:
    """Write both."""
    storyboard = make_storyboard()
    page.write_text(render_html(storyboard))
    document.parent.mkdir(exist_ok=True)
    document.write_bytes(render_pdf(storyboard))


if __name__ == "__main__":
    write()
    sys.stdout.write(f"The storyboard: {PAGE}\nTo print, to send: {DOCUMENT}\n")
