"""Static checks of the menu book, and its graph, both derived from the source of the screens.

`menus/graph.py` reads from the functions themselves which screen leads to which: nothing is maintained by hand.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.platform import gsm0338
from app.platform.i18n import languages, translate
from menus.context import Context
from menus.engine import (
    BACK,
    FIRST,
    HOME_SHOWN_BELOW,
    LOST,
    MORE,
    REFUSALS_BEFORE_HELP,
    Book,
    draw,
    label_key,
    labels,
)
from menus.faults import MenuFault, place_of, quote
from menus.graph import (
    COUNTED,
    EFFECTS,
    calls_effect,
    is_page_to_read,
    read_labels,
    read_links,
    read_screens,
    read_ways,
)
from menus.notation import HOME, RESTART, SCREENS, Ask, Choose, End, Fork, Menu, Screen
from menus.paging import Keys, fits_one_page

DEEP: Final = HOME_SHOWN_BELOW + 1
"""The depth at which a page has the least room: after three refusals, back, home and help all stand on it."""
HIGHEST_LINE: Final = 99
"""The highest number of a line: two digits at most."""


def find_ways(book: Book, screen: Screen) -> list[Screen]:
    """The screens that this one leads to."""
    return find_meant(book, read_ways(screen))


def find_meant(book: Book, named: Iterable[Screen]) -> list[Screen]:
    """The given screens, each once; `HOME` and `RESTART` are replaced by the screens that the book puts there."""
    places = {HOME: [book.home], RESTART: read_screens(book.next)}
    return list(dict.fromkeys(there for each in named for there in places.get(each, [each])))


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
    """Every screen that a citizen can reach, nearest first. Help is one of them: it is offered after three refusals."""
    found: dict[str, Screen] = {}
    waiting = [book.home, book.help, *read_screens(book.first)]
    while waiting:
        screen = waiting.pop(0)
        if screen.name not in found:
            found[screen.name] = screen
            waiting += find_ways(book, screen)
    return list(found.values())


def find_faults(book: Book, context: Context) -> list[MenuFault]:
    """Everything wrong with the screens of a book: what no citizen could reach, leave, read or be shown."""
    screens = [*SCREENS.values()]
    return [
        *find_unreachable(book, screens),
        *find_dead_ends(screens),
        *find_dead_links(screens),
        *find_false_declarations(book, screens),
        *(fault for screen in screens for fault in find_misfits(screen, context)),
    ]


def find_unreachable(book: Book, screens: Iterable[Screen]) -> Iterator[MenuFault]:
    """A fault for each screen that no citizen can reach."""
    reached = {screen.name for screen in find_reachable(book)}
    yield from (fault_of(screen, "no screen leads here") for screen in screens if screen.name not in reached)


def find_dead_ends(screens: Iterable[Screen]) -> Iterator[MenuFault]:
    """A fault for each screen whose own functions lead to no other screen.

    Back and home are not checked: the engine adds them to every screen that is shown, and a fork is never shown.
    """
    for screen in screens:
        ways = read_ways(screen)
        if isinstance(screen, Choose | Ask | Fork) and not ways:
            yield fault_of(screen, "an answer leads nowhere")
        elif isinstance(screen, Menu) and not ways and not is_page_to_read(screen):
            yield fault_of(screen, "no line can be offered; a page that is only read says `return ()`")
        elif isinstance(screen, Fork) and not _comes_to_a_screen(screen):
            yield fault_of(screen, "it leads to forks that lead back to it, and to nothing that is shown")


def _comes_to_a_screen(fork: Fork) -> bool:
    """Whether a fork leads to anything that is shown, directly or through other forks."""
    seen: set[Screen] = set()
    waiting: list[Screen] = [fork]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, Fork):
            return True
        if each not in seen:
            seen.add(each)
            waiting += read_ways(each)
    return False


def find_dead_links(screens: Iterable[Screen]) -> list[MenuFault]:
    """A fault for each `link` to a name that no screen has."""
    return [
        MenuFault(screen.name, f"a link to {name!r}, which is no screen", place)
        for screen in screens
        for name, place in read_links(screen).items()
        if name not in SCREENS
    ]


def find_false_declarations(book: Book, screens: Iterable[Screen]) -> list[MenuFault]:
    """A fault for each declaration that the source contradicts: `acts` of a screen, and the flows listed as forms."""
    found = []
    questions = set()
    for screen in screens:
        if isinstance(screen, Ask | Choose):
            questions.add(screen.flow)
        does = calls_effect(screen)
        if isinstance(screen, End | Fork) and calls_effect(screen, EFFECTS | COUNTED):
            found.append(fault_of(screen, "it has an effect (once, outside), and nothing answers it"))
        elif does and not screen.acts:
            found.append(fault_of(screen, "an answer may have an effect (once, outside), and acts=True is missing"))
        elif screen.acts and not does:
            found.append(fault_of(screen, "acts=True, and no answer has an effect (once, outside)"))
    forms = sorted({*book.forms} - questions)
    return found + [MenuFault(form, "a form without a question", place_of(book.first)) for form in forms]


def fault_of(screen: Screen, what: str) -> MenuFault:
    """A fault of a screen, at the place where the screen is defined."""
    return MenuFault(screen.name, what, place_of(screen.body))


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
    """A copy of the screen that shows its longest values instead of those from the database."""
    kept = {key: value for key, value in vars(screen).items() if key != "fields"}
    return type(screen)(**kept, fields=lambda c: screen.longest or screen.fields(c))


def find_misfits(screen: Screen, context: Context) -> Iterator[MenuFault]:
    """A fault for whatever does not fit on a phone in some language, with the longest values and all possible keys."""
    if isinstance(screen, Fork):
        return
    if isinstance(screen, Choose) and not screen.values(context):
        yield fault_of(screen, "there is no line to choose")
    for language in languages():
        try:
            drawn = draw_at_longest(screen, context, language, depth=DEEP, refusals=REFUSALS_BEFORE_HELP)
        except (KeyError, IndexError) as missing:
            yield fault_of(screen, f"{language}: no value for the field {missing}")
            continue
        except ValueError as broken:
            yield fault_of(screen, f"{language}: it cannot be filled in: {broken}")
            continue
        yield from (fault_of(screen, f"{language}: {what}") for what in _find_page_faults(screen, drawn))
        yield from _find_long_lines(screen, context, language)
        asked = draw_at_longest(without_lines(screen), context, language, depth=DEEP, refusals=REFUSALS_BEFORE_HELP)
        if isinstance(screen, Ask) and len(asked) > 1:
            yield fault_of(screen, f"{language}: a question must stand on one page")


def _find_page_faults(screen: Screen, drawn: Iterable[str]) -> Iterator[str]:
    for number, page in enumerate(drawn, 1):
        if not gsm0338.fits("CON " + page):
            yield f"page {number} does not fit 160 septets"
        yield from (f"no value for the field {name!r}" for name in re.findall(r"{(\w+)}", page))


def _find_long_lines(screen: Screen, context: Context, language: str) -> Iterator[MenuFault]:
    """A fault for each numbered line that is too long for one page: lines shown now, and labels found in the source."""
    keys = Keys(
        always=(label_key(language, FIRST), label_key(language, LOST)),
        back=label_key(language, BACK),
        more=label_key(language, MORE),
    )
    shown = labels(replace(context, state=replace(context.state, language=language)), screen)
    offered = dict.fromkeys(shown, place_of(screen.body))
    offered |= {translate(language, text): place for text, place in read_labels(screen).items()}
    for label, place in offered.items():
        if not fits_one_page(f"{HIGHEST_LINE}. {label}", keys):
            yield MenuFault(screen.name, f"{language}: no page holds the line {quote(label)}", place)


def without_lines(screen: Screen) -> Screen:
    """A question without its numbered lines, which may continue on further pages; any other screen unchanged."""
    return replace(screen, options=lambda _: ()) if isinstance(screen, Ask) else screen


def _node_id(screen: Screen) -> str:
    return screen.name.replace(".", "_")


def _shape_of(screen: Screen) -> tuple[str, str]:
    shapes = {Menu: ("[", "]"), Choose: ("{{", "}}"), Ask: ("[/", "/]"), End: ("([", "])"), Fork: ("{", "}")}
    return shapes[type(screen)]
