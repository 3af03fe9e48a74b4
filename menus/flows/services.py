"""Find a service: by a word or two, however they are spelt, in either language, or by the digits of the keys."""

from collections.abc import Iterator

from app.texts import _, translate
from menus.context import Context
from menus.flows import answers, browsing, service
from menus.notation import Fields, Option, Screen, ask, menu

MOST = 15
"""Services that one search lists: three pages; more words find better than more pages."""
NEAREST = 5


def ways(_c: Context) -> Iterator[Option]:
    """For who does not know what it is called."""
    yield Option(_("By category"), browsing.groups, does=browsing.by("category"))
    yield Option(_("By office"), browsing.groups, does=browsing.by("agency"))
    yield Option(_("By county"), browsing.groups, does=browsing.by("county"))


@ask(
    _("Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678"),
    parse=answers.words,
    options=ways,
)
def find(c: Context, given: str) -> Screen:
    """A single hit, or the code of a service, is shown at once."""
    return looked(c, given)


def looked(c: Context, given: str) -> Screen:
    """Where a search leads."""
    index = c.finder.index()
    hits = index.find(given, MOST)
    exact = index.by_code(given)
    c.draft.words = given
    if exact or len(hits) == 1:
        c.draft.service = (exact or hits[0]).code
        return service.one
    return found if hits else nothing


def lines(c: Context) -> Iterator[Option]:
    """The best first."""
    for each in c.finder.index().find(c.draft.words, MOST):
        yield service.line(c, each)


@ask(_("Choose or type again"), parse=answers.words, options=lines)
def found(c: Context, given: str) -> Screen:
    """Other words start again."""
    return looked(c, given)


def how_near(c: Context) -> Fields:
    """Whether anything comes near."""
    near = c.finder.index().nearest(c.draft.words, NEAREST)
    return {"near": translate(c.language, _("Similar services:")) if near else ""}


@menu(_("No service found by that name.\n{near}"), fields=how_near, longest={"near": "W" * 16})
def nothing(c: Context) -> Iterator[Option]:
    """Never the end: what comes nearest, other words, and the way to browse."""
    for each in c.finder.index().nearest(c.draft.words, NEAREST):
        yield service.line(c, each)
    yield Option(_("Type other words, or browse"), find)
