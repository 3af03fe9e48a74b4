"""The menu engine: from the state of a session and what was typed it computes the next screen.

Pure: no web, no Redis, no SQL. It owns the keys that every screen has (0 back, 00 home, 98 more; source 19), the
numbering, the paging, the refusals and the words CON and END.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from app.platform import normalize
from app.platform.i18n import _, translate
from menus import paging
from menus.context import Context, OnlyLive, SessionState
from menus.notation import (
    HOME,
    RESTART,
    SCREENS,
    Ask,
    Choose,
    Digits,
    End,
    Fork,
    Link,
    Menu,
    Option,
    Rejected,
    Screen,
    screen_named,
)

BACK, FIRST, MORE, LOST = "0", "00", "98", "99"
"""Keys that every screen has: back, the first screen, the next page; and help, after three refusals."""
LEADS: Final[Mapping[str, str]] = {BACK: _("Back"), FIRST: _("Home"), MORE: _("More"), LOST: _("Help")}
"""The label shown beside each of these keys."""
REFUSALS_BEFORE_HELP = 3
HOME_SHOWN_BELOW = 2
"""00 leads home from every screen; it is shown only where back would have to be pressed three times or more."""
SLIPS: Final[Mapping[Digits, int]] = {"line": 2, "keys": 1, "answer": 0}
"""By `Digits`: a number that no line has is a typing slip if it has at most so many digits."""
T = TypeVar("T")
LONGEST_INPUT = 182
"""Characters: more cannot be typed in one USSD answer (3GPP TS 23.038)."""
DIGITS_OF_A_LINE = 2
ABOVE_ALL = -1
"""The page number of a refusal that leaves no room for the whole screen: 98 leads to the screen's first page."""


@dataclass(frozen=True)
class Book:
    """The menu book: the screens that the engine must know itself. `first`: the screen that a dial begins with.

    `next`: the screen offered after that (`RESTART`). `forms`: the flows whose answers are kept as they are given.
    """

    home: Screen
    help: Screen
    first: Callable[[Context], Screen]
    next: Callable[[Context], Screen]
    forms: Collection[str] = ()

    def resolve(self, c: Context, there: Screen) -> Screen:
        """The screen that a link means, or that a fork decides on; any other as it is. Raises ScreenGone."""
        if there is HOME:
            return self.home
        if there is RESTART:
            return self.next(c)
        if isinstance(there, Link):
            there = screen_named(there.name)
        return self.resolve(c, there.leads(c)) if isinstance(there, Fork) else there


@dataclass(frozen=True)
class ScreenReply:
    """The text for the phone, and the state of the session after it: None when the session has ended."""

    text: str
    state: SessionState | None
    is_over: bool = False
    """Whether the session ends although it has a state, which the next dial may resume."""

    @property
    def wire(self) -> str:
        """The body of the answer to the provider: `CON ...` or `END ...`."""
        return ("END " if self.state is None or self.is_over else "CON ") + self.text


def is_worth_keeping(book: Book, state: SessionState) -> bool:
    """Whether a session needs a checkpoint: it has a form or a refusal, or the next answer may act.

    The first screen needs none: a lost session begins there anyway.
    """
    here = screen_named(state.trail[-1])
    told = state.unfinished or state.refusals or stands_in_form(book, state)
    return bool(told) or (here is not book.home and _must_be_answered_live(here))


def is_secret(screen: Screen) -> bool:
    """Whether a screen asks for a secret: a password or a code."""
    return isinstance(screen, Ask) and screen.secret


def stands_in_form(book: Book, state: SessionState) -> bool:
    """Whether a session stands in a form, whose answers are kept as they are given."""
    return screen_named(state.trail[-1]).flow in book.forms


def awaits_action(book: Book, state: SessionState) -> bool:
    """Whether the screen is a question whose answer belongs to a form, is a secret, or may have an effect."""
    here = screen_named(state.trail[-1])
    if not isinstance(here, Ask | Choose):
        return False
    return stands_in_form(book, state) or _must_be_answered_live(here)


def _must_be_answered_live(screen: Screen) -> bool:
    """Whether an answer may have an effect or is a secret: it must answer a prompt of ours (law 5)."""
    return screen.acts or is_secret(screen)


def start(book: Book, c: Context, ahead: list[str]) -> ScreenReply:
    """The first screen, or the one that the text dialled ahead leads to (`*222*1*102030405060#`).

    Text dialled ahead may navigate and read. It stops before a secret or an uncounted effect, and at a refusal.
    """
    first = book.first(c)
    c.state.trail = [book.home.name] if ahead or first is book.home else [book.home.name, first.name]
    show: Callable[[], ScreenReply] = partial(_show, c)
    c.ahead = True
    for typed in ahead:
        here = screen_named(c.state.trail[-1])
        if is_secret(here) and not is_number_of(key := normalize.key(typed), _lines_numbered(c, here, key)):
            break
        try:
            show = _go_on(book, c, typed)
        except OnlyLive:
            show = partial(_show, c)
            break
        if c.state.refusals or _ends_here(c, show):
            break
    c.ahead = False
    return show()


def _ends_here(c: Context, show: Callable[[], ScreenReply]) -> bool:
    """Whether the session ends at the current screen; the screen is drawn only where that decides it."""
    is_drawn = c.above or isinstance(screen_named(c.state.trail[-1]), End)
    return bool(is_drawn) and show().state is None


def step(book: Book, c: Context, typed: str) -> ScreenReply:
    """The reply to `typed`. Raises ScreenGone when this release does not have the session's current screen."""
    return _go_on(book, c, typed)()


def _go_on(book: Book, c: Context, typed: str) -> Callable[[], ScreenReply]:
    """Move to where `typed` leads; returns what draws it, because screens passed by dialling ahead are not drawn."""
    here, typed = screen_named(c.state.trail[-1]), typed[:LONGEST_INPUT]
    c.state.trail = _drop_screens_gone(c.state.trail)
    key = normalize.key(typed)
    if _turn_page(c, here, key):
        return partial(_show, c)
    try:
        there = book.resolve(c, _follow_key(book, c, here, key) or _answer(c, here, key, typed))
    except Rejected as refusal:
        c.state.refusals += 1
        said, short = (
            translate(c.language, text, **refusal.fields) for text in (refusal.text, refusal.short or refusal.text)
        )
        return partial(_show, c, above=said, briefly=short)
    c.state.refusals = 0
    _move_to(book, c, there)
    return partial(_show, c, above=c.above)


def draw(c: Context, screen: Screen, *, above: str = "", briefly: str = "", depth: int = 1) -> list[str]:
    """The pages of a screen, without CON and END. `depth`: how many screens lead back from it.

    Where the sentence `above` leaves no room for a whole menu, the menu's own text is left out: its choices follow the
    sentence, or its short form `briefly`, whichever shows more of them on the first page. 98 leads to the whole menu. A
    question's text is left out only where all its lines fit then: the sentence says what is wanted.
    """
    body = translate(c.language, screen.text, **screen.fields(c))
    numbered = [f"{number}. {label}" for number, label in enumerate(labels(c, screen), 1)]
    most = paging.OPTIONS_A_PAGE if isinstance(screen, Ask) else paging.OPTIONS_ALONE
    fit = partial(paging.pages, options=numbered, keys=_keys_of(c, screen, depth), top_back=depth > 0, most=most)
    whole = fit(f"{above}\n{body}")
    if not above or not numbered or len(whole) == 1:
        return whole
    ways = [fit(sentence, goes_on=True) for sentence in (above, briefly) if sentence]
    if isinstance(screen, Ask):
        return next((way for way in ways if len(way) == 1), whole) if briefly else whole
    return max((whole, *ways), key=lambda way: sum(line in way[0].split("\n") for line in numbered))


def _drop_screens_gone(trail: list[str]) -> list[str]:
    """The trail without screens that this release does not have; its last, the current screen, stays."""
    return [name for name in trail[:-1] if name in SCREENS] + trail[-1:]


def _turn_page(c: Context, here: Screen, key: str) -> bool:
    """Turn the page, and return whether it was turned: 98 to the next one, 0 back, any number as in `_is_unread`."""
    page = c.state.page
    on = (key == MORE or _is_unread(c, here, key)) and page + 1 < len(draw(c, here, depth=len(c.state.trail) - 1))
    back = key == BACK and page > 0
    c.state.page += on - back
    return on or back


def _is_unread(c: Context, here: Screen, key: str) -> bool:
    """Whether the key is a line of a `read_first` screen that is on none of the pages shown so far."""
    if not (isinstance(here, Choose) and here.read_first and is_number_of(key, list(here.values(c)))):
        return False
    drawn = draw(c, here, depth=len(c.state.trail) - 1)[: c.state.page + 1]
    return c.state.page != ABOVE_ALL and not any(
        line.startswith(f"{int(key)}. ") for page in drawn for line in page.split("\n")
    )


def _follow_key(book: Book, c: Context, here: Screen, key: str) -> Screen | None:
    """The screen that a key of every screen leads to (00, 0, 99); None for any other input."""
    if key == FIRST:
        return book.home
    if key == BACK:
        return _step_back(c, here) or screen_named(c.state.trail[-2:][0])
    if key == LOST and c.state.refusals >= REFUSALS_BEFORE_HELP:
        return book.help
    return None


def _step_back(c: Context, here: Screen) -> Screen | None:
    """The screen that the current screen itself names for back, if it does."""
    return here.back(c) if isinstance(here, Ask | Choose) else None


def _answer(c: Context, here: Screen, key: str, typed: str) -> Screen:
    """The screen that an answer leads to: a line is chosen by its key, anything else is parsed by the question."""
    if isinstance(here, Menu):
        return _take_option(c, _choose_line(list(here.options(c)), key))
    if isinstance(here, Choose):
        return here.then(c, _choose_line(list(here.values(c)), key))
    if isinstance(here, Ask):
        offered = _lines_numbered(c, here, key)
        if is_number_of(key, offered):
            return _take_option(c, _choose_line(offered, key))
        if offered and len(key) <= SLIPS[here.digits]:
            raise _no_line(len(offered))
        return here.then(c, here.parse(typed))
    raise Rejected(_("There is nothing to choose on this page."))


def _no_line(last: int) -> Rejected:
    """The refusal of a number that no line of a list has, where a word may be typed too."""
    if last == 1:
        return Rejected(_("Please answer with 1, or type a word."))
    return Rejected(_("Please answer with 1 to {last}, or type a word."), last=str(last))


def _take_option(c: Context, option: Option) -> Screen:
    if option.does:
        option.does(c)
    return option.leads if isinstance(option.leads, Screen) else option.leads(c)


def _lines_numbered(c: Context, question: Screen, key: str) -> list[Option]:
    """The lines of a question, if the key may be a number: for a word they are not read, as that may be a search."""
    return list(question.options(c)) if isinstance(question, Ask) and _is_number(key) else []


def _is_number(key: str) -> bool:
    """Whether a line may have this number. `000001` is none: it may be a password."""
    return key.isascii() and key.isdecimal() and len(key) <= DIGITS_OF_A_LINE


def is_number_of(key: str, offered: Sequence[object]) -> bool:
    """Whether this is the number of one of these lines."""
    return _is_number(key) and 1 <= int(key) <= len(offered)


def _choose_line(offered: Sequence[T], key: str) -> T:
    if not offered:
        raise Rejected(_("There is nothing to choose on this page."))
    if len(offered) == 1 and key != "1":
        raise no_number(1)
    if not is_number_of(key, offered):
        raise no_number(len(offered))
    return offered[int(key) - 1]


def no_number(last: int) -> Rejected:
    """The refusal of an answer that is not the number of a line. `last`: how many lines there are."""
    if last == 1:
        return Rejected(_("Please answer with 1, or with 0 to go back."), short=_("Please answer with 1."))
    return Rejected(
        _("Please answer with a number from 1 to {last}."), short=_("Please answer with 1 to {last}."), last=str(last)
    )


def _move_to(book: Book, c: Context, there: Screen) -> None:
    """Make a screen the current one. Where the trail has it, it is cut back to it; after an effect, back leads home."""
    state = c.state
    if c.settled:
        state.trail = [book.home.name]
    if there is book.home:
        state.trail = []
    if there.name in state.trail:
        del state.trail[state.trail.index(there.name) :]
    state.trail.append(there.name)
    state.page = 0


def _show(c: Context, *, above: str = "", briefly: str = "") -> ScreenReply:
    state = c.state
    here = screen_named(state.trail[-1])
    drawn = draw(c, here, above=above, briefly=briefly, depth=len(state.trail) - 1)
    if above:
        state.page = ABOVE_ALL if label_key(c.language, MORE) in drawn[0].split("\n") else 0
        return ScreenReply(drawn[0], state)
    state.page = min(state.page, len(drawn) - 1)
    over = isinstance(here, End) and state.page == len(drawn) - 1
    return ScreenReply(drawn[state.page], None if over else state)


def labels(c: Context, screen: Screen) -> list[str]:
    """The lines that a screen offers, in the citizen's language, without their numbers."""
    language = c.language
    if isinstance(screen, Menu | Ask):
        return [translate(language, option.label, **option.fields) for option in screen.options(c)]
    if isinstance(screen, Choose):
        return [translate(language, label) for label in screen.values(c).values()]
    return []


def _keys_of(c: Context, screen: Screen, depth: int) -> paging.Keys:
    language, more = c.language, label_key(c.language, MORE)
    if isinstance(screen, End):
        return paging.Keys(always=(), back="", more=more)
    always = []
    if depth > HOME_SHOWN_BELOW:
        always.append(label_key(language, FIRST))
    if c.state.refusals >= REFUSALS_BEFORE_HELP:
        always.append(label_key(language, LOST))
    return paging.Keys(always=tuple(always), back=label_key(language, BACK), more=more)


def label_key(language: str, key: str) -> str:
    """The line of a key that every screen has: `98. More`."""
    return f"{key}. {translate(language, LEADS[key])}"
