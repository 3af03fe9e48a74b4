"""A table of texts that citizens send (tests/payloads/texts.tsv): the reply to each, and what it changes."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.container import Container
from app.dev import demo_data
from app.domain.messaging import texted_secrets
from app.domain.subscribers import phones
from app.platform import gsm0338
from menus.sms import keywords
from menus.sms.keywords import KEYWORDS
from menus.sms.words import POLITE
from tests.unit.test_keywords import answered

PHONE = "+254733000009"
REFERENCE = "1020 3040 5060"
STATUS = f"eCitizen {REFERENCE}: "
BEGINS = {
    "status": STATUS,
    "status of EPP1": "eCitizen EPP1-A1B2C3D4: ",
    "warning": "eCitizen: never give a password or code to any person.",
    "onyo": "eCitizen: usimtumie mtu yeyote nenosiri",
    "number": "eCitizen: not a reference: ours have 12 digits. Password or code? Tell no one: *222#.\nSi nambari",
    "both": "eCitizen: never give a password or code to anyone. To change yours: *222#.\nUsimpe mtu nenosiri",
}
HOW = ("eCitizen: text your reference", "eCitizen: tuma nambari ya kumbukumbu")


@dataclass(frozen=True)
class Row:
    """A text, its reply, and what it changes: `stopped`, `started`, a language or nothing (`-`)."""

    kind: str
    text: str
    answer: str
    changes: str

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


def rows() -> list[Row]:
    """The table; R is the sample reference."""
    with (Path(__file__).parents[1] / "payloads" / "texts.tsv").open(encoding="utf-8", newline="") as lines:
        told = [Row(**each) for each in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return [Row(each.kind, with_reference(each.text), each.answer, each.changes) for each in told]


def with_reference(text: str) -> str:
    """The text with the sample reference in place of a word R; without blanks where R touches another word."""
    return {"STATUSR": "STATUS102030405060", "Rplease": "102030405060please"}.get(text) or " ".join(
        word.replace("R", REFERENCE) if word.strip(",?") == "R" else word for word in text.split(" ")
    )


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    return container


@pytest.mark.slow
def test_every_text_of_the_table_is_answered_as_it_says(filled: Container) -> None:
    """Each row is tested from the same state, once with alerts and once without; all failures are reported together."""
    wrong = [f"{row}: {told!r}" for row in rows() if (told := mistake(filled, row))]
    assert not wrong, "\n".join(wrong)


def mistake(container: Container, row: Row) -> str:
    """The reply and the settings of the phone where they are not as a row says; empty if they are."""
    for wanted in (True, False):
        with container.database.reading() as session:
            phones.set_alerts(session, PHONE, wanted=wanted)
            reply = (
                keywords.answer(session, PHONE, row.text, contacts=container.contacts, finder=container.finder) or ""
            )
            now = (phones.wants_alerts(session, PHONE), phones.language_of(session, PHONE))
        after = {"stopped": (False, None), "started": (True, None), "-": (wanted, None)}
        if not fits(row.answer, reply) or now != after.get(row.changes, (wanted, row.changes)):
            return f"{reply} {now}"
    return ""


def fits(answer: str, reply: str) -> bool:
    """Whether a reply is what the table says, and begins with eCitizen unless that would cost another part."""
    if not reply.startswith("eCitizen") and gsm0338.parts(f"eCitizen: {reply}") == gsm0338.parts(reply):
        return False
    if answer in BEGINS:
        return reply.startswith(BEGINS[answer])
    if answer == "how":
        return reply.startswith(HOW) and "such as" not in reply
    if answer == "no status":
        return not reply.startswith("eCitizen EPP1")
    if answer == "list":
        return "\n2 " in reply
    return bool(reply) if answer == "any" else answer in reply


WORDS = st.sampled_from(sorted([*KEYWORDS, *(word.upper() for word in POLITE), "SW", "EN", "JANA", "DATE", "?", "-"]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(WORDS, max_size=5),
    st.lists(WORDS, max_size=5),
    st.sampled_from(
        ["1020 3040 5060", "102030405060", "1020-3040-5060", "EPP1-A1B2C3D4", "epp1-a1b2c3d4", "#102030405060."]
    ),
    st.booleans(),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_a_known_reference_is_answered_whatever_words_stand_around_it_and_nothing_changes(
    filled: Container, before: list[str], behind: list[str], reference: str, wanted: bool, case: object
) -> None:
    text = " ".join([*(case(each) for each in before), reference, *(case(each) for each in behind)])  # type: ignore[operator]
    with filled.database.reading() as session:
        phones.set_alerts(session, PHONE, wanted=wanted)
        reply = keywords.answer(session, PHONE, text, contacts=filled.contacts, finder=filled.finder) or ""
        assert reply.startswith((STATUS, "eCitizen EPP1-A1B2C3D4: ")), text
        assert (phones.wants_alerts(session, PHONE), phones.language_of(session, PHONE)) == (wanted, None)


@pytest.mark.parametrize("chosen", ["en", "sw"])
def test_the_language_that_a_phone_has_chosen_is_the_one_of_every_answer(filled: Container, chosen: str) -> None:
    """Except a warning, which has the language of the text, and the reply to a keyword that sets another language."""
    says = {
        "en": ("text", "dial", "pay", "keep", "you are"),
        "sw": ("tuma", "piga", "lipa", "weka", "karibu", "hutapata"),
    }
    for text in (
        "mbona hamjibu",
        "are you there",
        "asante",
        "thanks",
        "lipa",
        "nenosiri",
        "password",
        "jisajili",
        "HUDUMA",
    ):
        with filled.database.reading() as session:
            phones.choose_language(session, PHONE, chosen)
            reply = keywords.answer(session, PHONE, text, contacts=filled.contacts, finder=filled.finder) or ""
        assert any(word in reply for word in says[chosen]), (text, reply)
        assert "\n" not in reply


DECORATIONS = [
    "{}",
    "{}!",
    "({})",
    "no. {}",
    "#{}",
    "\u201c{}\u201d",
    " {}. ",
    "{}\ufe0f\u20e3",
    "number {} please",
    "nambari {} tafadhali",
]


@pytest.mark.parametrize("decoration", DECORATIONS)
def test_a_line_is_chosen_however_its_number_is_written(decoration: str) -> None:
    from menus.sms.finding import line_number

    assert line_number(decoration.format("2")) == 2
    assert line_number(decoration.format("12")) == 12


@given(st.permutations("482915"), st.sampled_from(["", " ", "-", ".", ", ", " - ", "/", "\u200b", "\ufe0f\u20e3"]))
def test_six_digits_are_blotted_out_in_whatever_pieces(digits: list[str], between: str) -> None:
    for text in (between.join(digits), f"code: {between.join(digits)}", f"{between.join(digits)} ni siri yangu"):
        kept = texted_secrets.blotted(text)
        assert texted_secrets.BLOT in kept, text
        assert not any(each.isdecimal() for each in kept), kept
        assert texted_secrets.stands_alone(text)


def test_what_is_no_secret_is_kept_and_told_apart() -> None:
    for text in (
        REFERENCE, "102030405060", "102030 405060", "EPP1-A1B2C3D4", "+254712000001", "0712 000 001", "29000001",
        "KRA PIN 1234", "postal code 00100", "kodi ya nyumba 12345", "nimesahau password, nilisajili 2019",
        "ASK slot 12/05/26?", "tarehe 12.05.26", "I did not get the code since 12/05/26", "29/02/28",
        "I paid Ksh 150000", "nimelipa kes150000", "Kshs. 150000 paid, and no code",
    ):  # fmt: skip
        assert texted_secrets.blotted(text) == text
        assert not texted_secrets.stands_alone(text)


def test_a_secret_beside_other_numbers_is_blotted_out() -> None:
    for text in (
        "one 482915", "1 482915", "29000001 482915", "739164 482915", "double 482915", "ID 29000001 x482915",
        "12/05/26 482915", "482915 13.05.26", "12 05 26 482915",
    ):  # fmt: skip
        assert "482915" not in texted_secrets.blotted(text), text


@pytest.mark.parametrize(
    "text",
    [
        "120526", "12 05 26", "12-05-26", "12/05.26", "31/02/26", "12/13/26", "29/02/27", "48/29/15", "150000",
        "code 12/05/26", "12/05/26 is my password", "nenosiri ni 12.05.26", "my code is Ksh 482915",
        "Ksh 482915 is my code", "Ksh 482 915", "pesh 482915", "Ksh 100 na 482915",
    ],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_and_no_amount_or_is_called_a_secret_is_one(text: str) -> None:
    assert texted_secrets.stands_alone(text)
    assert texted_secrets.BLOT in texted_secrets.blotted(text)


@pytest.mark.parametrize(
    "around",
    ["my password is {}", "Neno la siri: {}", "nenosiri langu ni {} tafadhali", "PASSWORD={}", "pass word is {}"],
)
def test_a_password_of_letters_and_digits_is_one_too(filled: Container, around: str) -> None:
    for secret in ("Kenya@2024!", "abc123", "mama2010", "2010mama", "Sim-ba99"):
        text = around.format(secret)
        assert texted_secrets.stands_alone(text), text
        assert secret not in texted_secrets.blotted(text)
        assert secret not in texted_secrets.blotted_for_now(text)
        told = answered(filled, text)
        assert "never give" in told or "usimtumie mtu" in told or "Usimpe" in told, text


@pytest.mark.parametrize("text", ["nimesahau password EPP1-A1B2C3D4", "password reset please", "my password and ID2"])
def test_what_only_stands_near_the_word_is_none(text: str) -> None:
    assert texted_secrets.blotted(text) == text


def test_what_waits_to_be_read_has_no_secret_and_what_is_answered_is_the_same(filled: Container) -> None:
    for row in rows():
        waits = texted_secrets.blotted_for_now(row.text)
        assert "482915" not in waits
        if row.kind == "A11":
            assert answered(filled, waits) == answered(filled, row.text), row
