"""The forms that Lango ships with: each is used, can be loaded, and can be answered to its end in both languages."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from app.container import Container
from app.dev import demo_slots
from app.domain.forms.answer_reading import AnswerRefused, read_answer
from app.domain.forms.definition import SUBJECT, Form, FormQuestion, Kind, Texts, read_form
from app.domain.forms.offers import offers_of
from app.domain.forms.read_back import read_back
from app.domain.forms.walk import next_question, with_answer, without_last
from app.domain.forms_import.form_loader import our_forms, read_xlsform
from app.domain.shared.persons import AccountType
from app.platform import gsm0338
from app.platform.i18n import ENGLISH, KISWAHILI
from tests.conftest import Clock, settings

DATA: Final = Path(__file__).parents[2] / "app" / "data"
TODAY: Final = date(2026, 11, 23)
NAMES: Final = [file.stem for file in our_forms()]
SERVICES_WITH_A_FORM: Final = 22
"""A service of `app/data/services.csv` that names a form counts, so a new one raises this."""
MOST_QUESTIONS: Final = 9
"""The most questions on any path through a form: with terms, read-back and password they fit one session."""
PICKS: Final = range(14)
"""The lines that a walk picks from every list: as many as the longest list has."""
TYPED: Final[Mapping[str, str]] = {
    "subject_first_name": "amina",
    "subject_surname": "Wanjiru Kamau",
    "subject_born": "23 05 2019",
    "birth_certificate": "0123456789",
    "passport_number": "ak0123456",
    "abstract": "OB 25/12/5/2026",
    "driving_school": "Rocky Driving School",
    "kra_pin": "a012345678z",
    "pdl_number": "PDL-0012345",
    "pdl_issued": "1/9/2026",
    "licence_number": "DL 1234567",
    "name_1": "Mama Njeri's Kitchen",
    "name_2": "Baraka & Sons Traders",
    "name_3": "Jua Kali Welders",
    "nature": "kuuza nguo",
    "activity": "sells clothes",
    "address": "Ngara, Park Road, plot 12",
    "permit_number": "SBP/2025/001234",
    "business_name": "Baraka Traders",
    "workers": "3",
    "area": "20",
    "title_number": "Kajiado/Kaputiei-North/1234",
    "county": "kiambu",
    "partner_name": "Otieno Paul Odhiambo",
    "partner_document": "29000002",
    "partner_born": "30111990",
    "wedding_day": "9/1/2027",
    "notice_reference": "1020 3040 5060",
    "husband": "Otieno Paul Odhiambo",
    "wife": "Wanjiku Ann Kamau",
    "mother": "Njeri Kamau",
    "notification": "1234567",
    "year": "2015",
    "centre": "gpo",
}
"""What a citizen types, by the name of the question."""


@pytest.fixture(scope="module")
def container(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """One installation for all tests of this module, with dates to choose from; no test writes to it."""
    file = tmp_path_factory.mktemp("forms") / "lango.db"
    file.write_bytes(sqlite_file.read_bytes())
    here = settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere")
    made = Container.of(here, clock=Clock())
    with made.database.transaction() as session:
        demo_slots.load(session)
    yield made
    made.finder.close()
    made.database.close()


@cache
def form(name: str) -> Form:
    found, mistakes = read_xlsform(DATA / "forms" / f"{name}.csv")
    assert [str(each) for each in mistakes] == []
    assert found is not None
    return found


def services() -> list[dict[str, str]]:
    with (DATA / "services.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts_of(asked: Form) -> list[Texts]:
    """All texts of a form."""
    found = [asked.title, asked.in_hand, asked.instead, asked.hand_in]
    for each in asked.questions:
        found += [each.label, each.short, each.hint, each.refusal, *(choice.label for choice in each.choices)]
    return [each for each in found if each]


@dataclass(frozen=True)
class Walker:
    """Answers a form as a citizen does: by the number of a line, or by typing."""

    container: Container
    language: str
    pick: int = 0

    def answered(self, asked: Form) -> dict[str, str]:
        """Answer a form to its end; all answers."""
        answers: dict[str, str] = {}
        while question := next_question(asked, answers, today=TODAY):
            before = len(answers)
            answers = with_answer(asked, answers, question.name, self.answer(question, answers), today=TODAY)
            assert len(answers) == before + 1, f"the answer to {question.name} is not kept"
        return answers

    def answer(self, question: FormQuestion, answers: Mapping[str, str]) -> str:
        index = self.container.finder.index()
        with self.container.database.reading() as session:
            offers = offers_of(session, index, question, answers, self.language, today=TODAY)
            if question.name in TYPED and question.kind is not Kind.CHOICE:
                return read_answer(question, TYPED[question.name], answers, today=TODAY, index=index, offers=offers)
        assert offers, f"{question.name}: there is nothing to choose, and TYPED has nothing to type"
        return offers[self.pick % len(offers)].value


def refused(container: Container, name: str, question: str, typed: str, before: Mapping[str, str]) -> bool:
    """Whether an answer is refused in the form's own words. Raises AnswerRefused if it is refused in general words."""
    asked = form(name).question(question)
    assert asked is not None
    try:
        read_answer(asked, typed, before, today=TODAY, index=container.finder.index(), offers=[])
    except AnswerRefused as error:
        if not error.custom:
            raise
        return True
    return False


def test_what_is_applied_for_on_the_phone_has_a_form_and_each_form_is_used() -> None:
    on_the_phone = {row["form"] for row in services() if row["channel"] == "phone"}
    assert on_the_phone == set(NAMES)
    assert [row["code"] for row in services() if (row["channel"] == "phone") != bool(row["form"])] == []
    assert len([row for row in services() if row["form"]]) == SERVICES_WITH_A_FORM


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_loaded_without_a_mistake_and_is_named_as_its_file(name: str) -> None:
    assert form(name).name == name


@pytest.mark.parametrize("language", [ENGLISH, KISWAHILI])
@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_answered_to_its_end(container: Container, name: str, language: str) -> None:
    walks = [Walker(container, language, pick).answered(form(name)) for pick in PICKS]
    assert all(1 <= len(answers) <= MOST_QUESTIONS for answers in walks)
    seen = {question for answers in walks for question in answers}
    assert seen == {each.name for each in form(name).questions}, "every question is come to"
    for question in form(name).questions:
        chosen = {answers.get(question.name) for answers in walks} - {None}
        assert {each.name for each in question.choices} <= chosen, "every choice is come to"


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_read_back_and_walked_back_to_its_beginning(container: Container, name: str) -> None:
    asked, answers = form(name), Walker(container, KISWAHILI, 1).answered(form(name))
    with container.database.reading() as session:
        lines = read_back(session, container.finder.index(), asked, answers, KISWAHILI, today=TODAY)
    assert [each.question for each in lines if not each.value] == []
    assert [each.label for each in lines if not gsm0338.fits(each.label, 20)] == []
    while back := without_last(asked, answers, today=TODAY):
        assert len(back[0]) < len(answers)
        answers = back[0]
    assert answers == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_texts_of_a_form_are_short_and_name_no_fee(name: str) -> None:
    asked = form(name)
    money = re.compile(r"\b(KES|KSh|shillings?|shilingi|fees?|ada)\b|/=", re.IGNORECASE)
    said = [text for texts in texts_of(asked) for text in texts.values()]
    assert [text for text in said if money.search(text)] == [], "a fee is in services.csv"
    assert [texts for texts in texts_of(asked) if set(texts) != {ENGLISH, KISWAHILI}] == []
    for language in (ENGLISH, KISWAHILI):
        asks = [f"{each.label[language]}\n{each.hint.get(language, '')}" for each in asked.questions]
        assert [text for text in asks if not gsm0338.fits(text, 110)] == []
        assert gsm0338.fits(asked.in_hand[language], 60)
        assert gsm0338.fits(asked.instead.get(language, ""), 115)
        assert gsm0338.fits(asked.hand_in.get(language, ""), 170)
    assert [each.name for each in asked.questions if each.kind is not Kind.NOTE and not each.short] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_kiswahili_of_a_form_is_that_of_the_menus(name: str) -> None:
    ours = [texts[KISWAHILI] for texts in texts_of(form(name))]
    strange = re.compile(r"\b(namba|leta|njoo|tafadhali)\b", re.IGNORECASE)
    assert [text for text in ours if strange.search(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_where_and_by_when_to_hand_in_is_known(name: str) -> None:
    asked = form(name)
    has_place = any(each.kind is Kind.HUDUMA or each.name == "office" for each in asked.questions)
    for text in asked.hand_in.values():
        assert "{place}" not in text or has_place
        assert ("{date}" in text) == bool(asked.hand_in_days)
        assert "{date}" in text or any(each.kind is Kind.SLOT for each in asked.questions), "the day is the one chosen"


@pytest.mark.parametrize("name", NAMES)
def test_who_may_not_apply_is_told_what_to_do_instead(name: str) -> None:
    asked = form(name)
    assert bool(asked.instead) == bool(asked.account_types or asked.min_age)
    assert not asked.account_types or AccountType.CITIZEN in asked.account_types


def test_a_parent_applies_for_a_child_who_is_younger_than_18(container: Container) -> None:
    for name in ("passport-new", "passport-renewal", "passport-lost", "passport-damaged", "birth-certificate"):
        for_me, for_child = (Walker(container, ENGLISH, pick).answered(form(name)) for pick in (0, 1))
        assert [each for each in for_me if each.startswith(SUBJECT)] == []
        assert {each: for_child[each] for each in for_child if each.startswith(SUBJECT)} == {
            "subject_first_name": "amina",
            "subject_surname": "Wanjiru Kamau",
            "subject_born": "2019-05-23",
        }
        child = {"for_whom": "child"}
        assert refused(container, name, "subject_born", "22 11 2008", child), "18 years and a day"
        assert refused(container, name, "subject_born", "24 11 2026", child), "tomorrow"
        assert not refused(container, name, "subject_born", "25 11 2008", child), "18 the day after tomorrow"


@pytest.mark.parametrize(
    ("name", "question", "good", "bad"),
    [
        ("land-search", "kra_pin", "A 012345678 Z", "A01234567Z"),
        ("land-search", "title_number", "L.R. No. 209/1234", "#1"),
        ("business-name", "name_1", "Baraka Traders", "Baraka"),
        ("business-permit", "workers", "1", "0"),
        ("business-permit", "kra_pin", "P051234567X", "B051234567X"),
        ("driving-test", "pdl_issued", "24 10 2026", "25 10 2026"),
        ("driving-renewal", "licence_number", "dl1234567", "12"),
        ("marriage-notice", "partner_born", "23 11 2008", "24 11 2008"),
        ("marriage-notice", "wedding_day", "15 12 2026", "14 12 2026"),
        ("marriage-notice", "wedding_day", "21 2 2027", "22 2 2027"),
        ("marriage-search", "year", "1985", "85"),
        ("passport-renewal", "passport_number", "A1234567", "1234567"),
        ("nil-return", "year", "2025", "25"),
    ],
)
def test_a_form_takes_what_it_may_and_says_what_it_wants(
    container: Container, name: str, question: str, good: str, bad: str
) -> None:
    assert not refused(container, name, question, good, {})
    assert refused(container, name, question, bad, {})


def test_a_licence_is_renewed_with_one_question() -> None:
    assert [each.name for each in form("driving-renewal").questions] == ["licence_number"]


def test_the_dates_of_a_machine_of_ones_own_are_those_that_our_forms_ask_for() -> None:
    asked: dict[str, set[str]] = {}
    for name in NAMES:
        for question in form(name).questions:
            if question.kind is Kind.SLOT and question.choice_filter:
                place = form(name).question(question.choice_filter.question)
                asked[question.calendar] = {each.name for each in place.choices} if place else set()
    made = {name: set(calendar.places) for name, calendar in demo_slots.CALENDARS.items()}
    assert made == {name: places for name, places in asked.items() if name != "civil-marriage"}
    assert "civil-marriage" in asked, "there the preferred week is asked"


@pytest.mark.parametrize("file", our_forms(), ids=NAMES)
def test_what_is_kept_of_a_form_is_read_again_as_the_same(file: Path) -> None:
    form, _ = read_xlsform(file)
    assert form
    again = read_form(form.to_json())
    assert (again, again.digest) == (form, form.digest)
