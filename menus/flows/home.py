"""The first screen, and the choice of a language."""

from collections.abc import Iterator

from app.domain import phones
from app.texts import _, languages
from menus.context import Context
from menus.flows import applications, help
from menus.notation import Fields, Option, menu

LONGEST_NOTICE = 80
"""Septets of an operator's notice, so that the first screen stays one page."""


def notice(c: Context) -> Fields:
    """What the operator has to say to everybody while it lasts."""
    return {"notice": c.state.notices.get(c.language, "")}


@menu(_("{notice}\nWelcome to eCitizen"), fields=notice, longest={"notice": "W" * LONGEST_NOTICE})
def home(c: Context) -> Iterator[Option]:
    """`Check a reference` stays number 1 for ever: people dial *222*1*reference# by heart."""
    yield Option(_("Check a reference"), applications.reference)
    yield Option(_("Help"), help.topics)
    for language, own_name in languages().items():
        if language != c.language:
            yield Option(own_name, home, does=lambda c, language=language: speak(c, language))  # type: ignore[misc]


def speak(c: Context, language: str) -> None:
    """Go on in another language, and remember it for this phone."""
    c.state.language = language
    c.once("language", lambda session: phones.choose_language(session, c.phone, language))
