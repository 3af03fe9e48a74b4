"""What a text without FIND names, and the town after HUDUMA, in the whole catalogue."""

from unittest.mock import Mock

import pytest

from app.domain.catalogue.search.index import Index
from menus.sms import finding
from menus.sms.message import Sms


@pytest.fixture
def sms(index: Index) -> Mock:
    """An SMS of which only the index is read."""
    return Mock(spec=Sms, index=index)


@pytest.mark.parametrize(
    ("typed", "centre"),
    [
        ("Kisummu", "Kisumu"),
        ("kisumuu", "Kisumu"),
        ("Nairoby", "Nairobi GPO"),
        ("Mombassa", "Mombasa"),
        ("iko wapi kisumuu", "Kisumu"),
        ("nakuru town", "Nakuru"),
    ],
)
def test_a_misspelt_town_that_is_all_that_is_said_is_the_centre(sms: Mock, typed: str, centre: str) -> None:
    found = finding.centre_of(sms, typed)
    assert found
    assert found.short_name == centre


@pytest.mark.parametrize("typed", ["iko wapi ngara", "pasport", "namba", "kisii passport", "buziness"])
def test_what_is_no_town_has_no_centre(sms: Mock, typed: str) -> None:
    assert finding.centre_of(sms, typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "how does this work",
        "it is not working",
        "i need to talk to someone",
        "top",
        "i want my money back",
        "niache",
        "please stop doing that to me",
    ],
)
def test_a_word_of_a_sentence_or_the_beginning_of_one_names_no_service(sms: Mock, typed: str) -> None:
    assert finding.language_of(sms, typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "passport",
        "pasport",
        "i want to get a passport",
        "how do i get my logbook please",
        "kra",
        "dl",
        "pasi",
        "barks",
        "I.D.",
        "work permit",
        "goodconductcertificate",
    ],
)
def test_a_word_that_is_a_service_names_it(sms: Mock, typed: str) -> None:
    assert finding.language_of(sms, typed)
