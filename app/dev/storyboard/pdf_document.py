"""The storyboard as a PDF to print: a cover, the costs, the contents, then flow by flow.

It uses the standard fonts of PDF (Helvetica, Courier), which have the letters of Latin-1. The alphabet of a phone also
has Greek capitals and the euro sign: a screen with one of these is refused, not misprinted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.dev.storyboard.html_page import Storyboard
from app.dev.storyboard.pdf_front import add_contents, add_costs, add_cover
from app.dev.storyboard.pdf_phone import GAP, PHONE_WIDTH, ROW_HEIGHT, draw_phone
from app.dev.storyboard.pdf_sheet import FAINT, GREEN, INK, MARGIN, RED, StoryboardPdf
from app.dev.storyboard.screens import PhonePage, StoryboardFlow, StoryboardScreen
from app.platform.i18n import languages

EXITS_WIDTH: Final = 66.0
TITLE_HEIGHT: Final = 12.0
ROOM_OF_A_FLOW: Final = 85.0
"""Millimetres: with less room left, a flow begins on the next page."""
LINE: Final = 3.3


class LetterNotInFont(ValueError):
    """A screen has a letter that these fonts do not have."""


@dataclass(frozen=True)
class LabelledPage:
    """A page of a phone, and what stands above it."""

    label: str
    page: PhonePage


def render_pdf(storyboard: Storyboard) -> bytes:
    """The document. Raises LetterNotInFont."""
    refuse_letters(storyboard)
    pdf = StoryboardPdf()
    add_cover(pdf, storyboard)
    add_costs(pdf, storyboard)
    add_contents(pdf, len(storyboard.flows))
    for flow in storyboard.flows:
        _add_flow(pdf, flow)
    return bytes(pdf.output())


def refuse_letters(storyboard: Storyboard) -> None:
    """Raises LetterNotInFont for a page with a letter that the fonts of the PDF do not have."""
    for page in storyboard.pages:
        for letter in page.text:
            if ord(letter) > 0xFF:
                raise LetterNotInFont(f"U+{ord(letter):04X} is in no font of the PDF: {page.text!r}")


def _add_flow(pdf: StoryboardPdf, flow: StoryboardFlow) -> None:
    if pdf.room < ROOM_OF_A_FLOW:
        pdf.add_page()
    elif pdf.get_y() > pdf.t_margin:
        pdf.ln(4)
    pdf.write_in("B", 18)
    pdf.start_section(f"{flow.name}: {flow.title}")
    pdf.cell(0, 9, flow.name, new_x="LMARGIN", new_y="NEXT")
    pdf.write_in("", 10, FAINT)
    pdf.cell(0, 5, flow.title, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)
    for screen in flow.screens:
        _add_screen(pdf, screen)


def _add_screen(pdf: StoryboardPdf, screen: StoryboardScreen) -> None:
    pages = list(_label_pages(screen))
    a_row = int((pdf.w - 2 * MARGIN - EXITS_WIDTH) // (PHONE_WIDTH + GAP))
    rows = [pages[start : start + a_row] for start in range(0, len(pages), a_row)]
    exits = list(_say_exits(screen))
    height = TITLE_HEIGHT + max(min(len(rows), 3) * ROW_HEIGHT, _height_of(pdf, exits))
    if pdf.room < height:
        pdf.add_page()
    _add_title(pdf, screen)
    top, page = pdf.get_y(), pdf.page_no()
    bottom = _add_exits(pdf, exits, top)
    pdf.set_y(top)
    for row in rows:
        if pdf.room < ROW_HEIGHT:
            pdf.add_page()
        top = pdf.get_y()
        for number, each in enumerate(row):
            draw_phone(pdf, MARGIN + number * (PHONE_WIDTH + GAP), top, each.page, each.label)
        pdf.set_y(top + ROW_HEIGHT)
    pdf.set_y(max(pdf.get_y(), bottom if pdf.page_no() == page else 0) + 2)


def _label_pages(screen: StoryboardScreen) -> Iterator[LabelledPage]:
    for each in screen.drawn:
        own = languages()[each.language]
        for name, pages in ((", shortest" if each.longest else "", each.shortest), (", longest", each.longest)):
            for number, page in enumerate(pages, 1):
                of = f" {number}/{len(pages)}" if len(pages) > 1 else ""
                yield LabelledPage(f"{own}{name}{of}", page)


def _add_title(pdf: StoryboardPdf, screen: StoryboardScreen) -> None:
    pdf.set_link(pdf.link_to(screen.name), y=pdf.get_y(), page=pdf.page_no())
    pdf.set_draw_color(213, 219, 214)
    pdf.line(MARGIN, pdf.get_y(), pdf.w - MARGIN, pdf.get_y())
    pdf.set_y(pdf.get_y() + 1)
    pdf.write_in("B", 11)
    pdf.cell(pdf.get_string_width(screen.name) + 3, 5, screen.name)
    pdf.write_in("", 8, FAINT)
    pdf.cell(pdf.get_string_width(screen.kind) + 3, 5, screen.kind + (", secret" if screen.is_secret else ""))
    if screen.acts:
        pdf.set_x(pdf.get_x() + (9 if screen.is_secret else 0))
        pdf.write_in("", 8, RED)
        pdf.cell(0, 5, "an answer has an effect")
    pdf.ln(5)
    pdf.write_in("", 8, FAINT)
    pdf.cell(0, 4, screen.about)
    pdf.ln(5.5)


def _say_exits(screen: StoryboardScreen) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines of the right column: a text, and the names of the screens that are linked after it."""
    for exit_ in screen.exits:
        yield f"{exit_.key}  {exit_.label}" if exit_.key else exit_.label, exit_.leads
    if screen.led_from:
        yield "come to from", screen.led_from


def _height_of(pdf: StoryboardPdf, exits: Sequence[tuple[str, tuple[str, ...]]]) -> float:
    pdf.set_font("helvetica", "", 7)
    widths = [pdf.get_string_width(f"{said} » {', '.join(names)}") for said, names in exits]
    return sum((1 + width // (EXITS_WIDTH - 14)) * LINE + 0.8 for width in widths)


def _add_exits(pdf: StoryboardPdf, exits: Sequence[tuple[str, tuple[str, ...]]], top: float) -> float:
    """Draw the right column; returns the y coordinate of its end."""
    pdf.set_left_margin(pdf.w - MARGIN - EXITS_WIDTH)
    pdf.set_xy(pdf.l_margin, top)
    for said, names in exits:
        _add_words(pdf, f"{said} »" if names else said, INK)
        for number, name in enumerate(names):
            _add_words(pdf, name + ("," if number + 1 < len(names) else ""), GREEN, pdf.link_to(name))
        pdf.ln(LINE + 0.8)
    bottom = pdf.get_y()
    pdf.set_left_margin(MARGIN)
    return bottom


def _add_words(pdf: StoryboardPdf, words: str, colour: tuple[int, int, int], link: int | None = None) -> None:
    """Write words that stay together, on this line or the next."""
    pdf.write_in("", 7, colour)
    width = pdf.get_string_width(words) + 1
    if pdf.get_x() + width > pdf.w - MARGIN and pdf.get_x() > pdf.l_margin:
        pdf.ln(LINE)
    pdf.cell(width, LINE, words, link=link or "")
