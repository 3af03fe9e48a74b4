"""A desk applies for a person: choice of service, consent, a page for each question, one filing, SMS to the person."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, update

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.applying import application_drafts, filing
from app.domain.applying.application_drafts import SavedAnswers
from app.domain.applying.at_desk import desk_consents, desk_drafts, desk_filing
from app.domain.applying.at_desk.desk_consents import WORDS
from app.domain.applying.at_desk.desk_drafts import DeskDraft
from app.domain.audit.audit_log import AuditEvent
from app.domain.forms.slots import Slot
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.self_service import application_queries
from app.domain.shared.persons import AccountType
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import StaffMember
from app.platform.db import keys
from app.platform.i18n import languages
from app.web.console.pages.applying.consent_words import words_in
from tests.conftest import Clock
from tests.console.driver import Driver, text_of
from tests.console.world import ConsoleWorld
from tests.database.applying import found
from tests.database.holder import PASSWORD, PHONE, login, opened, prove, sms_to
from tests.web.callbacks import hop

PASSPORT = "passport-renew-34"
AGREED = {"language": "sw", "document": "national_id", "agreed": "yes", "version": WORDS}


@pytest.fixture
def desk(container: Container) -> Driver:
    return Driver.of(container, "a.wanjiru", Role.HUDUMA_DESK, "hksdp")


@pytest.fixture
def person(container: Container) -> str:
    """The id of an account that a desk has proven."""
    account_id = opened(container)
    prove(container, account_id)
    return account_id


def shown(desk: Driver) -> str:
    """The text of the page that was shown last."""
    assert desk.page is not None
    return text_of(desk.page)


def apply_path(person: str, service: str = "") -> str:
    return f"/console/desk/accounts/{person}/apply{'/' + service if service else ''}"


def begin(desk: Driver, person: str, service: str, **said: str) -> str:
    """Record the consent of the person; the path of the form."""
    desk.get(f"{apply_path(person, service)}/consent")
    sent = desk.post(f"{apply_path(person, service)}/consent", **AGREED | said)
    assert sent.status_code == 303, text_of(sent)
    desk.follow(sent)
    return sent.headers["Location"].partition("/questions/")[0]


def answer(desk: Driver, form: str, name: str, **given: str) -> str:
    """Answer a question; the text of the next page."""
    sent = desk.post(f"{form}/questions/{name}", **given)
    return text_of(desk.follow(sent) if sent.status_code == 303 else sent)


def send(desk: Driver, form: str, **more: str) -> str:
    """Send the answers that were reviewed; the text of the next page."""
    page = desk.get(f"{form}/review")
    version = re.search(r'name="version" value="(\d+)"', page.text)
    assert version, text_of(page)
    sent = desk.post(f"{form}/send", version=version[1], **more)
    return text_of(desk.follow(sent) if sent.status_code == 303 else sent)


def renewal(desk: Driver, person: str, **said: str) -> str:
    """Begin a passport renewal and answer all its questions; the path of the form."""
    form = begin(desk, person, PASSPORT, **said)
    answer(desk, form, "for_whom", chosen="me")
    answer(desk, form, "passport_number", answer="ak 0123456")
    page = answer(desk, form, "office", chosen="kisumu")
    assert "fingerprints and photo" in page
    week = re.search(r'value="((?:week|slot):[^"]+)"', desk.page.text if desk.page else "")
    assert week
    assert "Read the answers out" in answer(desk, form, "day", chosen=week[1])
    return form


def count(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Application)) or 0


def test_from_the_search_to_what_the_person_takes_home(
    container: Container, desk: Driver, person: str, agency_key: Callable[[str], str]
) -> None:
    every = text_of(desk.get(apply_path(person)))
    assert "Wanjiku" in every
    assert "****0001" in every
    assert "29000001" not in every
    assert "good conduct" in every.lower()
    some = text_of(desk.get(f"{apply_path(person)}?words=pasipoti"))
    assert "Passport renewal" in some
    assert "driving" not in some.lower()
    assert "Nothing like that" in text_of(desk.get(f"{apply_path(person)}?words=visa"))
    terms = text_of(desk.get(apply_path(person, PASSPORT)))
    assert "Have the old passport with you." in terms
    assert "KES 7,550" in terms
    form = renewal(desk, person)
    read = text_of(desk.get(f"{form}/review"))
    assert "Ya nani Mimi" in read, "the answers are read out in the language of the person"
    assert "AK0123456" in read
    page = send(desk, form)
    (filed,) = re.findall(r"\d{4} \d{4} \d{4}", page)[:1]
    assert "No money is taken at this desk." in page
    assert "To bring On your day, to the passport office (Kisumu)" in page
    first, second = sms_to(container, PHONE)
    assert first.startswith(f"eCitizen {filed}: ")
    assert "KES 7,550" in first
    assert "Kisumu" in second
    reference = filed.replace(" ", "")
    allowed = {"Authorization": f"Bearer {agency_key('dis')}"}
    history = desk.client.get(f"/api/v1/applications/{reference}", headers=allowed).get_json()["history"]
    assert [each["actor"] for each in history] == ["staff:hksdp/a.wanjiru"]
    with container.database.reading() as session:
        kept = found(session, reference)
        consent = desk_consents.find_consent(session, kept)
        assert consent is not None
        assert (consent.actor, consent.words, consent.language, consent.document, consent.account_id) == (
            "staff:hksdp/a.wanjiru", WORDS, "sw", "national_id", person,
        )  # fmt: skip
        steps = application_queries.history(session, filed, "en", login=login(container, person), phone=PHONE)
        assert steps == ["23 Nov 2026 Awaiting payment", "23 Nov 2026 Applied for you at a desk"]
        steps = application_queries.history(session, filed, "sw", login=login(container, person), phone=PHONE)
        assert steps[-1].endswith("Uliombewa kwenye dawati")
        done = {each.action for each in session.scalars(select(AuditEvent).where(AuditEvent.actor == desk.staff.actor))}
        assert done >= {
            "account.looked_up", "account.agreed_to_desk", "application.awaiting_payment", "application.filed_at_desk",
        }  # fmt: skip


def test_a_place_is_searched_for_and_a_rule_of_the_form_said_beside_its_box(
    container: Container, desk: Driver, person: str
) -> None:
    with container.database.transaction() as session:
        session.execute(update(StaffMember).values(language="sw"))
    form = begin(desk, person, "business-name", language="en")
    assert "The name you want most" in shown(desk), "the person's language stands above the box too"
    refused = answer(desk, form, "name_1", answer="Umoja")
    assert "Maneno mawili au zaidi, ya herufi" in refused
    assert desk.page is not None
    assert 'value="Umoja"' in desk.page.text
    for name, said in (("name_1", "Umoja Traders"), ("name_2", "Umoja Shop"), ("name_3", "Umoja Stores")):
        answer(desk, form, name, answer=said)
    assert "Iko katika kaunti gani?" in answer(desk, form, "nature", answer="kuuza nguo")
    several = answer(desk, form, "county", answer="ki")
    assert {"Kilifi", "Kisumu", "Kiambu"} <= set(several.split())
    assert "Mji, barabara" in answer(desk, form, "county", answer="ki", chosen="042")
    answer(desk, form, "address", answer="Kisumu, Oginga Odinga Street")
    read = answer(desk, form, "kra_pin", answer="a012345678z")
    assert "County Kisumu" in read
    assert 'value="Kisumu"' in desk.get(f"{form}/questions/county").text
    answer(desk, form, "county", answer="Kisumu")
    assert re.search(r"\d{4} \d{4} \d{4}", send(desk, form))


def test_a_centre_is_found_by_its_town_and_only_what_is_offered_is_taken(
    container: Container, desk: Driver, person: str
) -> None:
    form = begin(desk, person, "good-conduct", language="en")
    for given in ({}, {"chosen": "holiday"}, {"answer": "work"}):
        assert "Choose one of the lines." in answer(desk, form, "purpose", **given)
    answer(desk, form, "purpose", chosen="work")
    answer(desk, form, "office", chosen="huduma")
    assert "Answer the question." in answer(desk, form, "centre")
    assert "We did not find that place." in answer(desk, form, "centre", answer="Paris<script>")
    assert "Which of these is meant?" in answer(desk, form, "centre", answer="nairobi")
    assert desk.page is not None
    several = re.findall(r'name="chosen" value="([^"]+)"[^>]*><label[^>]*>([^<]+)', desk.page.text)
    code, name = several[1]
    assert "We did not find" in answer(desk, form, "centre", answer="Paris", chosen=code)
    assert "Read the answers out" in answer(desk, form, "centre", answer="nairobi", chosen=code)
    assert name in send(desk, form)
    assert name in sms_to(container, PHONE)[1]


def test_what_was_shown_in_a_box_is_read_again_as_the_same(container: Container, desk: Driver, person: str) -> None:
    form = begin(desk, person, PASSPORT)
    answer(desk, form, "for_whom", chosen="child")
    answer(desk, form, "subject_first_name", answer="Amani")
    answer(desk, form, "subject_surname", answer="Otieno")
    assert "The child must be younger than 18." in answer(desk, form, "subject_born", answer="12 Apr 1990")
    assert "old passport" in answer(desk, form, "subject_born", answer="12/4/2019")
    box = desk.get(f"{form}/questions/subject_born").text
    assert 'value="12 Apr 2019"' in box
    assert "question 4 of 8" in shown(desk)
    answer(desk, form, "subject_born", answer="12 Apr 2019")
    with container.database.reading() as session:
        draft = session.scalars(select(DeskDraft)).one()
        kept = keys(session).open_text(draft.answers_sealed, draft.sealed_at("answers"))
    assert '"subject_born": "2019-04-12"' in kept
    answer(desk, form, "for_whom", chosen="me")
    assert "question 2 of 4" in shown(desk), "what is asked of a child alone is asked no more"
    assert desk.get(f"{form}/questions/subject_born").headers["Location"].endswith("/questions/passport_number")


def test_without_a_yes_nothing_begins(container: Container, desk: Driver, person: str) -> None:
    path = f"{apply_path(person, PASSPORT)}/consent"
    shown = text_of(desk.get(path))
    assert "You ask this desk to apply for you, in your name." in shown
    assert "Unaomba dawati hili" in shown
    refused = desk.post(path, language="fr", document="library card", version=WORDS)
    assert refused.status_code == 422
    assert "Without a yes of the person nothing is applied for." in text_of(refused)
    assert "The words have changed" in text_of(desk.post(path, **AGREED | {"version": "2020-01"}))
    with container.database.reading() as session:
        assert session.scalars(select(DeskDraft)).all() == []


def test_the_words_have_a_name_that_changes_with_them() -> None:
    digest = hashlib.sha256("\n".join(each for code in languages() for each in words_in(code)).encode()).hexdigest()
    assert (WORDS, digest[:16]) == ("2026-11", "151a7d4516e89fbc"), "other words: raise desk_consents.WORDS"


def test_who_may_not_is_told_why_and_what_instead(container: Container, desk: Driver) -> None:
    resident = opened(container, "100200300", kind=AccountType.RESIDENT)
    prove(container, resident)
    told = text_of(desk.get(apply_path(resident, PASSPORT)))
    assert "Refugees: ask Refugee Services for a travel document." in told
    assert "Ask the person whether they agree" not in told
    desk.get("/console/me")
    sent = desk.post(f"{apply_path(resident, PASSPORT)}/consent", **AGREED)
    assert "cannot apply for this here" in text_of(desk.follow(sent))


def test_an_account_that_is_not_proven_is_proven_first(container: Container, desk: Driver) -> None:
    unproven = opened(container)
    for path in (apply_path(unproven), apply_path(unproven, PASSPORT), f"{apply_path(unproven, PASSPORT)}/consent"):
        told = text_of(desk.get(path))
        assert "First see the person with their document, and prove the account." in told
    desk.get("/console/me")
    sent = desk.post(f"{apply_path(unproven, PASSPORT)}/consent", **AGREED)
    assert "prove the account" in text_of(desk.follow(sent))
    nobody = desk.get(apply_path("0" * 32))
    assert nobody.status_code == 404
    assert "they dial *222# on their own phone" in text_of(nobody)
    assert desk.get(apply_path(unproven, "esia-licence")).status_code == 404


def test_one_that_is_open_is_shown_and_another_only_where_it_is_meant(
    container: Container, desk: Driver, person: str
) -> None:
    assert "Reference" in send(desk, renewal(desk, person))
    assert "There is an application for this already:" in text_of(desk.get(apply_path(person, PASSPORT)))
    desk.get(f"{apply_path(person, PASSPORT)}/consent")
    refused = desk.post(f"{apply_path(person, PASSPORT)}/consent", **AGREED)
    assert "Say whether another one is meant." in text_of(refused)
    form = renewal(desk, person, again="yes")
    assert "Reference" in send(desk, form)
    first = renewal(desk, person, again="yes")
    with container.database.transaction() as session:
        session.execute(update(DeskDraft).where(DeskDraft.reference.is_(None)).values(again=False))
    asked = send(desk, first)
    assert "There is an application for this already:" in asked
    assert "Reference" in send(desk, first, again="yes")
    assert count(container) == 3


def test_the_last_date_may_go_to_somebody_else_meanwhile(container: Container, desk: Driver, person: str) -> None:
    with container.database.transaction() as session:
        at = container.database.clock() + timedelta(days=3)
        named = {"calendar": "passport-biometrics", "place": "kisumu", "taken": 0}
        session.add(Slot(code="k-1", starts_at=at, capacity=1, **named))
        session.add(Slot(code="k-2", starts_at=at + timedelta(hours=1), capacity=1, **named))
    form = renewal(desk, person)
    with container.database.transaction() as session:
        session.execute(update(Slot).where(Slot.code == "k-1").values(taken=1))
    told = send(desk, form)
    assert "That date was just taken: nothing was sent. Choose another one." in told
    assert count(container) == 0
    stale = answer(desk, form, "day", chosen="slot:k-1")
    assert "One that you chose may just have been taken." in stale
    assert "Read the answers out" in answer(desk, form, "day", chosen="slot:k-2")
    assert "Day Thu 26 Nov 2026, 13:00" in send(desk, form)


def test_sent_twice_it_is_filed_once(container: Container, desk: Driver, person: str) -> None:
    form = renewal(desk, person)
    first = send(desk, form)
    again = desk.post(f"{form}/send", version="4")
    assert text_of(desk.follow(again)) == first
    assert (count(container), len(sms_to(container, PHONE))) == (1, 2)
    assert desk.get(f"{form}/review").status_code == 303
    assert desk.post(f"{form}/questions/for_whom", chosen="child").headers["Location"].endswith("/filed")


def test_too_many_and_what_does_not_fit_any_more_are_told_and_nothing_is_sent(
    container: Container, desk: Driver, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = renewal(desk, person)
    monkeypatch.setattr(desk_filing, "A_WORKDAY", 0)
    assert "You have sent as many as one person may in a day." in send(desk, form)
    monkeypatch.setattr(filing, "A_DAY", 0)
    assert "So many were sent for this person today" in send(desk, form)
    with container.database.transaction() as session:
        draft = desk_drafts.hold_desk_draft(session, form.rpartition("/")[2], staff=desk.staff)
        draft.answers = draft.answers | {"passport_number": "none"}
    told = send(desk, form)
    assert "An answer does not fit any more: nothing was sent." in told
    assert "question 1 of 4" in told
    assert count(container) == 0


def test_what_is_sent_is_what_was_read_out(container: Container, desk: Driver, person: str) -> None:
    form = renewal(desk, person)
    answer(desk, form, "passport_number", answer="AK9999999")
    refused = text_of(desk.post(f"{form}/send", version="4"))
    assert "The answers were changed since you read them out." in refused
    assert "AK9999999" in refused
    assert count(container) == 0


def test_a_draft_is_ones_own(container: Container, desk: Driver, person: str) -> None:
    """Neither a colleague nor the phone of the person sees it, and it does not change the draft saved on that phone."""
    saved = SavedAnswers("digest", {"for_whom": "me"})
    with container.database.transaction() as session:
        account = accounts.get(session, person)
        application_drafts.save_draft(session, account, PASSPORT, saved, phone=PHONE)
    form = renewal(desk, person)
    colleague = Driver.of(container, "b.kamau", Role.HUDUMA_DESK, "hksdp")
    for path in ("/questions/for_whom", "/review", "/filed"):
        hidden = colleague.get(f"{form}{path}")
        assert hidden.status_code == 404, path
        assert "There is no such form of yours." in text_of(hidden)
    assert colleague.post(f"{form}/send", version="4").status_code == 404
    assert colleague.post(f"{form}/drop").status_code == 404
    assert "What you have begun" not in text_of(colleague.get(apply_path(person)))
    assert "Go on with Passport renewal" in text_of(desk.get(apply_path(person)))
    assert "Reference" in send(desk, form)
    with container.database.reading() as session:
        account = accounts.get(session, person)
        assert application_drafts.find_draft(session, account, PASSPORT, phone=PHONE) == saved


def test_it_ends_with_the_day_with_a_change_of_the_account_and_when_it_is_thrown_away(
    container: Container, desk: Driver, person: str, clock: Clock
) -> None:
    thrown = begin(desk, person, PASSPORT)
    assert "Nothing was sent." in text_of(desk.follow(desk.post(f"{thrown}/drop")))
    assert desk.get(f"{thrown}/review").status_code == 404
    changed = begin(desk, person, PASSPORT)
    with container.database.transaction() as session:
        session.execute(update(Account).values(auth_epoch=Account.auth_epoch + 1))
    assert desk.get(f"{changed}/review").status_code == 404
    old = begin(desk, person, "dl-renew-1")
    clock.move(days=1)
    desk.sign_in()
    assert desk.get(f"{old}/review").status_code == 404


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.AGENCY_ADMIN])
def test_only_a_desk_applies(container: Container, person: str, role: Role) -> None:
    other = Driver.of(container, f"x.{role.replace('_', '.')}", role, "dis")
    assert other.get(apply_path(person)).status_code == 403


def test_nothing_that_was_answered_is_in_a_path_or_a_hidden_field(desk: Driver, person: str) -> None:
    form = renewal(desk, person)
    shown = desk.get(f"{form}/review").text
    assert re.findall(r'<input type="hidden" name="(\w+)"', shown) == ["csrf_token"] * 2 + [
        "version",
        "csrf_token",
        "csrf_token",
    ]
    assert "AK0123456" not in " ".join(re.findall(r'(?:href|action|value)="([^"]*)"', shown))
    cookie = desk.client.get_cookie("lango-console", path="/console")
    assert cookie is not None
    assert "AK0123456" not in cookie.decoded_value


def test_every_page_of_it_is_shown_to_its_owner_and_its_draft_to_nobody_else(container: Container) -> None:
    world = ConsoleWorld(container)
    before = "/console/desk/accounts/<account_id>/apply"
    accounts_pages = (before, f"{before}/<service_code>", f"{before}/<service_code>/consent")
    drafts = [f"/console/desk/applying/<draft_id>/{each}" for each in ("questions/<question>", "review", "filed")]
    for rule in (*accounts_pages, *drafts):
        assert world.member("desk").get(world.path(rule)).status_code == 200, rule
    for rule in drafts:
        assert world.member("desk2").get(world.path(rule)).status_code == 404, rule


def test_the_phone_of_the_person_shows_it_among_theirs(container: Container, desk: Driver) -> None:
    who = opened(container, password=PASSWORD)
    prove(container, who)
    send(desk, renewal(desk, who))
    phone = partial(hop, desk.client, session="one session", phone=PHONE)
    for typed in ("", "3", f"3*{PASSWORD}"):
        phone(typed)
    assert "1. Passport renewal, 34 pages: Awaiting payment" in phone(f"3*{PASSWORD}*2")
    one = phone(f"3*{PASSWORD}*2*1")
    assert {"1. Pay KES 7,550", "3. Withdraw it", "5. Past steps"} <= set(one.splitlines())
    past = phone(f"3*{PASSWORD}*2*1*5")
    assert past.startswith("CON 23 Nov 2026 Awaiting payment\n23 Nov 2026 Applied for you at a desk\n")


def test_the_agency_sees_that_the_person_agreed_and_before_whom(
    container: Container, desk: Driver, person: str
) -> None:
    assert "Apply for the person" in text_of(desk.get(f"/console/desk/accounts/{person}"))
    page = send(desk, renewal(desk, person))
    reference = re.sub(r"\D", "", page.split("Reference")[1][:20])
    clerk = Driver.of(container, "w.otieno", Role.CLERK, "dis")
    seen = text_of(clerk.get(f"/console/applications/{reference}/person"))
    assert "Applied for at a desk, with the person's consent" in seen
    assert desk.staff.actor in seen
    assert "Kiswahili" in seen
