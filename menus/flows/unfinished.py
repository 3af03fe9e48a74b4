"""Going on where an earlier session of this phone stopped: a lost network, a closed lid, a lost Redis.

Only questions of a form are gone on with, for a day, and never across a secret: who stopped behind one gives it anew.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.domain.identity.identity_checks import DeclaredDetails
from app.platform.i18n import _, translate
from menus.context import Context, SessionState
from menus.draft import Drafts, names_of
from menus.engine import is_secret
from menus.flows.applying import form_review
from menus.flows.applying.drafts import ApplyingDraft
from menus.flows.identity import sign_in
from menus.flows.identity.drafts import RegistrationDraft
from menus.flows.identity.new_password import NewPasswordDraft
from menus.kept_state import Unreadable
from menus.notation import HOME, SCREENS, Ask, Choose, Fields, Option, Screen, menu, screen_named

APPLYING: Final = frozenset({"form_questions", "form_review"})
"""The flows of an application: gone on with behind the password, and which service it is for is not shown before."""
FORMS: Final[Mapping[str, str]] = {
    "registration": _("Register"),
    "enrolling": _("Register"),
    **dict.fromkeys(APPLYING, _("An application")),
}
"""The flows that are worth going on with, and what they are called."""
SECRETS: Final = frozenset(names_of(NewPasswordDraft))
"""What of the drafts came of a secret."""


def find_stopped(stopped: bytes | None) -> dict[str, Any]:
    """The trail and the drafts to go on with, of the state in which a session stopped; nothing where none was told.

    Nothing either where this release cannot read it, or a screen of the trail is gone: it would not be offered once
    only, but at every dial of the day.
    """
    if stopped is None:
        return {}
    try:
        state = SessionState.from_bytes(stopped)
        draft = Drafts.read(state.unfinished["draft"]) if state.unfinished else state.draft
        names = state.unfinished["trail"] if state.unfinished else state.trail
        trail = cut_at_first_secret([SCREENS.get(name) for name in names])
    except (Unreadable, LookupError, TypeError):
        return {}
    if not (trail and isinstance(trail[-1], Ask | Choose) and trail[-1].flow in FORMS):
        return {}
    told = draft.without(SECRETS).told()
    return {"trail": [screen.name for screen in trail], "draft": told} if told else {}


def cut_at_first_secret(screens: list[Screen | None]) -> list[Screen]:
    """The screens as far as the first that asks for a secret; none when one of them is no more."""
    found: list[Screen] = []
    for screen in screens:
        if screen is None:
            return []
        found.append(screen)
        if is_secret(screen):
            break
    return found


def question_waiting(c: Context) -> Screen:
    """The question that waits for its answer. Raises ScreenGone."""
    return screen_named(c.state.unfinished["trail"][-1]) if c.state.unfinished else HOME


def name_form(c: Context) -> Fields:
    """What it is that is not finished."""
    return {"what": translate(c.language, FORMS.get(question_waiting(c).flow, ""))}


@menu(_("You have not finished: {what}"), fields=name_form)
def offer(c: Context) -> Iterator[Option]:
    """What a phone sees first that stopped in the middle of a form."""
    first_name = Drafts.read(c.state.unfinished.get("draft", {})).of(RegistrationDraft).first_name
    if first_name:
        name = DeclaredDetails(first_name, "").called
        yield Option(_("Continue as {name}"), question_waiting(c), does=go_on, fields={"name": name})
    elif question_waiting(c).flow in APPLYING:
        yield Option(_("Continue where you stopped"), to_application, does=go_on_applying)
    else:
        yield Option(_("Continue where you stopped"), question_waiting(c), does=go_on)
    yield Option(_("Main menu"), HOME, does=leave)


def go_on(c: Context) -> None:
    """Stand where the earlier session stood, with all that was told in it; a number is not shown to who picks it up."""
    trail, told = c.state.unfinished["trail"], c.state.unfinished["draft"]
    c.state.trail, c.state.draft, c.state.resumed = trail[:-1], Drafts.read(told), True
    leave(c)


def go_on_applying(c: Context) -> None:
    """What was answered, for the account that answered; until its password is given it stays unfinished."""
    c.state.draft.by_kind[ApplyingDraft] = Drafts.read(c.state.unfinished["draft"]).of(ApplyingDraft)


def to_application(c: Context) -> Screen:
    """The password of that account, then the question that waits."""
    return sign_in.asked_before(c, form_review.standing, of=c.draft(ApplyingDraft).applicant)


def leave(c: Context) -> None:
    """It is not offered again; this session is written down in place of the earlier one."""
    c.state.unfinished, c.state.kept = {}, True
