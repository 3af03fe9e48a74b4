"""Registration: the questions of each kind of account, what is kept and why, and the agreement to it."""

from collections.abc import Mapping
from typing import Final

from app.domain.identity import accounts, id_documents, identity_checks
from app.domain.identity.account_registration import send_notice
from app.domain.self_service.account_care import shown_birth
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from app.platform.i18n import _, translate
from menus.context import Context
from menus.flows import answers
from menus.flows.identity import enrolling
from menus.flows.identity.drafts import PersonDraft, RegistrationDraft
from menus.notation import Fields, Rejected, Screen, ask, choose

KINDS: Final[Mapping[str, str]] = {
    AccountType.CITIZEN: _("Kenyan citizen"),
    AccountType.RESIDENT: _("Resident (Alien ID)"),
    AccountType.REFUGEE: _("Refugee"),
    AccountType.DIPLOMAT: _("Diplomat"),
    AccountType.FOREIGNER: _("Visitor (passport)"),
}
DOCUMENTS: Final[Mapping[str, str]] = {
    AccountType.CITIZEN: _("Enter your ID number"),
    AccountType.RESIDENT: _("Enter your Alien ID number"),
    AccountType.REFUGEE: _("Enter your refugee ID number"),
    AccountType.DIPLOMAT: _("Enter your diplomat ID number"),
    AccountType.FOREIGNER: _("Enter your passport number"),
}
SHAPES: Final[Mapping[str, str]] = {
    AccountType.CITIZEN: _("An ID number has 7 or 8 digits, a Maisha Namba has 14."),
    AccountType.RESIDENT: _("An Alien ID number has 6 to 9 digits."),
    AccountType.REFUGEE: _("A refugee ID number has 6 to 10 digits."),
    AccountType.DIPLOMAT: _("A diplomat ID has 4 to 15 letters and digits, such as DIP/0001."),
    AccountType.FOREIGNER: _("A passport number has 6 to 9 letters and digits."),
}
LONG_AGO: Final = _("That is more than 110 years ago. Please check the year.")
GENDERS: Final[Mapping[str, str]] = {"F": _("Female"), "M": _("Male"), "X": _("Other (X)")}


@choose(_("Register as:"), KINDS)
def account_type(c: Context, given: str) -> Screen:
    """The kind of account decides what is asked."""
    c.draft(PersonDraft).account_type = given
    return number


def name_document(c: Context) -> Fields:
    """The prompt for the number, which depends on the kind of account."""
    wanted = DOCUMENTS.get(c.draft(PersonDraft).account_type, DOCUMENTS[AccountType.CITIZEN])
    return {"document": translate(c.language, wanted)}


@ask(_("{document}"), parse=str, fields=name_document)
def number(c: Context, given: str) -> Screen:
    """The number of the document."""
    kind = c.draft(PersonDraft).account_type
    try:
        c.draft(RegistrationDraft).number = id_documents.read_id_number(AccountType(kind), given)
    except Invalid:
        raise Rejected(SHAPES[kind]) from None
    return first_name


@ask(_("Enter only your FIRST name, as on your document"), parse=answers.name)
def first_name(c: Context, given: str) -> Screen:
    """Visitors and diplomats are asked more than the year of birth."""
    draft, kind = c.draft(RegistrationDraft), c.draft(PersonDraft).account_type
    draft.first_name = given
    draft.surname = draft.other_names = draft.gender = ""
    if kind == AccountType.FOREIGNER:
        return surname
    return birth_date if kind == AccountType.DIPLOMAT else birth_year


@ask(_("Enter your last name as in the passport"), parse=answers.name)
def surname(c: Context, given: str) -> Screen:
    """The passport's last name."""
    c.draft(RegistrationDraft).surname = given
    return other_names


@ask(_("Enter your other names as in the passport. None: answer 1"), parse=answers.name_or_none)
def other_names(c: Context, given: str) -> Screen:
    """The passport's other names, if it has any."""
    c.draft(RegistrationDraft).other_names = given
    return gender


@choose(_("Gender as in the passport"), GENDERS)
def gender(c: Context, given: str) -> Screen:
    """The passport's gender."""
    c.draft(RegistrationDraft).gender = given
    return birth_date


@ask(_("Enter your year of birth, such as 1990"), parse=str)
def birth_year(c: Context, given: str) -> Screen:
    """The year of birth, of four digits."""
    keep_year(c, given)
    return agreement


def keep_year(c: Context, given: str) -> None:
    """Put the year of birth into the draft. Raises Rejected where it is no year, or too long ago."""
    try:
        c.draft(PersonDraft).birth = identity_checks.read_year(given, today=c.today)
    except identity_checks.TooLongAgo:
        raise Rejected(LONG_AGO) from None
    except Invalid:
        raise Rejected(_("A year has four digits, such as 1990.")) from None


@ask(_("Enter your date of birth (day, month, year), such as 23051991"), parse=str)
def birth_date(c: Context, given: str) -> Screen:
    """The date of birth, day first, in the ways people write it."""
    try:
        c.draft(PersonDraft).birth = identity_checks.read_birth_date(given, today=c.today)
    except identity_checks.TooLongAgo:
        raise Rejected(LONG_AGO) from None
    except Invalid:
        raise Rejected(_("That is not a date. Type day, month and year, such as 23051991.")) from None
    return agreement


def read_back(c: Context) -> Fields:
    """What was typed, for the citizen to look at before agreeing."""
    draft = c.draft(RegistrationDraft)
    names = (draft.first_name, draft.other_names, draft.surname)
    return {
        "number": accounts.hidden(draft.number) if c.state.resumed else draft.number,
        "name": " ".join(each for each in names if each),
        "birth": shown_birth(c.draft(PersonDraft).birth),
    }


@choose(
    _("{number} {name}, {birth}. Correct?\nWe keep this, your number and applications to serve you."),
    {"agree": _("Yes, I agree"), "more": _("SMS me more"), "no": _("I disagree")},
    acts=True,
    fields=read_back,
    longest={"number": "W" * 15, "name": "W" * 40 + " " + "W" * 40 + " " + "W" * 40, "birth": "23/05/1991"},
)
def agreement(c: Context, given: str) -> Screen:
    """Nothing is asked of the registry, and nothing kept, before this is agreed to."""
    if given == "no":
        return enrolling.not_agreed
    if given == "more":
        sent = c.once("privacy-notice", lambda session: send_notice(session, c.phone, c.language, c.hop), way_back=True)
        c.say(_("We are sending you the privacy notice by SMS.") if sent else _("Too many SMS. Try again in an hour."))
        return agreement
    return enrolling.check_identity(c)
