"""A figure as an SVG chart: series differ by patterns and numbers, not by colours alone, and no script is in it.

pygal writes a script into its SVG, also where it is told to add none: it is removed here. The chart has a title and a
description for screen readers, and the table of the same numbers is beside it on the page.
"""

import sys
from typing import Any, Final

from app.web.console.pages.overview.figure_table import FigureTable, Number, shown_number
from app.web.page_headers import page_headers

CSP: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; sandbox"
"""Nothing but its own styles, wherever it is opened (CSP level 3)."""
HEADERS: Final = page_headers(CSP, referrer="no-referrer")
WIDTH: Final = 900
HEIGHT_BY_DAY: Final = 420
A_BAR: Final = 30
AROUND: Final = 150
LONGEST_NAME: Final = 34
INKS: Final = ("#0b4f8a", "#b45309", "#0a5c36", "#8a1c5b", "#4a5259", "#5b21b6")
PATTERNS: Final = (
    '<path d="M0 0H8V8H0Z" fill="#b9d6f2"/>',
    '<path d="M0 0L8 8M-2 6L2 10M6 -2L10 2" stroke="{ink}" stroke-width="2"/>',
    '<circle cx="4" cy="4" r="2" fill="{ink}"/>',
    '<path d="M0 2H8M0 6H8" stroke="{ink}" stroke-width="2"/>',
    '<path d="M2 0V8M6 0V8" stroke="{ink}" stroke-width="1.5"/>',
    '<path d="M0 4H8M4 0V8" stroke="{ink}" stroke-width="1"/>',
)
"""One for each number of a row, in their order: filled, slanted, dotted, lying, standing, crossed."""
PRINTED: Final = 31
"""The number of days up to which each bar shows its number; beyond it, only the table does."""


def draw_chart(table: FigureTable, none: str) -> bytes:
    """The chart of a figure; `none`: what it says where there is nothing to draw."""
    pygal = _load_pygal()
    chart = (pygal.Bar if table.is_by_day else pygal.HorizontalStackedBar)(**_options(table, none))
    chart.config.css.append(f"inline:{_fills(f'#chart-{chart.uuid}')}")
    rows = table.rows if table.is_by_day else table.rows[::-1]  # horizontal bars begin at the bottom
    chart.x_labels = [row.name for row in rows]
    for place in table.drawn:
        chart.add(table.heads[place + 1], [row.numbers[place] or None for row in rows])
    root = chart.render_tree()
    _remove(root, "script", "desc", "title")
    _describe(root, table, pygal.etree.etree)
    written: bytes = pygal.etree.etree.tostring(root, encoding="utf-8")
    return written


def chart_size(table: FigureTable) -> tuple[int, int]:
    """Width and height of a chart, in pixels: declared in the page, so that it does not jump as the chart loads."""
    return WIDTH, HEIGHT_BY_DAY if table.is_by_day else AROUND + A_BAR * max(len(table.rows), 1)


def _load_pygal() -> Any:
    """Import pygal at the first chart of a process: few processes draw one.

    pygal adds an importer to sys.meta_path, for maps that are installed apart. It is removed again: Python 3.11 warns
    about it at each import from then on, and there are no maps here.
    """
    import pygal
    import pygal.etree

    sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != pygal.__name__]
    return pygal


def _options(table: FigureTable, none: str) -> dict[str, Any]:
    from pygal.style import Style

    look = Style(
        background="#ffffff", plot_background="#ffffff", foreground="#15181b", foreground_strong="#15181b",
        foreground_subtle="#4a5259", opacity="1", opacity_hover="1", colors=INKS, value_colors=("#15181b",) * len(INKS),
        font_family="sans-serif", title_font_size=18, label_font_size=13, major_label_font_size=13,
        value_font_size=13, legend_font_size=13, no_data_font_size=20,
    )  # fmt: skip
    width, height = chart_size(table)
    return {
        "js": [],
        "style": look,
        "css": ["file://style.css", "file://graph.css"],
        "defs": [_pattern(number) for number in range(len(INKS))],
        "title": table.title,
        "no_data_text": none,
        "explicit_size": True,
        "width": width,
        "height": height,
        "print_values": not table.is_by_day or len(table.rows) <= PRINTED,
        "print_zeroes": False,
        "value_formatter": _formatted,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 3,
        "show_legend": len(table.drawn) > 1,
        "truncate_label": LONGEST_NAME,
        "truncate_legend": LONGEST_NAME,
        "x_label_rotation": 60 if table.is_by_day else 0,
        "pretty_print": False,
        "disable_xml_declaration": True,
    }


def _formatted(number: Number) -> str:
    return shown_number(int(number) if number == int(number) else number)


def _pattern(number: int) -> str:
    drawn = PATTERNS[number].format(ink=INKS[number])
    box = '<path d="M0 0H8V8H0Z" fill="#ffffff"/>' if number else ""
    space = 'xmlns="http://www.w3.org/2000/svg"'
    return f'<pattern {space} id="p{number}" width="8" height="8" patternUnits="userSpaceOnUse">{box}{drawn}</pattern>'


def _fills(chart: str) -> str:
    """The CSS of one chart: a pattern for each series, and numbers that can be read on top of it."""
    each = (
        f"{chart} .color-{number} .rect, {chart} .legends .color-{number} rect, {chart} #activate-serie-{number} rect"
        f" {{fill: url(#p{number}) !important; stroke: {ink} !important;}}"
        for number, ink in enumerate(INKS)
    )
    halo = "paint-order: stroke; stroke: #ffffff !important; stroke-width: 4px; fill: #15181b !important;"
    return " ".join((*each, f"{chart} .text-overlay text {{{halo}}}"))


def _remove(root: Any, *names: str) -> None:
    """Take the elements of these names out of a tree; `desc` is in each bar, for a script that shows it."""
    for parent in [*root.iter()]:
        for child in [*parent]:
            if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in names:
                parent.remove(child)


def _describe(root: Any, table: FigureTable, etree: Any) -> None:
    """Name the picture for a screen reader; the title comes first (SVG 2: 5.8)."""
    space = root.tag.rpartition("svg")[0]
    for name, text in (("desc", table.about), ("title", table.title)):
        made = etree.Element(f"{space}{name}")
        made.text = text
        made.set("id", f"{table.name}-{name}")
        root.insert(0, made)
    root.set("role", "img")
    root.set("aria-labelledby", f"{table.name}-title {table.name}-desc")
