"""Registration: the questions of each kind of account, what is kept and why, the registry, a password."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.domain import accounts, enrolment, identity, people
from app.domain.applications import AccountType
from app.domain.enrolment import Outcome
from app.domain.errors import Invalid
from app.domain.people import Said
from app.texts import _, translate
from menus.context import Context
from menus.flows import answers, home, new_password, password_reset, sign_in
from menus.notation import Fields, Option, Rejected, Screen, ask, choose, end, menu

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
GENDERS: Final[Mapping[str, str]] = {"F": _("Female"), "M": _("Male"), "X": _("Other (X)")}


@choose(_("Register. Who are you?"), KINDS)
def account_type(c: Context, given: str) -> Screen:
    """The kind of account decides what is asked."""
    c.draft.account_type = given
    return number


def document(c: Context) -> Fields:
    """Which number is wanted."""
    return {"document": translate(c.language, DOCUMENTS.get(c.draft.account_type, DOCUMENTS[AccountType.CITIZEN]))}


@ask("{document}", parse=str, fields=document)
def number(c: Context, given: str) -> Screen:
    """The number of the document."""
    try:
        c.draft.number = identity.read_id_number(AccountType(c.draft.account_type), given)
    except Invalid:
        raise Rejected(SHAPES[c.draft.account_type]) from None
    return first_name


@ask(_("Enter your first name as on the document"), parse=answers.name)
def first_name(c: Context, given: str) -> Screen:
    """Visitors and diplomats are asked more than the year of birth."""
    c.draft.first_name = given
    c.draft.surname = c.draft.other_names = c.draft.gender = ""
    if c.draft.account_type == AccountType.FOREIGNER:
        return surname
    return birth_date if c.draft.account_type == AccountType.DIPLOMAT else birth_year


@ask(_("Enter your last name as in the passport"), parse=answers.name)
def surname(c: Context, given: str) -> Screen:
    """The passport's last name."""
    c.draft.surname = given
    return other_names


@ask(_("Enter your other names as in the passport. None: answer 1"), parse=answers.name_or_none)
def other_names(c: Context, given: str) -> Screen:
    """The passport's other names, if it has any."""
    c.draft.other_names = given
    return gender


@choose(_("Gender as in the passport"), GENDERS)
def gender(c: Context, given: str) -> Screen:
    """The passport's gender."""
    c.draft.gender = given
    return birth_date


@ask(_("Enter your year of birth, such as 1990"), parse=str)
def birth_year(c: Context, given: str) -> Screen:
    """Four digits."""
    try:
        c.draft.birth = people.read_year(given, today=c.today)
    except Invalid:
        raise Rejected(_("A year has four digits, such as 1990.")) from None
    return agreement


@ask(_("Enter your date of birth: day, month, year, such as 23/05/1991"), parse=str)
def birth_date(c: Context, given: str) -> Screen:
    """Day first, in the ways people write it."""
    try:
        c.draft.birth = people.read_birth_date(given, today=c.today)
    except Invalid:
        raise Rejected(_("We cannot read that date. Write day, month and year, such as 23/05/1991.")) from None
    return agreement


def read_back(c: Context) -> Fields:
    """What was typed, for the citizen to look at before agreeing."""
    names = (c.draft.first_name, c.draft.other_names, c.draft.surname)
    return {
        "number": c.draft.number,
        "name": " ".join(each for each in names if each),
        "birth": shown(c.draft.birth),
    }


def shown(birth: str) -> str:
    """A date of birth as it is written here: 23/05/1991; a year as it is."""
    return birth if len(birth) <= 4 else f"{date.fromisoformat(birth):%d/%m/%Y}"


@choose(
    _("{number} {name}, {birth}. Right? We keep this, your phone and your applications to serve you by law."),
    {"agree": _("Right, I agree"), "more": _("SMS me the full notice"), "no": _("I do not agree")},
    fields=read_back,
    longest={"number": "W" * 15, "name": "W" * 40 + " " + "W" * 40 + " " + "W" * 40, "birth": "23/05/1991"},
)
def agreement(c: Context, given: str) -> Screen:
    """Nothing is asked of the registry, and nothing kept, before this is agreed to."""
    if given == "no":
        return not_agreed
    if given == "more":
        c.once("privacy-notice", lambda session: enrolment.send_notice(session, c.phone, c.language, c.hop))
        c.say(_("The notice is on its way to you by SMS."))
        return agreement
    return checked(c)


def checked(c: Context) -> Screen:
    """What the registry makes of it. Whoever does not match is told nothing else."""
    kind = AccountType(c.draft.account_type)
    outcome = c.outside(
        "registry", lambda: enrolment.check(c.database, c.registry, kind, c.draft.number, said(c), c.phone)
    )
    if outcome == Outcome.YES:
        return choose_password
    if outcome == Outcome.TAKEN:
        return has_account
    if outcome == Outcome.NO:
        return different
    if outcome == Outcome.MINOR:
        return minor
    if outcome == Outcome.UNAVAILABLE:
        return unavailable
    return too_often if outcome == Outcome.TOO_OFTEN else not_by_phone


def said(c: Context) -> Said:
    """What the citizen has said of themselves."""
    draft = c.draft
    return Said(draft.first_name, draft.birth, draft.other_names, draft.surname, draft.gender)


@ask(new_password.PROMPT, parse=new_password.six_digits, secret=True)
def choose_password(c: Context, given: str) -> Screen:
    """Hashed as soon as it is heard."""
    draft = c.draft
    new_password.refuse_weak(given, number=draft.number, phone=c.phone, birth=draft.birth)
    new_password.keep(c, accounts.new_id(), given)
    return repeat_password


@ask(new_password.AGAIN, parse=new_password.six_digits, secret=True)
def repeat_password(c: Context, given: str) -> Screen:
    """The account is opened when both are the same."""
    if not new_password.is_same(c, given):
        c.say(new_password.NOT_THE_SAME)
        return choose_password
    return registered if c.once("register", lambda session: opened(c, session)) else has_account


def opened(c: Context, session: Session) -> bool:
    """Open the account of the draft."""
    draft = c.draft
    return enrolment.enrol(
        session,
        draft.account_id,
        AccountType(draft.account_type),
        draft.number,
        said=said(c),
        phone=c.phone,
        password_hash=draft.password_hash,
        language=c.language,
        contacts=c.contacts,
    )


@end(_("Your account is open. An SMS tells you what to do next. Dial {code} and sign in to see your applications."))
def registered(c: Context) -> Fields:
    """Done."""
    return {"code": c.contacts.ussd_code}


@end(_("Nothing was kept. Dial again if you change your mind. You can still check any reference."))
def not_agreed(c: Context) -> Fields:
    """Not agreed to: nothing is kept."""
    return {}


@menu(_("These details do not match the register of persons. Look at your document and try again."))
def different(c: Context) -> Iterator[Option]:
    """The same words whichever is wrong."""
    yield Option(_("Try again"), account_type)


@end(_("An account is for persons of 18 years and more. A parent or guardian can apply for you."))
def minor(c: Context) -> Fields:
    """Too young; said only to who matches."""
    return {}


@end(_("We cannot open this account by phone. Please take your document to a Huduma Centre, or call {phone}."))
def not_by_phone(c: Context) -> Fields:
    """Neutral words for a person who cannot be registered."""
    return {"phone": c.contacts.phone}


@menu(_("We cannot reach the register of persons now. Nothing was saved. Please try again later."))
def unavailable(c: Context) -> Iterator[Option]:
    """The registry is down; that says nothing about the person."""
    yield Option(_("Try again now"), agreement)


@end(_("This phone has asked the register too often today. Nothing was saved. Please try again tomorrow."))
def too_often(c: Context) -> Fields:
    """Each look-up is paid for."""
    return {}


@menu(_("There is an account of this person already."))
def has_account(c: Context) -> Iterator[Option]:
    """Leads to sign-in and reset."""
    yield Option(_("Sign in"), sign_in.name)
    yield Option(_("I forgot my password"), password_reset.account_type)
    yield Option(_("Home"), home.home)
