"""The sheets of the PDF: their size, margins, fonts, colours, and page numbers."""

from typing import Final

from fpdf import FPDF

from app.dev.storyboard.screens import MIDNIGHT

MARGIN: Final = 12.0
"""Millimetres, as all lengths here."""
INK, FAINT, GREEN, RED = (22, 32, 27), (76, 90, 83), (10, 107, 61), (163, 24, 15)


class StoryboardPdf(FPDF):
    """An A4 document in landscape, with the page number below each page."""

    def __init__(self) -> None:
        super().__init__(orientation="landscape", format="A4")
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=False)
        self.set_title("Lango: the storyboard")
        self.set_lang("en")
        self.set_creation_date(MIDNIGHT)
        self.c_margin = 0  # the text of a cell begins at its edge
        self.targets: dict[str, int] = {}

    def footer(self) -> None:
        """See FPDF: the number of the page."""
        self.set_y(-9)
        self.write_in("", 7, FAINT)
        self.cell(0, 4, f"Lango: the storyboard    {self.page_no()}", align="R")

    def write_in(self, style: str, size: float, colour: tuple[int, int, int] = INK) -> None:
        """Set the style, size and colour of the text that follows."""
        self.set_font("helvetica", style, size)
        self.set_text_color(*colour)

    def link_to(self, name: str) -> int:
        """The link to a screen, which may be drawn later."""
        if name not in self.targets:
            self.targets[name] = self.add_link()
        return self.targets[name]

    @property
    def room(self) -> float:
        """The height that is left on the page, in millimetres."""
        return self.h - MARGIN - self.get_y()
