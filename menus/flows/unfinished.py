"""Resuming an interrupted session of this phone, after a lost network, a closed phone or a lost Redis.

Only the questions of a form are resumed, for a day, and never past a secret: it must be given anew.
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
"""The flows of an application: resumed only after the password; which service it is for is not shown before."""
FORMS: Final[Mapping[str, str]] = {
    "registration": _("Register"),
    "enrolling": _("Register"),
    **dict.fromkeys(APPLYING, _("An application")),
}
"""The flows that can be resumed, and what they are called on the screen."""
SECRETS: Final = frozenset(names_of(NewPasswordDraft))
"""The names of the values of drafts that were made of a secret."""


def find_stopped(stopped: bytes | None) -> dict[str, Any]:
    """The trail and the drafts of an interrupted session, read from its state; empty where there is nothing to resume.

    Empty too where this release cannot read the state, or lacks a screen of the trail: the offer would fail not once,
    but at every dial of the day.
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
    """The screens up to and with the first that asks for a secret; none when this release lacks one of them."""
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
    """The name of the form that is not finished."""
    return {"what": translate(c.language, FORMS.get(question_waiting(c).flow, ""))}


@menu(_("You have not finished: {what}"), fields=name_form)
def offer(c: Context) -> Iterator[Option]:
    """Shown first to a phone whose last session stopped in the middle of a form."""
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
    """Resume the earlier session's trail and drafts; its document number is hidden from whoever has the phone now."""
    trail, told = c.state.unfinished["trail"], c.state.unfinished["draft"]
    c.state.trail, c.state.draft, c.state.resumed = trail[:-1], Drafts.read(told), True
    leave(c)


def go_on_applying(c: Context) -> None:
    """Take over the answers of the application; it stays unfinished until the password of its account is given."""
    c.state.draft.by_kind[ApplyingDraft] = Drafts.read(c.state.unfinished["draft"]).of(ApplyingDraft)


def to_application(c: Context) -> Screen:
    """The password of the account that applies, then the question that waits."""
    return sign_in.asked_before(c, form_review.standing, of=c.draft(ApplyingDraft).applicant)


def leave(c: Context) -> None:
    """Do not offer the form again: the checkpoint of this session replaces that of the earlier one."""
    c.state.unfinished, c.state.kept = {}, True
