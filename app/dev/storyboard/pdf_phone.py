"""A phone on a page of the PDF: its body, its screen with what is shown, its keys, and how much of 160 is used."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from fpdf import FPDF

from app.dev.storyboard.screens import PhonePage
from app.platform import gsm0338

PHONE_WIDTH: Final = 34.5
GAP: Final = 3.5
ROW_HEIGHT: Final = 53.5
"""Millimetres, with the label above and the length below the phone."""
LETTERS_A_LINE: Final = 24
LABEL, SPEAKER, SCREEN_HEIGHT, KEYPAD, CAPTION = 4.0, 2.6, 29.5, 8.6, 4.0
FONT_SIZE: Final = 5.9
"""Points: a letter of Courier is 0.6 of it wide."""


def draw_phone(pdf: FPDF, x: float, y: float, page: PhonePage, label: str, *, scale: float = 1.0) -> None:
    """Draw a phone, its label above and its length below, with the upper left corner at `x`, `y`."""
    width, height = PHONE_WIDTH * scale, (SPEAKER + SCREEN_HEIGHT + KEYPAD) * scale
    pdf.set_xy(x, y)
    pdf.set_font("helvetica", "B", 6.5 * scale)
    pdf.set_text_color(76, 90, 83)
    pdf.cell(width, LABEL * scale - 0.6, label)
    y += LABEL * scale
    pdf.set_fill_color(38, 44, 48)
    pdf.rect(x, y, width, height, style="F", round_corners=True, corner_radius=3.2 * scale)
    pdf.set_fill_color(125, 135, 141)
    pdf.rect(x + width / 2 - 3 * scale, y + 1.1 * scale, 6 * scale, 0.6 * scale, style="F")
    pdf.set_fill_color(211, 230, 189)
    pdf.rect(x + 1.6 * scale, y + SPEAKER * scale, width - 3.2 * scale, SCREEN_HEIGHT * scale, style="F")
    _draw_text(pdf, x + 2.0 * scale, y + (SPEAKER + 0.7) * scale, page, scale)
    _draw_keys(pdf, x, y + (SPEAKER + SCREEN_HEIGHT) * scale, scale)
    _draw_length(pdf, x, y + height, page, scale)


def _draw_text(pdf: FPDF, x: float, y: float, page: PhonePage, scale: float) -> None:
    pdf.set_font("courier", "", FONT_SIZE * scale)
    pdf.set_text_color(20, 34, 13)
    for number, line in enumerate(wrap_screen(page.text)):
        pdf.text(x, y + (2.0 + number * 2.5) * scale, line)


def wrap_screen(text: str) -> Iterator[str]:
    """The lines of a small screen: divided between words, and within one that is longer than a line."""
    for line in text.split("\n"):
        yield from wrap(line, LETTERS_A_LINE, break_on_hyphens=False, drop_whitespace=True) or [""]


def _draw_keys(pdf: FPDF, x: float, y: float, scale: float) -> None:
    pdf.set_fill_color(150, 160, 166)
    for number in range(12):
        column, row = number % 3, number // 3
        left = x + (6.25 + column * 8) * scale
        pdf.rect(
            left,
            y + (1.3 + row * 1.7) * scale,
            6 * scale,
            1.0 * scale,
            style="F",
            round_corners=True,
            corner_radius=0.5 * scale,
        )


def _draw_length(pdf: FPDF, x: float, y: float, page: PhonePage, scale: float) -> None:
    width = PHONE_WIDTH * scale
    pdf.set_fill_color(223, 229, 224)
    pdf.rect(x, y + 1.0 * scale, width, 0.8 * scale, style="F")
    pdf.set_fill_color(10, 107, 61)
    pdf.rect(x, y + 1.0 * scale, width * page.septets / gsm0338.SCREEN, 0.8 * scale, style="F")
    pdf.set_xy(x, y + 2.1 * scale)
    pdf.set_font("helvetica", "", 6 * scale)
    pdf.set_text_color(76, 90, 83)
    pdf.cell(width, CAPTION * scale - 1, f"{page.septets} of {gsm0338.SCREEN}")
