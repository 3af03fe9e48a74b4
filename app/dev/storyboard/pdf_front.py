"""The first sheets of the PDF: the cover, what each task costs, how to read it, and the contents."""

from collections.abc import Sequence
from typing import Any, Final

from fpdf import FPDF
from fpdf.outline import OutlineSection

from app.dev.storyboard.html_page import COST_TERMS, TERMS, Storyboard, as_time
from app.dev.storyboard.pdf_phone import draw_phone
from app.dev.storyboard.pdf_sheet import FAINT, GREEN, MARGIN, StoryboardPdf
from app.platform.i18n import languages

FLAG: Final = ((0.0, 4.0, (0, 0, 0)), (5.0, 4.0, (179, 0, 12)), (10.0, 4.0, (5, 96, 44)))
"""Stripes across the cover: y coordinate, height and colour of each."""
COLUMNS: Final = (96, 18, 18, 30, 26, 46, 39)
HEADINGS: Final = ("Task", "Hops", "Keys", "Time, about", "Sessions", "Who dials or texts, KES", "Our SMS, KES")


def add_cover(pdf: StoryboardPdf, storyboard: Storyboard) -> None:
    """The cover: what it is, how much of it, and the first screen."""
    pdf.add_page()
    for top, height, colour in FLAG:
        pdf.set_fill_color(*colour)
        pdf.rect(0, top, pdf.w, height, style="F")
    pdf.set_xy(MARGIN, 48)
    pdf.write_in("B", 34)
    pdf.multi_cell(150, 14, "Every screen of eCitizen on a phone", align="L")
    pdf.set_xy(MARGIN, pdf.get_y() + 6)
    pdf.write_in("", 13, FAINT)
    lead = (
        f"All that a citizen can see by dialling {storyboard.code}, in every language, at its shortest and at its "
        "longest; where each line leads; and what each task costs."
    )
    pdf.multi_cell(140, 6.5, lead, align="L")
    y = pdf.get_y() + 14
    for index, (what, number) in enumerate(storyboard.counts.items()):
        says = {"pages": "pages drawn", "most": "of 160 septets at most"}.get(what, what)
        pdf.set_xy(MARGIN + index * 30, y)
        pdf.write_in("B", 24, GREEN)
        pdf.cell(30, 10, str(number))
        pdf.set_xy(MARGIN + index * 30, y + 10)
        pdf.write_in("", 9, FAINT)
        pdf.multi_cell(27, 4, says, align="L")
    first = storyboard.flows[0].screens[0]
    for index, each in enumerate(first.drawn[:2]):
        draw_phone(pdf, 176 + index * 57, 46, each.shortest[0], languages()[each.language], scale=1.5)


def add_costs(pdf: StoryboardPdf, storyboard: Storyboard) -> None:
    """The table of what each task costs."""
    pdf.add_page()
    _add_heading(pdf, "What each task costs")
    rows = [
        (
            task.name, str(cost.hops), str(cost.keys), as_time(cost.seconds), str(cost.sessions or "-"),
            f"{cost.citizen_kes:.2f}", f"{cost.our_kes:.2f}" if cost.our_kes else "-",
        )
        for task, cost in storyboard.tasks
    ]  # fmt: skip
    _add_row(pdf, HEADINGS, "B")
    for row in rows:
        if pdf.room < 6:
            pdf.add_page()
            _add_row(pdf, HEADINGS, "B")
        _add_row(pdf, row, "")
    pdf.add_page()
    _add_heading(pdf, "How to read it")
    for term, meaning in (*COST_TERMS, *TERMS):
        pdf.write_in("B", 10)
        pdf.cell(50, 6, term)
        pdf.write_in("", 10)
        pdf.multi_cell(0, 6, meaning, align="L", new_x="LMARGIN", new_y="NEXT")


def _add_row(pdf: StoryboardPdf, cells: Sequence[str], style: str) -> None:
    pdf.set_draw_color(213, 219, 214)
    for number, (width, cell) in enumerate(zip(COLUMNS, cells, strict=True)):
        pdf.write_in(style or ("B" if number == 0 else ""), 9)
        pdf.cell(width, 5.6, cell, border="B", align="R" if number else "L")
    pdf.ln(5.6)


def _add_heading(pdf: StoryboardPdf, text: str) -> None:
    pdf.write_in("B", 18)
    pdf.start_section(text)
    pdf.cell(0, 9, text, new_x="LMARGIN", new_y="NEXT")
    pdf.set_draw_color(*GREEN)
    pdf.line(MARGIN, pdf.get_y(), pdf.w - MARGIN, pdf.get_y())
    pdf.ln(2)


def add_contents(pdf: StoryboardPdf, flows: int) -> None:
    """Reserve pages for the contents, whose page numbers are known only at the end."""
    pdf.add_page()
    pdf.insert_toc_placeholder(_draw_contents, pages=1 + flows // 66)


def _draw_contents(pdf: Any, outline: list[OutlineSection]) -> None:
    pdf.set_y(MARGIN)
    pdf.write_in("B", 18)
    pdf.cell(0, 12, "Contents", new_x="LMARGIN", new_y="NEXT")
    top = pdf.get_y()
    per_column = -(-len(outline) // 2)
    for index, section in enumerate(outline):
        pdf.set_xy(MARGIN + (index // per_column) * 138, top + (index % per_column) * 8.4)
        link = pdf.add_link(page=section.page_number)
        name, _, about = section.name.partition(": ")
        pdf.write_in("B", 9, GREEN)
        pdf.cell(112, 4, name, link=link)
        pdf.write_in("", 9)
        pdf.cell(12, 4, str(section.page_number), align="R", link=link)
        pdf.set_xy(MARGIN + (index // per_column) * 138, top + (index % per_column) * 8.4 + 3.6)
        pdf.write_in("", 7, FAINT)
        pdf.cell(124, 3.6, _shorten(pdf, about, 122))
    pdf.set_y(top + per_column * 8.4)


def _shorten(pdf: FPDF, text: str, width: float) -> str:
    """The text; if it is too wide, as many of its words as fit, and `...`."""
    if pdf.get_string_width(text) <= width:
        return text
    words = text.split()
    while pdf.get_string_width(" ".join([*words, "..."])) > width:
        words.pop()
    return " ".join([*words, "..."])
