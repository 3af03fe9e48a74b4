"""The menu book read off its own source: the graph, the storyboard and the proof that every screen is sound.

Nothing here is drawn by hand: `menus/graph.py` reads which screen leads to which from the functions themselves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.platform import gsm0338
from app.platform.i18n import languages
from menus.context import Context
from menus.engine import HOME_SHOWN_BELOW, REFUSALS_BEFORE_HELP, Book, draw
from menus.graph import calls_effect, read_links, read_screens, read_ways
from menus.notation import HOME, RESTART, SCREENS, Ask, Choose, End, Fork, Menu, Screen

DEEP: Final = HOME_SHOWN_BELOW + 1
"""So many screens deep a page has the least room: after three refusals back, home and help stand below it."""


@dataclass(frozen=True)
class ScreenFault:
    """Something that a citizen would stumble over, and where."""

    screen: str
    what: str


def find_ways(book: Book, screen: Screen) -> list[Screen]:
    """The screens that this one leads to."""
    places = {HOME: [book.home], RESTART: read_screens(book.next)}
    return list(dict.fromkeys([there for each in read_ways(screen) for there in places.get(each, [each])]))


def draw_graph(book: Book) -> str:
    """The whole menu book as a Mermaid flowchart."""
    lines = ["flowchart TD"]
    for screen in find_reachable(book):
        opening, closing = _shape_of(screen)
        lines.append(f'    {_node_id(screen)}{opening}"{screen.name}"{closing}')
    for screen in find_reachable(book):
        lines += [f"    {_node_id(screen)} --> {_node_id(there)}" for there in find_ways(book, screen)]
    return "\n".join(lines) + "\n"


def find_reachable(book: Book) -> list[Screen]:
    """Every screen that a citizen can come to, the first screen first. Help is offered after three refusals."""
    found: dict[str, Screen] = {}
    waiting = [book.home, book.help, *read_screens(book.first)]
    while waiting:
        screen = waiting.pop(0)
        if screen.name not in found:
            found[screen.name] = screen
            waiting += find_ways(book, screen)
    return list(found.values())


def find_faults(book: Book, context: Context) -> list[ScreenFault]:
    """Everything wrong with the book: unreachable screens, dead ends, and pages that no phone could show."""
    reached = {screen.name for screen in find_reachable(book)}
    lost = [ScreenFault(name, "no screen leads here") for name in SCREENS if name not in reached]
    dead = [
        ScreenFault(screen.name, "an answer leads nowhere")
        for screen in SCREENS.values()
        if isinstance(screen, Choose | Ask | Fork) and not read_ways(screen)
    ]
    return (
        lost
        + dead
        + find_dead_links(SCREENS.values())
        + find_false_declarations(book, SCREENS.values())
        + [fault for screen in SCREENS.values() for fault in _find_misfits(screen, context)]
    )


def find_dead_links(screens: Iterable[Screen]) -> list[ScreenFault]:
    """Links by a name that no screen has."""
    return [
        ScreenFault(screen.name, f"a link to {name!r}, which is no screen")
        for screen in screens
        for name in read_links(screen)
        if name not in SCREENS
    ]


def find_false_declarations(book: Book, screens: Iterable[Screen]) -> list[ScreenFault]:
    """What the engine is told of a screen and its source does not bear out: `acts`, and the flows that are forms."""
    found = []
    questions = set()
    for screen in screens:
        if isinstance(screen, Ask | Choose):
            questions.add(screen.flow)
        does = calls_effect(screen)
        if isinstance(screen, End | Fork) and does:
            found.append(ScreenFault(screen.name, "it has an effect (once, outside), and nothing answers it"))
        elif does and not screen.acts:
            found.append(
                ScreenFault(screen.name, "an answer may have an effect (once, outside), and acts=True is missing")
            )
        elif screen.acts and not does:
            found.append(ScreenFault(screen.name, "acts=True, and no answer has an effect (once, outside)"))
    return found + [ScreenFault(form, "a form without a question") for form in sorted({*book.forms} - questions)]


def draw_storyboard(book: Book, context: Context) -> str:
    """Every screen in every language at its longest, as pages of a phone, in Markdown."""
    parts = ["# Storyboard", "", "Every screen, in every language, with the longest values it can hold.", ""]
    for screen in find_reachable(book):
        there = ", ".join(each.name for each in find_ways(book, screen)) or "back, home"
        parts += [f"## {screen.name}", "", f"Leads to: {there if not isinstance(screen, End) else 'the end'}", ""]
        for language in () if isinstance(screen, Fork) else languages():
            for page in draw_at_longest(screen, context, language):
                parts += [f"{language}, {gsm0338.septets('CON ' + page)} septets", "", "```", page, "```", ""]
    return "\n".join(parts)


def draw_at_longest(
    screen: Screen,
    context: Context,
    language: str,
    *,
    above: str = "",
    briefly: str = "",
    depth: int = 2,
    refusals: int = 0,
) -> list[str]:
    """The pages of a screen in a language, its fields filled with their longest values."""
    state = replace(context.state, language=language, refusals=refusals)
    return draw(replace(context, state=state), _at_longest(screen), above=above, briefly=briefly, depth=depth)


def _at_longest(screen: Screen) -> Screen:
    """The same screen showing its longest values in place of the database's."""
    kept = {key: value for key, value in vars(screen).items() if key != "fields"}
    return type(screen)(**kept, fields=lambda c: screen.longest or screen.fields(c))


def _find_misfits(screen: Screen, context: Context) -> Iterator[ScreenFault]:
    if isinstance(screen, Fork):
        return
    for language in languages():
        try:
            drawn = draw_at_longest(screen, context, language, depth=DEEP, refusals=REFUSALS_BEFORE_HELP)
        except KeyError as missing:
            yield ScreenFault(screen.name, f"{language}: no value for the field {missing}")
            continue
        for number, page in enumerate(drawn, 1):
            if not gsm0338.fits("CON " + page):
                yield ScreenFault(screen.name, f"{language}: page {number} does not fit 160 septets")
            for unfilled in re.findall(r"{(\w+)}", page):
                yield ScreenFault(screen.name, f"{language}: no value for the field {unfilled!r}")
        asked = draw_at_longest(without_lines(screen), context, language, depth=DEEP, refusals=REFUSALS_BEFORE_HELP)
        if isinstance(screen, Ask) and len(asked) > 1:
            yield ScreenFault(screen.name, f"{language}: a question must stand on one page")


def without_lines(screen: Screen) -> Screen:
    """A question without the lines that it offers, which may go on to other pages; any other screen as it is."""
    return replace(screen, options=lambda _: ()) if isinstance(screen, Ask) else screen


def _node_id(screen: Screen) -> str:
    return screen.name.replace(".", "_")


def _shape_of(screen: Screen) -> tuple[str, str]:
    shapes = {Menu: ("[", "]"), Choose: ("{{", "}}"), Ask: ("[/", "/]"), End: ("([", "])"), Fork: ("{", "}")}
    return shapes[type(screen)]
