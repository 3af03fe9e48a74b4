"""The notation: a screen is a question and a consequence.

A decorator says what is shown, the function under it what happens next, and screens name each other directly (across
flows that lead to each other, by `link`):

    @ask(_("Enter your reference"), parse=reference)
    def which(c: Context, given: str) -> Screen:
        c.draft(ApplicationDraft).reference = given
        return standing

Four kinds are enough: `menu` (each option leads somewhere), `choose` (each option is a value), `ask` (typed and parsed;
it may offer options too, and their numbers are no typed answers), `end`. A `fork` is never shown: it decides which
screen comes next by what is known at that moment.

Rules that keep it clean: showing a screen changes nothing, only answering does; numbers, back, home, more and CON/END
belong to the engine and never stand in a text; one flow is one file, of 150 lines if it can be; a function of more than
8 lines often means that a domain function is missing.

What is entered goes into the flow's own draft (`menus/draft.py`). `acts=True` declares that an answer may have an
effect or ask the outside world, itself or by what a line does: the engine relies on it, and `flask menus check`
compares it with the source. `secret=True` declares that a secret is typed; text dialled ahead stops before it.

A text's `{fields}` come from `fields(c)`. `longest` gives the longest values that the domain allows: with them every
screen is drawn in every language by `flask menus check`. Lines left empty by a field are dropped.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

from menus.context import Context

Fields = Mapping[str, str]
T = TypeVar("T")
Digits = Literal["line", "keys", "answer"]
"""How one or two digits that are not the number of a line are read. "line": as a slip. "keys": one as a slip, two as a
word on the keys of a phone. "answer": as what was asked for, such as a password."""


class ScreenGone(Exception):
    """A session stands at a screen that this release does not have: the menus were changed meanwhile."""


class Rejected(Exception):
    """An answer is refused; the text says what is wanted, above the same question.

    `short`: the same in fewer words, for where the text leaves no room for the choices.
    """

    def __init__(self, text: str, *, short: str = "", **fields: str) -> None:
        super().__init__(text)
        self.text = text
        self.short = short
        self.fields = fields


def _no_fields(_: Context) -> Fields:
    return {}


def _no_options(_: Context) -> Iterable["Option"]:
    return ()


def _to_the_screen_before(_: Context) -> None:
    return None


@dataclass(frozen=True, eq=False, kw_only=True)
class Screen:
    """What all kinds have in common."""

    name: str
    text: str
    fields: Callable[[Context], Fields]
    longest: Fields
    body: Callable[..., Any]
    acts: bool = False
    """Whether answering it may have an effect, or ask the outside world (`c.once`, `c.outside`)."""

    @property
    def flow(self) -> str:
        """The name of the file that it is defined in."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Option:
    """A line of a menu: its label, where it leads, and what choosing it does, if anything.

    Where that has to be looked up, `leads` is a function: it is called only when the line is chosen.
    """

    label: str
    leads: Screen | Callable[[Context], Screen]
    does: Callable[[Context], None] | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, eq=False, kw_only=True)
class Menu(Screen):
    """Each option leads somewhere. Without options it is a page to read, left by back and home."""

    options: Callable[[Context], Iterable[Option]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Choose(Screen):
    """Each option is a value. `read_first`: one is taken once its page was shown; until then any turns the page."""

    values: Callable[[Context], Mapping[str, str]]
    then: Callable[[Context, str], Screen]
    back: Callable[[Context], Screen | None]
    read_first: bool


@dataclass(frozen=True, eq=False, kw_only=True)
class Ask(Screen):
    """A question that is answered by typing. A secret must answer this prompt: text dialled ahead stops before it.

    With options it is a list that typing narrows: the question stands on the first page, its lines on as many as it
    takes. `digits`: how digits that are no line's number are read (`Digits`). `parse` is given what was typed, as it
    came, and normalises it itself (`app/platform/normalize.py`). `back`: where 0 leads within a form whose questions
    share one screen; None: to the screen before it, as everywhere.
    """

    parse: Callable[[str], Any]
    then: Callable[[Context, Any], Screen]
    back: Callable[[Context], Screen | None]
    secret: bool
    digits: Digits
    options: Callable[[Context], Iterable[Option]]


@dataclass(frozen=True, eq=False, kw_only=True)
class End(Screen):
    """The last screen of a session."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Fork(Screen):
    """Decides which screen comes next, by what is known at that moment. It has a name, because a draft may keep it."""

    leads: Callable[[Context], Screen]


SCREENS: dict[str, Screen] = {}
"""Every screen there is, by its name: the flow's file and the function."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Link(Screen):
    """A reference by name to a screen of another flow, or to one of the two places below."""


def link(name: str) -> Screen:
    """A reference to a screen of a flow that itself leads here: by name, so that two flows do not import each other.

    A name that no screen has is found by `flask --app wsgi menus check`.
    """
    return Link(name=name, text="", fields=_no_fields, longest={}, body=_no_fields)


HOME: Final = link("HOME")
"""The first screen, whatever it offers this phone."""
RESTART: Final = link("RESTART")
"""What this phone is offered next, as if it had dialled anew."""


def screen_named(name: str) -> Screen:
    """The screen whose name was kept. Raises ScreenGone."""
    try:
        return SCREENS[name]
    except KeyError:
        raise ScreenGone(name) from None


def menu(
    text: str,
    *,
    acts: bool = False,
    fields: Callable[[Context], Fields] = _no_fields,
    longest: Fields | None = None,
) -> Callable[[Callable[[Context], Iterable[Option]]], Menu]:
    """A menu; the function yields its options, which may depend on the citizen.

    `acts`: choosing one may have an effect.
    """

    def decorate(options: Callable[[Context], Iterable[Option]]) -> Menu:
        return _register(Menu(**_screen_fields(options, text, fields, longest), acts=acts, options=options))

    return decorate


def choose(
    text: str,
    values: Mapping[str, str] | Callable[[Context], Mapping[str, str]],
    *,
    acts: bool = False,
    read_first: bool = False,
    back: Callable[[Context], "Screen | None"] = _to_the_screen_before,
    fields: Callable[[Context], Fields] = _no_fields,
    longest: Fields | None = None,
) -> Callable[[Callable[[Context, str], Screen]], Choose]:
    """A choice among values (value -> label); the function is told the value and says what comes next.

    `acts`: choosing may have an effect. `read_first`: see `Choose`.
    """

    def decorate(then: Callable[[Context, str], Screen]) -> Choose:
        offered = values if callable(values) else lambda _: values
        own = _screen_fields(then, text, fields, longest)
        return _register(Choose(**own, acts=acts, values=offered, then=then, back=back, read_first=read_first))

    return decorate


def ask(
    text: str,
    *,
    parse: Callable[[str], T],
    acts: bool = False,
    secret: bool = False,
    digits: Digits = "line",
    options: Callable[[Context], Iterable[Option]] = _no_options,
    back: Callable[[Context], "Screen | None"] = _to_the_screen_before,
    fields: Callable[[Context], Fields] = _no_fields,
    longest: Fields | None = None,
) -> Callable[[Callable[[Context, T], Screen]], Ask]:
    """A question; `parse` reads what was typed or raises Rejected, the function says what comes next.

    `acts`: an answer may have an effect. `options` yields lines that may be chosen instead of typing; `digits`: how one
    or two digits beyond them are read. `back`: see `Ask`.
    """

    def decorate(then: Callable[[Context, T], Screen]) -> Ask:
        return _register(
            Ask(
                **_screen_fields(then, text, fields, longest),
                acts=acts,
                parse=parse,
                then=then,
                secret=secret,
                digits=digits,
                options=options,
                back=back,
            )
        )

    return decorate


def fork(leads: Callable[[Context], Screen]) -> Fork:
    """A fork: decides which screen comes next. It is never shown and nothing answers it, so it never acts."""
    return _register(Fork(**_screen_fields(leads, "", _no_fields, None), leads=leads))


def end(text: str, *, longest: Fields | None = None) -> Callable[[Callable[[Context], Fields]], End]:
    """The end of a session; the function gives the fields of the text. Nothing answers it, so it never acts."""

    def decorate(fields: Callable[[Context], Fields]) -> End:
        return _register(End(**_screen_fields(fields, text, fields, longest)))

    return decorate


S = TypeVar("S", bound=Screen)


def _register(screen: S) -> S:
    if screen.name in SCREENS:
        raise ValueError(f"two screens are called {screen.name}")
    SCREENS[screen.name] = screen
    return screen


def _screen_fields(
    body: Callable[..., Any], text: str, fields: Callable[[Context], Fields], longest: Fields | None
) -> dict[str, Any]:
    name = f"{body.__module__.rpartition('.')[2]}.{body.__name__}"
    return {"name": name, "text": text, "fields": fields, "longest": longest or {}, "body": body}
