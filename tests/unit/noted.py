"""What the tests of the note policy share: the exceptions of an installation, a refusal, the time that a text takes."""

from collections.abc import Callable
from time import process_time

import pytest

from app.domain.applications import note_policy
from app.domain.applications.applications import LONGEST_NOTE
from app.domain.applications.note_policy import Ours
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid

OURS = Ours.of(Contacts("*222#", "22222", "+254 20 7903260", "support@ecitizen.go.ke"), "1020 3040 5060")


def refusal(text: str) -> str:
    """What a refused note is told."""
    with pytest.raises(Invalid) as refused:
        note_policy.check_note("note", text, OURS)
    return str(refused.value)


def seconds_for(check: Callable[[str], object], unit: str) -> float:
    """Processor time of a check of the longest note that repeats this."""
    began = process_time()
    for _ in range(5):
        check((unit * LONGEST_NOTE)[:LONGEST_NOTE])
    return (process_time() - began) / 5
