"""Fuzzing of the parsers, each called alone: what it may raise, and what must hold of its result."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from random import Random
from typing import Any, Final

from requests import Response

from app.domain.catalogue.search.index_builder import empty
from app.domain.forms.answer_reading import LONGEST_TEXT, AnswerRefused, read_answer
from app.domain.forms.definition import FormQuestion, Kind
from app.domain.identity import id_documents, identity_checks, passwords
from app.domain.shared import emails, references
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from app.platform import gsm0338, normalize
from app.platform.phone_numbers import read_msisdn
from app.providers.africastalking import callbacks, sim_swaps
from app.providers.africastalking.sms import judge
from app.providers.ports import Malformed
from menus.flows import answers
from menus.notation import Rejected
from sessions.store import MOST_HOPS, earlier_texts, typed_after
from tests.faults import fuzz

TODAY: Final = date(2026, 11, 23)
MOST_CANDIDATES: Final = 12
MOST_SENTENCES: Final = 8
FIELDS: Final = [
    "sessionId", "phoneNumber", "serviceCode", "networkCode", "text", "status", "hopsCount", "durationInMillis",
    "errorMessage", "id", "from", "to", "date", "failureReason", "senderId", "input", "lastAppResponse",
]  # fmt: skip
ANSWERS: Final = (
    (
        '{"SMSMessageData": {"Message": "Sent to 1/1", "Recipients": [{"statusCode": 101, "number": "+254711000001",'
        ' "status": "Success", "cost": "KES 0.8000", "messageId": "ATXid_1", "messageParts": 1}]}}'
    ),
    '{"SMSMessageData": {"Message": "InvalidSenderId", "Recipients": []}}',
    '{"SMSMessageData": null}',
    '{"transactionId": "t", "status": "Processed", "responses": [{"requestId": "ATSwpid_1", "status": "Queued"}]}',
    '{"status": "Processed", "responses": [{"requestId": null, "status": "no +254711000001"}]}',
    "[" * 3000,
    '{"SMSMessageData": {"Recipients": [[]]}}',
    '{"SMSMessageData": {"Recipients": [{"statusCode": ' + "9" * 5000 + "}]}}",
)


@dataclass(frozen=True)
class Case:
    """A parser by its name, and what it is given."""

    parser: str
    given: Any


@dataclass(frozen=True)
class Parser:
    """How the input of a parser is made, and a check of it, which raises for any exception that is not allowed."""

    make: Callable[[Random], Any]
    check: Callable[[Any], object]


def case(random: Random) -> Case:
    """An input for one of the parsers."""
    name = random.choice(NAMES)
    return Case(name, PARSERS[name].make(random))


def check(given: Case) -> None:
    """Raises for a parser that does what it may not."""
    PARSERS[given.parser].check(given.given)


def smaller(given: Case) -> Iterator[Case]:
    """A shorter text; a form with a field less, or a shorter value."""
    if isinstance(given.given, dict):
        for name, values in given.given.items():
            yield Case(given.parser, {other: kept for other, kept in given.given.items() if other != name})
            if len(values) == 1:
                yield from (Case(given.parser, given.given | {name: [less]}) for less in fuzz.shorter(values[0]))
    else:
        yield from (Case(given.parser, less) for less in fuzz.shorter(given.given))


def form(random: Random) -> dict[str, list[str]]:
    """A posted form, as Flask gives it."""
    names = [random.choice(FIELDS) if random.random() < 0.9 else fuzz.text(random) for _ in range(random.randrange(9))]
    values = {name: [fuzz.text(random)] * (2 if random.random() < 0.02 else 1) for name in names}
    sound = {"sessionId": ["s"], "phoneNumber": [random.choice(fuzz.CITIZENS)], "id": ["i"], "senderId": ["E"]}
    return sound | values if random.random() < 0.7 else values


def reads(
    parse: Callable[[Any], Any], may_raise: type[Exception], holds: Callable[[Any], object]
) -> Callable[[Any], object]:
    """A check: `parse` raises `may_raise` at most, in one of a few sentences, and its result satisfies `holds`.

    A refusal that repeated what was typed would soon give more than a few sentences.
    """
    sentences: set[str] = set()

    def checked(given: Any) -> None:
        try:
            result = parse(given)
        except may_raise as refusal:
            sentences.add(str(refusal))
            assert len(sentences) <= MOST_SENTENCES, sentences
            return
        assert holds(result), result

    return checked


def is_clean(parsed: Any) -> bool:
    """Whether every text in a parsed callback can be stored: no NUL, no half of a surrogate pair."""
    values = [getattr(parsed, name) for name in parsed.__slots__]
    words = [value for value in values if isinstance(value, str)]
    return all("\0" not in word and word.encode("utf-8") is not None for word in words)


def is_number(number: str) -> bool:
    """Whether a document's number is of plain capital letters and digits."""
    return number.isascii() and number == number.upper() and 4 <= len(number) <= 15


def is_name(name: str) -> bool:
    """Whether a name is one: two letters at least, and no longer than a screen can show."""
    return len(identity_checks.plain_name(name)) >= 2 and len(name) <= identity_checks.LONGEST_NAME


def folds(typed: str) -> None:
    """Folding gives letters of GSM 03.38 and is idempotent, and no part of a message is lost in counting."""
    folded = gsm0338.fold(typed)
    cost = gsm0338.septets(folded)
    assert cost is not None, folded
    assert gsm0338.fold(folded) == folded
    assert gsm0338.parts(folded) == (0 if not folded else 1 if cost <= gsm0338.ONE_SMS else gsm0338.parts(folded))
    assert gsm0338.parts(folded) * gsm0338.ONE_SMS >= cost
    assert gsm0338.parts(typed) >= (1 if typed else 0)


def refers(typed: str) -> None:
    """There are few candidates for a reference, however long a text is."""
    found = references.candidates(typed)
    assert len(found) <= MOST_CANDIDATES
    for each in found:
        key = references.lookup_key(each)
        assert 5 <= len(key) <= 20
        assert key.isascii()
        references.slip(key)
        references.shown(key)


def splits(typed: str) -> None:
    """The new input is what follows an earlier text."""
    earlier = list(earlier_texts(typed))
    assert len(earlier) <= MOST_HOPS
    for known in earlier:
        rest = typed_after(known, typed)
        assert typed == (f"{known}*{rest}" if known else rest)


def cleans(typed: str) -> None:
    """Normalised input has only letters that can be shown, on one line."""
    plain = normalize.prose(typed)
    assert gsm0338.septets(plain) is not None
    assert "\n" not in plain
    assert normalize.identifier(normalize.identifier(typed)) == normalize.identifier(typed)


def weighs(typed: str) -> None:
    """A password of anything but six digits is never good enough."""
    weak = passwords.weakness(typed, number=typed, phone=typed, birth="1990-04-12")
    assert weak is not None or (len(typed) == passwords.LENGTH and typed.isascii() and typed.isdecimal())


def judges(body: str) -> None:
    """Whatever the provider answers gives an outcome, without a phone number in it."""
    for status in (200, 201, 302, 400, 500):
        answer = Response()
        answer.status_code = status
        answer._content = body.encode("utf-8", "surrogatepass")
        for outcome in (judge(answer, "+254711000001", "text"), sim_swaps.judge(answer)):
            said = f"{getattr(outcome, 'reason', '')} {getattr(outcome, 'code', '')}"
            assert "254711000001" not in said, outcome


def answered(random: Random) -> str:
    """A response of the provider, corrupted."""
    sound = random.choice(ANSWERS)
    for _ in range(random.randrange(4)):
        at, size = random.randrange(len(sound) + 1), random.randrange(9)
        odd = random.choice((fuzz.text(random, 9), "", "null", "1e999", "{}", "[]", "-1"))
        sound = sound[:at] + odd + sound[at + size :]
    return sound


def posted_json(random: Random) -> bytes:
    """The JSON of a callback about a SIM swap, corrupted."""
    sound = '{"status": "Swapped", "lastSimSwapDate": "22-11-2026", "requestId": "ATSwpid_1", "transactionId": "t"}'
    for _ in range(random.randrange(4)):
        at, size = random.randrange(len(sound) + 1), random.randrange(9)
        odd = random.choice((fuzz.text(random, 9), "", "null", "1e999", "{}", "[" * 2000, '"', "\\ud800", "31-02-2026"))
        sound = sound[:at] + odd + sound[at + size :]
    return sound.encode("utf-8", "surrogatepass")


def is_iso(born: str) -> bool:
    """Whether this is a date of ISO 8601."""
    return date.fromisoformat(born).isoformat() == born


def is_email(address: str) -> bool:
    """Whether an address is one word of ASCII with one `@`."""
    return address.isascii() and address.count("@") == 1 and not any(map(str.isspace, address))


def is_e164(number: str | None) -> bool:
    """Whether a number is E.164, or there is none."""
    return number is None or (
        number[0] == "+" and number[1:].isascii() and number[1:].isdecimal() and len(number) <= 16
    )


def _forms(parse: Callable[[Any], Any]) -> Parser:
    return Parser(form, reads(parse, Malformed, is_clean))


def read_form_answer(kind: Kind, typed: str) -> str:
    """An answer to a form's question of a kind, where no place and no date is known."""
    question = FormQuestion(name="q", kind=kind, label={})
    return read_answer(question, typed, {}, today=TODAY, index=empty("none"), offers=())


def is_kept_so(kind: Kind, answer: str) -> bool:
    """Whether an answer is short, and is read as itself again."""
    return 0 < len(answer) <= LONGEST_TEXT and read_form_answer(kind, answer) == answer


def _typed(parse: Callable[[Any], Any], may_raise: type[Exception], holds: Callable[[Any], object]) -> Parser:
    return Parser(fuzz.text, reads(parse, may_raise, holds))


PARSERS: Final[dict[str, Parser]] = (
    {
        "parse_hop": _forms(callbacks.parse_hop),
        "parse_session_end": _forms(callbacks.parse_session_end),
        "parse_sms": _forms(callbacks.parse_sms),
        "parse_report": _forms(callbacks.parse_report),
        "parse_opt_out": _forms(callbacks.parse_opt_out),
        "parse_sim_swap": Parser(posted_json, reads(callbacks.parse_sim_swap, Malformed, is_clean)),
        "judge": Parser(answered, judges),
        "fold": Parser(fuzz.text, folds),
        "candidates": Parser(fuzz.text, refers),
        "earlier_texts": Parser(lambda random: fuzz.text(random) + "*" + fuzz.text(random), splits),
        "normalize": Parser(fuzz.text, cleans),
        "weakness": Parser(fuzz.text, weighs),
        "read_msisdn": _typed(read_msisdn, Invalid, is_e164),
        "read_name": _typed(
            identity_checks.read_name,
            Invalid,
            lambda name: len(identity_checks.plain_name(name)) >= 2 and len(name) <= identity_checks.LONGEST_NAME,
        ),
        "plain": _typed(identity_checks.plain_name, Invalid, lambda name: all(map(str.isalpha, name))),
        "read_year": _typed(
            partial(identity_checks.read_year, today=TODAY), Invalid, lambda year: 1916 <= int(year) <= 2026
        ),
        "read_birth_date": _typed(partial(identity_checks.read_birth_date, today=TODAY), Invalid, is_iso),
        "read_date": _typed(lambda typed: identity_checks.read_date(typed).isoformat(), Invalid, is_iso),
        "emails.read": _typed(emails.read_address, Invalid, is_email),
        "emails.find": _typed(emails.find_address, Invalid, is_email),
        "answers.name": _typed(answers.name, Rejected, bool),
        "answers.anybody": _typed(answers.anybody, Rejected, bool),
        "answers.email": _typed(answers.email, Rejected, is_email),
        "answers.kenyan_phone": _typed(answers.kenyan_phone, Rejected, is_e164),
        "answers.code": _typed(answers.code, Rejected, lambda code: code.isascii() and code.isdecimal()),
    }
    | {
        f"read_id_number {kind}": _typed(partial(id_documents.read_id_number, kind), Invalid, is_number)
        for kind in AccountType
    }
    | {
        f"read_answer {kind}": _typed(partial(read_form_answer, kind), AnswerRefused, partial(is_kept_so, kind))
        for kind in Kind
    }
)
NAMES: Final = sorted(PARSERS)
