"""Tasks on an account at the desk: each is a form of a few fields, shown with the account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.identity import accounts, photo_images
from app.domain.identity.identity_checks import RegistryUnavailable
from app.domain.self_service import desk_accounts, detail_corrections, number_corrections
from app.domain.shared.errors import NotFound, RuleViolation
from app.domain.staff import approvals
from app.domain.staff.approvals import ApprovalKind
from app.domain.staff.staff_members import Staff
from app.platform.phone_numbers import is_mobile, read_kenyan_mobile
from app.web import container
from app.web.console.pages.desk import account_facts
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

SEEN: Final = "seen_person"
"""The tick: the clerk has seen the person and the document."""
LONGEST: Final = 200

REFUSALS: Final[Mapping[str, str]] = {
    desk_accounts.OTHER_PHONE: mark(
        "The account is on another phone than the person says. Where somebody else opened it, give it to its person."
    ),
    desk_accounts.SAID_ENOUGH: mark("Too many wrong phones were said of this account today. Try again tomorrow."),
    desk_accounts.UNPROVEN: mark("The account is not proven yet: first prove that it is the person's."),
    desk_accounts.CHANGED: mark("The account has changed meanwhile. Look at it below, and send the form again."),
    desk_accounts.PHOTO_TAKEN: mark("The photo of this person is taken, and may not be taken again."),
    detail_corrections.NOT_SO: mark("The register of persons does not say so. What is wrong there is corrected there."),
    detail_corrections.ASKED_ENOUGH: mark("The register of persons was asked often enough today. Try again tomorrow."),
    number_corrections.NOT_THE_SAME: mark("The register of persons does not have this number for the same person."),
    number_corrections.TAKEN: mark("Another account has this number. Close one of the two first."),
    photo_images.WANTED: mark("This is no photo that can be read. Send a JPEG or PNG of at most 2 MB."),
}
"""What the console says for frequent refusals, by how each begins."""


class WrongField(Exception):
    """A field cannot be read: its name, and what is wrong, as a marked text in English."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(name)
        self.name, self.problem = name, problem


@dataclass(frozen=True)
class TaskField:
    """A field of a form: its name, its label and its hint; `choices` where one is chosen from a list."""

    name: str
    label: str
    hint: str = ""
    kind: str = "text"
    is_required: bool = True
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """A form that was sent: by whom, about which account, and what its fields say."""

    staff: Staff
    account_id: str
    given: Mapping[str, str] = field(repr=False)

    def mobile(self, name: str) -> str:
        """A field that is to be a Kenyan mobile number. Raises WrongField."""
        number = read_kenyan_mobile(self.given[name])
        if number is None or not is_mobile(number):
            raise WrongField(name, mark("A Kenyan mobile number is wanted, such as 0712345678."))
        return number


@dataclass(frozen=True)
class Task:
    """A task: its path, its texts, its fields, and the function that does it.

    `do` raises RuleViolation, WrongField or RegistryUnavailable; `done` is shown afterwards. `prefill` gives the values
    that the fields have at first.
    """

    path: str
    title: str
    lead: str
    button: str
    done: str
    do: Callable[[Asked], None]
    fields: tuple[TaskField, ...] = ()
    prefill: Callable[[Session, str], Mapping[str, str]] | None = None
    kind: ApprovalKind | None = None
    """The kind of request for a second person; None where one person does it alone."""


REASON: Final = TaskField(
    "reason", mark("Why"), mark("For the second person. Write no name and no number of anybody here.")
)


def show_task(task: Task, account_id: str) -> Response:
    """The form of a task, with the account. Audited as an access to the account."""
    return _form(task, account_id, {}, None)


def do_task(task: Task, account_id: str) -> Response | Redirect:
    """Do it, and go back to the account; or the form again, with what was typed and what is wrong."""
    given = {each.name: request.form.get(each.name, "").strip()[:LONGEST] for each in task.fields}
    errors = _problems(task, Asked(signed_in(), account_id, given))
    if errors:
        return _form(task, account_id, errors, given)
    notice(task.done)
    return redirect(url_for("console_desk_accounts.show_account", account_id=account_id), 303)


def look_at(account_id: str) -> dict[str, Any]:
    """What a page shows of an account, and a digest of its state. The access is audited. Raises NotFound (404)."""
    with container().database.transaction() as opened:
        try:
            account = desk_accounts.look_at(opened, account_id, actor=signed_in().actor)
        except NotFound as missed:
            raise NoPage from missed
        seen = desk_accounts.facts_of(opened, account)
        return {"seen": seen, "rows": account_facts.rows(seen), "standing": desk_accounts.standing_of(opened, account)}


def check_seen(account_id: str) -> None:
    """Raises NotFound, and Conflict where the account has changed since the form was shown."""
    with container().database.reading() as opened:
        account = accounts.get(opened, account_id)
        desk_accounts.check_standing(opened, account, request.form.get("standing", ""))


def why(refused: RuleViolation) -> str:
    """A refusal by the domain, for people: frequent ones are translated."""
    told = str(refused)
    ours = next((text for start, text in REFUSALS.items() if told.startswith(start)), None)
    return say(ours) if ours else say("This cannot be done: {why}", why=told)


def _problems(task: Task, asked: Asked) -> dict[str, str]:
    if request.form.get(SEEN) != "yes":
        return {SEEN: say("Look at the person and the document first, then tick this.")}
    if not asked.given.get(REASON.name, "-"):
        return {REASON.name: say("Say why: the second person reads it.")}
    first = task.fields[0].name if task.fields else SEEN
    try:
        check_seen(asked.account_id)
        if task.kind is not None and _waits(task.kind, asked.account_id):
            return {first: say("This waits for a second person already.")}
        task.do(asked)
    except NotFound as missed:
        raise NoPage from missed
    except WrongField as wrong:
        return {wrong.name: say(wrong.problem)}
    except RegistryUnavailable:
        return {first: say("The register of persons does not answer, and nothing was changed. Try again in a moment.")}
    except RuleViolation as refused:
        return {first: why(refused)}
    return {}


def _waits(kind: ApprovalKind, account_id: str) -> bool:
    """Whether such a request waits already: then no phone that is said is counted, and the register is not asked."""
    with container().database.reading() as opened:
        return approvals.find_waiting(opened, kind, account_id) is not None


def _form(task: Task, account_id: str, errors: dict[str, str], given: Mapping[str, str] | None) -> Response:
    told = look_at(account_id)
    if given is None and task.prefill is not None:
        with container().database.reading() as opened:
            given = task.prefill(opened, account_id)
    here = url_for(request.endpoint or "", account_id=account_id)
    fields = [
        {
            "name": each.name,
            "label": say(each.label),
            "hint": say(each.hint) if each.hint else "",
            "kind": each.kind,
            "is_required": each.is_required,
            "choices": [(value, say(label)) for value, label in each.choices],
            "value": (given or {}).get(each.name, ""),
        }
        for each in task.fields
    ]
    words: dict[str, Any] = {"lead": say(task.lead), "button": say(task.button), "path": here, "account_id": account_id}
    return page("desk/task.html", say(task.title), errors=errors, fields=fields, **words, **told)
