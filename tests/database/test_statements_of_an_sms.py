"""The statements for the references in one SMS: one look-up for all, however many words look like references."""

from datetime import timedelta
from functools import partial
from typing import Final

import pytest

from app.callbacks.intake import CallbackProcessor
from app.container import Container
from app.domain.applications import lookup
from app.domain.applications.lookup import Miss
from app.domain.applications.reference_shapes import RegisteredShapes
from app.domain.shared import counters
from app.providers.ports import InboundSms
from tests.database.holder import PHONE, STRANGER, at_once, do, statements

CODES: Final = ("A1B2C3D4", "E5F6G7H8", "K1M2N3P4", "Q5R6S7T8", "U1V2W3X4", "Y5Z6A7B8", "C1D2E3F4", "G5H6J7K8")
MISTAKEN: Final = ("SGK7XJ2ABC", "SHK7XJ2ABD", "TGK7XJ2ABE", "A012345678Z", "A012345679Z", "123456789", "29000001")
"""Payment codes, tax PINs and document numbers: for each it is looked up whether an agency may have issued it."""
HOUR: Final = timedelta(hours=1)
MOST: Final = 12
"""Statements of one SMS: the SMS, its phone, the references (3), the misses (2), how often it was advised (2), and the
reply (3)."""


def text(container: Container, *words: str, phone: str = PHONE) -> None:
    """Receive an SMS of these words."""
    sms = InboundSms("-".join((phone, *words)), phone, phone, "22222", " ".join(words), None)
    assert CallbackProcessor(container).take(sms)


def misses(container: Container, phone: str = PHONE) -> int:
    return do(container, lambda session: counters.so_far(session, lookup.MISS_BY_SMS, phone, HOUR))


def look_up(container: Container, phone: str, *typed: str) -> list[str]:
    found = do(container, lambda session: lookup.look_up_all(session, phone, typed, RegisteredShapes(session)))
    return [each if isinstance(each, Miss) else each.reference for each in found]


@pytest.mark.parametrize("words", [CODES, CODES[:2], MISTAKEN, ("hello", *CODES, "and", *MISTAKEN)])
def test_the_references_of_a_text_are_one_look_up(container: Container, words: tuple[str, ...]) -> None:
    container.finder.index()
    with statements(container) as sent:
        text(container, *words)
    assert len([each for each in sent if "FROM applications" in each]) == 1
    assert len([each for each in sent if "FROM reference_shapes" in each]) <= 1
    assert len(sent) <= MOST, sent


def test_every_unknown_one_that_is_looked_up_counts(container: Container) -> None:
    text(container, *CODES)
    assert misses(container) == lookup.OF_A_TEXT
    text(container, CODES[0])
    assert misses(container) == lookup.OF_A_TEXT + 1


def test_one_is_counted_where_there_is_room_for_one(container: Container) -> None:
    assert look_up(container, PHONE, *CODES[:2]) == look_up(container, PHONE, *CODES[2:4]) == [Miss.UNKNOWN] * 2
    assert look_up(container, PHONE, *CODES[4:6]) == [Miss.UNKNOWN, Miss.TOO_MANY]
    assert look_up(container, PHONE, *CODES[6:8]) == [Miss.TOO_MANY] * 2
    assert misses(container) == lookup.MISSES_AN_HOUR


def test_texts_at_once_count_no_less_and_tell_no_more(container: Container) -> None:
    found = at_once([partial(look_up, container, STRANGER, each) for each in CODES])
    assert sorted(each for said in found for each in said) == sorted(
        [Miss.UNKNOWN] * lookup.MISSES_AN_HOUR + [Miss.TOO_MANY] * (len(CODES) - lookup.MISSES_AN_HOUR)
    )
    assert misses(container, STRANGER) == lookup.MISSES_AN_HOUR


def test_two_readings_of_the_same_words_are_one_miss(container: Container) -> None:
    assert look_up(container, PHONE, CODES[0], f"{CODES[0]}-9") == [Miss.UNKNOWN] * 2
    assert misses(container) == 1
