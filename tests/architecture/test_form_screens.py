"""The screens of applying, drawn with every question of our forms and the longest values, fit and are not cut."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.dev import demo_slots
from app.domain.applying import application_drafts
from app.domain.applying.application_drafts import SavedAnswers
from app.domain.catalogue import service_sheets
from app.domain.forms import form_versions
from app.domain.forms.answer_reading import LONGEST_EMAIL, LONGEST_TEXT, MOST_DIGITS
from app.domain.forms.definition import Form, FormQuestion, Kind, text_in
from app.domain.forms.walk import next_question, relevant_questions
from app.domain.identity.identity_checks import LONGEST_NAME
from app.domain.shared.persons import AccountType
from app.platform import gsm0338
from app.platform.i18n import languages, translate
from menus import engine
from menus.checks import DEEP, without_lines
from menus.context import Context, SessionState
from menus.engine import REFUSALS_BEFORE_HELP
from menus.flows.applying import apply, form_questions, form_review
from menus.flows.applying.drafts import ApplyingDraft
from menus.flows.applying.form_review import FiledDraft
from menus.notation import Screen
from tests.architecture.test_catalogue_screens import all_services, squeezed
from tests.conftest import Clock, settings
from tests.database.holder import PHONE, account, do, opened
from tests.unit.test_our_forms import NAMES, PICKS, SERVICES_WITH_A_FORM, TODAY, Walker, form

pytestmark = pytest.mark.slow

SAVED: Final = "Saved so far."
AFTER_AN_EFFECT: Final = 1
"""The depth of a screen after an effect: only the first screen is before it on the trail."""
MOST_PAGES: Final = 10
"""Pages that the answers which are read back may take."""
LONGEST: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "W" * LONGEST_TEXT,
    Kind.NAME: "W" * LONGEST_NAME,
    Kind.NUMBER: "9" * MOST_DIGITS,
    Kind.DATE: "2026-12-28",
    Kind.PHONE: "+254700000001",
    Kind.EMAIL: "w" * LONGEST_EMAIL,
    Kind.DOCUMENT: "9" * 14,
    Kind.PLATE: "WWWWWWW 9999WW",
}
"""The longest answer to each kind of question that is typed, as it is stored."""


@dataclass(frozen=True)
class Place:
    """An installation, and the account that is signed in."""

    container: Container
    account_id: str

    def context(self, language: str) -> Context:
        """The context of a citizen who has just signed in, and was refused three times."""
        with self.container.database.reading() as session:
            epoch = account(session, self.account_id).auth_epoch
        state = SessionState(language=language, refusals=REFUSALS_BEFORE_HELP, account=self.account_id)
        state.auth_epoch, state.password_at = epoch, self.container.database.clock().isoformat()
        return Context(
            phone=PHONE,
            hop="hop",
            state=state,
            database=self.container.database,
            contacts=self.container.contacts,
            registry=self.container.registry,
            finder=self.container.finder,
        )

    def filling_in(self, language: str, service: str, asked: Form, answers: Mapping[str, str]) -> Context:
        """The same context in the middle of a form."""
        c = self.context(language)
        draft = c.draft(ApplyingDraft)
        draft.applies_for, draft.applicant, draft.form_digest = service, self.account_id, asked.digest
        draft.form_answers = dict(answers)
        return c


@pytest.fixture(scope="module")
def place(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An installation with free appointment dates."""
    file = tmp_path_factory.mktemp("forms") / "lango.db"
    file.write_bytes(sqlite_file.read_bytes())
    made = Container.of(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"), clock=Clock())
    with closing(made.database):
        with made.database.transaction() as session:
            demo_slots.load(session)
        yield Place(made, opened(made))


def services(place: Place) -> Iterator[tuple[str, Form]]:
    """The services that are applied for on the phone, each with its form."""
    for each in all_services(place.container.finder.index()):
        if each.form is not None:
            yield each.code, form(each.form)


def ways(place: Place, asked: Form) -> Iterator[dict[str, str]]:
    """Sets of answers to a form which together choose every line of every list."""
    seen: list[dict[str, str]] = []
    for pick in PICKS:
        answers = Walker(place.container, "en", pick).answered(asked)
        if answers not in seen:
            seen.append(answers)
            yield answers


def drawn(c: Context, screen: Screen, *, above: str = "", depth: int = DEEP) -> list[str]:
    """The pages of a screen: each fits, and together they say all that the screen says, in its order."""
    pages = engine.draw(c, screen, above=above, depth=depth)
    for page in pages:
        assert gsm0338.fits(f"CON {page}"), f"{c.language}, {screen.name}: {page}"
        assert page == gsm0338.fold(page)
    body = translate(c.language, screen.text, **screen.fields(c))
    lines = [f"{number}. {label}" for number, label in enumerate(engine.labels(c, screen), 1)]
    keys = {"98", "00", "0", "99"}
    shown = squeezed("".join(line for page in pages for line in page.split("\n") if line.partition(".")[0] not in keys))
    whole = squeezed(gsm0338.fold("".join([above, body, *lines])))
    assert shown in (whole, squeezed(gsm0338.fold("".join([above, *lines]))) if above else whole), (
        f"{c.language}, {screen.name}: {pages}"
    )
    return pages


def asked_of(place: Place, asked: Form) -> Iterator[tuple[FormQuestion, dict[str, str]]]:
    """Each question, with each different set of answers that leads to it."""
    seen: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for answers in ways(place, asked):
        before: dict[str, str] = {}
        while question := next_question(asked, before, today=TODAY):
            key = (question.name, tuple(sorted(before.items())))
            if key not in seen:
                seen.add(key)
                yield question, dict(before)
            before[question.name] = answers[question.name]


@pytest.mark.parametrize("name", NAMES)
def test_every_question_stands_on_one_page_and_its_lines_on_more(place: Place, name: str) -> None:
    asked, questions = form(name), set()
    for language in languages():
        for question, answers in asked_of(place, asked):
            questions.add(question.name)
            c = place.filling_in(language, "", asked, answers)
            question_stands_whole(c, question)
            for narrowed in narrowings(place, question):
                c.draft(ApplyingDraft).narrowed_by = narrowed
                drawn(c, form_questions.question)
                drawn(c, form_questions.question, above=translate(language, SAVED))
    assert questions == {each.name for each in asked.questions}


def question_stands_whole(c: Context, question: FormQuestion) -> None:
    """The question is shown whole: alone, below the words that the answers are saved, and below its own refusal."""
    wanted = squeezed(gsm0338.fold(text_in(question.label, c.language) + text_in(question.hint, c.language)))
    [alone] = drawn(c, without_lines(form_questions.question))
    assert squeezed(alone).startswith(wanted)
    saved = translate(c.language, SAVED)
    first = drawn(c, form_questions.question, above=saved)[0]
    assert squeezed(first).startswith(squeezed(saved) + wanted), f"{c.language}: {first}"
    refusal = text_in(question.refusal, c.language)
    if refusal:
        assert squeezed(drawn(c, form_questions.question, above=refusal)[0]).startswith(squeezed(gsm0338.fold(refusal)))


def narrowings(place: Place, question: FormQuestion) -> list[str]:
    """What a list may be narrowed by: nothing, and for Huduma Centres each county."""
    if question.kind == Kind.HUDUMA:
        return ["", *(each.label.in_language("en") for each in place.container.finder.index().counties())]
    return [""]


def test_the_weeks_that_may_be_preferred_fit_where_no_date_is_free(place: Place) -> None:
    asked = form("civil-marriage")
    weeks = 0
    for language in languages():
        for question, answers in asked_of(place, asked):
            if question.kind == Kind.SLOT:
                c = place.filling_in(language, "", asked, answers)
                weeks += len(engine.labels(c, form_questions.question))
                drawn(c, form_questions.question, above=translate(language, SAVED))
    assert weeks


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_answers_are_read_back_whole_and_each_can_be_changed(place: Place, name: str) -> None:
    asked = form(name)
    [service, *_] = [code for code, named in services(place) if named.name == name]
    for language in languages():
        for answers in ways(place, asked):
            c = place.filling_in(language, service, asked, at_longest(place, asked, answers, language))
            assert len(drawn(c, form_review.review)) <= MOST_PAGES
            drawn(c, form_review.which)


def at_longest(place: Place, asked: Form, answers: Mapping[str, str], language: str) -> dict[str, str]:
    """The same way through a form, with the longest answers that could have been given on it."""
    longest = {}
    index = place.container.finder.index()
    for each in relevant_questions(asked, answers, today=TODAY):
        values = [answers[each.name], LONGEST.get(each.kind, "")]
        if each.kind == Kind.HUDUMA:
            values += [max(index.centres.all(), key=lambda centre: len(centre.name)).code]
        longest[each.name] = values[-1] or values[0]
    return longest


def test_what_is_told_before_the_first_question_is_whole(place: Place) -> None:
    told = 0
    for code, asked in services(place):
        do(place.container, keep_a_draft, place, code, asked)
        for language in languages():
            c = place.filling_in(language, code, asked, {})
            assert len(engine.labels(c, apply.terms)) == 3, "go on, begin again, not now"
            pages = drawn(c, apply.terms)
            assert len(pages) <= 3, pages
            told += 1
    assert told == len(languages()) * SERVICES_WITH_A_FORM


def keep_a_draft(session: Session, place: Place, code: str, asked: Form) -> None:
    """Save a draft that can be continued."""
    mine = account(session, place.account_id)
    application_drafts.save_draft(session, mine, code, SavedAnswers(asked.digest, {}), phone=PHONE)


def test_who_may_not_apply_reads_why_and_what_to_do_instead(place: Place) -> None:
    visitor = replace(place, account_id=opened(place.container, "A1234567", kind=AccountType.FOREIGNER))
    for code, asked in services(place):
        of_age = asked.model_copy(update={"account_types": (), "min_age": 99})
        of_kind = asked.model_copy(update={"account_types": (AccountType.CITIZEN,)})
        for shut, who, why in ((of_age, place, "99"), (of_kind, visitor, "")):
            do(place.container, form_versions.publish, shut)
            for language in languages():
                c = who.filling_in(language, code, shut, {})
                told = apply.why_not(c)
                assert why in told["why"]
                assert told["why"] or told["instead"]
                assert len(drawn(c, apply.barred)) <= (3 if told["why"] else 2)
        do(place.container, form_versions.publish, asked)


def test_the_last_words_stand_on_one_page(place: Place) -> None:
    index = place.container.finder.index()
    for code, asked in services(place):
        service = index.by_code(code)
        assert service is not None
        fee = index.fee(service)
        for language in languages():
            c = place.filling_in(language, code, asked, {})
            told = c.draft(FiledDraft)
            told.filed, told.to_pay = "9" * 12, service_sheets.shillings(fee.total) if fee and fee.total else ""
            for ends, depth in ((form_review.submitted, AFTER_AN_EFFECT), (form_review.done, DEEP)):
                [page] = drawn(c, ends, depth=depth)
                assert "9999 9999 9999" in page
