"""Fuzzing of payment callbacks, and of the responses of payment providers: sound but odd, broken, forged."""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any, Final

from app.domain.payments.provider_port import PaymentQuestion
from app.platform.config import simulated_credentials as simulated
from app.providers.daraja import callbacks, operations, prompts, pulled, tokens
from app.providers.http_exchange import HttpAnswer, NeverSent
from app.providers.pesaflow import invoices
from app.providers.pesaflow.config import PesaflowConfig
from app.providers.pesaflow.notifications import parse_notification
from app.providers.ports import Malformed
from app.web.guards import LARGEST_CALLBACK
from tests.faults import fuzz
from tests.faults.fuzz_callbacks import HEADERS, TYPES, VERBS, Request
from tests.faults.fuzz_parsers import reads
from tests.web.payment_bodies import c2b, notification, result, stk
from tests.web.payment_world import KEY

JSON: Final = "application/json"
CODES: Final = (0, 1, 17, 1032, 1037, 2001, 4999, 7777, -1, "0", "SFC_IC0003", "500.001.1001", "²", 10**20, 0.5)
AMOUNTS: Final = (1, 7550, 7550.5, "1", "7550.00", "1,050.00", "0", "0.001", "1e9", "-5", "NaN", 10**30, "٧٥٥٠", "")
WORDS: Final = ("0", "", "null", "1e999", "{}", "[" * 2000, '"', "\\ud800", "\\u0000", "true", ",", '"a": 1, "a": 2')
"""What is put into a text of JSON to break it."""


def junk(random: Random) -> Any:
    """A value of another type, or one that nobody sends."""
    deep: Any = 1
    for _ in range(random.choice((2, 40, 300))):
        deep = random.choice(([deep], {"a": deep}))
    odd: tuple[Any, ...] = (
        7,
        -1,
        True,
        None,
        [],
        {},
        "",
        1e999,
        10**40,
        0.1,
        "\ud800" * 50,
        "x" * 9_000,
        ["a", {}],
        {"Item": []},
        deep,
    )
    return random.choice((*odd, fuzz.text(random)))


def spoilt(random: Random, body: Any) -> Any:
    """The body with values in it replaced, left out, or there twice."""
    spoiled = copy.deepcopy(body)
    for _ in range(random.randrange(1, 4)):
        node: Any = spoiled
        parent: Any = None
        at: Any = None
        while isinstance(node, dict | list) and node and (parent is None or random.random() < 0.8):
            parent, at = node, random.choice([*node] if isinstance(node, dict) else range(len(node)))
            node = node[at]
        if parent is None or (random.random() < 0.02):
            return junk(random)
        if random.random() < 0.25:
            del parent[at]
        elif isinstance(parent, list) and random.random() < 0.3:
            parent.append(copy.deepcopy(node))
        else:
            parent[at] = junk(random)
    return spoiled


def broken(random: Random, body: Any) -> bytes:
    """The body as JSON, with pieces of something else in it, a field twice among them, or cut off."""
    text = json.dumps(body)
    for _ in range(random.randrange(1, 4)):
        at, size = random.randrange(len(text) + 1), random.randrange(9)
        text = text[:at] + random.choice((*WORDS, fuzz.text(random, 9))) + text[at + size :]
    whole = text.encode("utf-8", "surrogatepass")
    return whole if random.random() < 0.8 else whole[: random.randrange(len(whole) + 1)] + random.randbytes(3)


def receipt(random: Random) -> str:
    """A receipt number as M-PESA writes it; some come twice."""
    return f"SJK{random.randrange(5_000):07d}"


def odd_stk(random: Random) -> Any:
    """The callback about the end of a prompt: result codes of any kind, and details in any order."""
    body = stk(0, receipt=receipt(random), amount=random.choice(AMOUNTS))
    told = body["Body"]["stkCallback"]
    told |= {"ResultCode": random.choice(CODES), "ResultDesc": fuzz.text(random), f"x{fuzz.text(random, 9)}": 1}
    items = told["CallbackMetadata"]["Item"]
    items.append(
        {
            "Name": random.choice(("Balance", "TransactionDate", fuzz.text(random))),
            "Value": random.choice((7, None, fuzz.text(random))),
        }
    )
    random.shuffle(items)
    return body


def odd_c2b(random: Random) -> Any:
    """A payment to the paybill, with any account."""
    body = c2b(fuzz.text(random), amount=random.choice(("1", "7550", "7550.00", "1,050.00")), receipt=receipt(random))
    return body | {"FirstName": fuzz.text(random), "TransTime": fuzz.text(random), "MSISDN": fuzz.text(random)}


def odd_result(random: Random) -> Any:
    """The result of a query about a transaction, found or not."""
    body = result(receipt(random), status=fuzz.text(random))
    body["Result"] |= {"ResultCode": random.choice(CODES), "ResultDesc": fuzz.text(random)}
    return body


def odd_notification(random: Random) -> Any:
    """The notification of a payment of an invoice; it is signed."""
    paid = random.choice(("7550.00", "1", "0", "99999999"))
    body = notification(fuzz.text(random), paid=paid, receipt=receipt(random))
    return body | {name: fuzz.text(random) for name in ("payment_channel", "status", "payment_date", "currency")}


Makes = Callable[[Random], Any]


@dataclass(frozen=True)
class Posts:
    """Callbacks with valid tokens: of a payment with each provider, of a typed code, and of a refund."""

    pesaflow: str
    daraja: str
    claim: str
    refund: str

    @property
    def routes(self) -> list[tuple[str, str, Makes]]:
        """Every route, and what makes a body that the provider may send there."""
        return [
            ("pesaflow", f"notify/{self.pesaflow}", odd_notification),
            ("daraja", f"stk/{self.daraja}", odd_stk),
            ("daraja", "c2b/validation", odd_c2b),
            ("daraja", "c2b/confirmation", odd_c2b),
            ("daraja", f"results/{self.claim}", odd_result),
            ("daraja", f"timeouts/{self.claim}", odd_result),
            ("daraja", f"results/{self.refund}", odd_result),
            ("daraja", f"timeouts/{self.refund}", odd_result),
        ]

    def request(self, random: Random) -> Request:
        """One request: sound but odd, of other types, broken, noise; a wrong verb, key or token, odd headers."""
        first, route, make = random.choice(self.routes)
        body = make(random)
        text = json.dumps(body).encode()
        sound = Request(route, text, KEY, content_type=JSON, first=first, sound=len(text) <= LARGEST_CALLBACK)
        odd = replace(sound, sound=False)
        match random.randrange(9):
            case 0 | 1 | 2:
                return sound
            case 3 | 4:
                return replace(odd, body=json.dumps(spoilt(random, body)).encode())
            case 5:
                return replace(odd, body=broken(random, body))
            case 6:
                return replace(odd, body=random.randbytes(random.randrange(300)), content_type=random.choice(TYPES))
            case 7:
                return replace(odd, verb=random.choice(VERBS), headers=[random.choice(HEADERS)])
        wrong = fuzz.changed(random, route.rpartition("/")[2] or "x").encode("utf-8", "ignore").hex()
        return random.choice((replace(odd, key=wrong), replace(odd, route=f"{route.rpartition('/')[0]}/{wrong}")))


def smaller(given: Request) -> Iterator[Request]:
    """The same request with less in it."""
    if not given.sound:
        yield from (replace(given, body=less) for less in fuzz.shorter(given.body))


# The parsers, called alone


@dataclass(frozen=True)
class Read:
    """A reader by its name, and the bytes that it is given."""

    reader: str
    given: bytes


CONFIG: Final = PesaflowConfig(
    "https://pesaflow.test",
    simulated.SIMULATED_PESAFLOW_CLIENT_ID,
    simulated.SIMULATED_PESAFLOW_KEY,
    simulated.SIMULATED_PESAFLOW_SECRET,
    "https://lango.test/pesaflow/key",
)
QUESTION: Final = PaymentQuestion("id", "GWLQKD", "102030405060")
ANSWERED: Final[dict[str, Any]] = {
    "submit": {"MerchantRequestID": "1", "CheckoutRequestID": "ws_CO_1", "ResponseCode": "0"},
    "query": {"ResponseCode": "0", "CheckoutRequestID": "ws_CO_1", "ResultCode": "0", "ResultDesc": "."},
    "error": {"requestId": "1", "errorCode": "500.001.1001", "errorMessage": "Unable to lock subscriber"},
    "token": {"access_token": "x" * 28, "expires_in": "3599"},
    "page": {
        "ResponseCode": "1000",
        "Response": [[{"transactionId": "SJK1A2B3C4", "trxDate": "2026-11-23T09:00:00Z", "billreference": "1",
                       "amount": "7550.00"}]],
    },
    "checkout": {"invoice_number": "GWLQKD", "commission": "5.00", "amount_expected": "7555.00"},
    "status": {"status": "paid", "ref_no": "GWLQKD", "client_invoice_ref": "102030405060", "currency": "KES",
               "amount_paid": "7550.00", "amount_expected": "7550.00"},
}  # fmt: skip
"""Sound responses of the providers."""


def is_storable(parsed: Any) -> bool:
    """Whether every text in it can be stored, and every amount is finite and within bounds."""
    values = [*vars(parsed).values()] if hasattr(parsed, "__dict__") else []
    words = [value for value in values if isinstance(value, str)]
    amounts = [value for value in values if isinstance(value, Decimal)]
    assert all("\0" not in word and word.encode("utf-8") is not None for word in words)
    return all(amount.is_finite() and 0 <= amount < 10**10 for amount in amounts)


def _judged(judge: Callable[[HttpAnswer], Any], may_raise: type[Exception] = Malformed) -> Callable[[Any], object]:
    """A check: a response with any body and any status gives an outcome."""

    def of(status: int) -> Callable[[Any], object]:
        return reads(lambda body: judge(HttpAnswer(status, body)), may_raise, is_storable)

    checks = [of(status) for status in (200, 302, 404, 429, 500)]
    return lambda body: [each(body) for each in checks]


def _told(parse: Callable[[bytes], Any]) -> Callable[[Any], object]:
    return reads(parse, Malformed, is_storable)


def _rows(answer: HttpAnswer) -> Any:
    """The rows of a page, each as it is read; an object for `is_storable`."""
    read = [pulled.read_row(each) for each in pulled.read_page(answer) or ()]
    assert all(each is None or is_storable(each) for each in read)
    return object()


def _lifetime(answer: HttpAnswer) -> Any:
    return tokens.read_token(answer)[1]


READERS: Final[dict[str, tuple[Makes, Callable[[Any], object]]]] = {
    "parse_stk": (odd_stk, _told(partial(callbacks.parse_stk, payment_id="id"))),
    "parse_c2b": (odd_c2b, _told(partial(callbacks.parse_c2b, shortcode=simulated.SIMULATED_DARAJA_SHORTCODE))),
    "parse_result": (odd_result, _told(callbacks.parse_result)),
    "parse_notification": (odd_notification, _told(partial(parse_notification, payment_id="id", config=CONFIG))),
    "judge_submit": (lambda r: ANSWERED[r.choice(("submit", "error"))], _judged(prompts.judge_submit)),
    "judge_query": (
        lambda r: ANSWERED[r.choice(("query", "error"))],
        _judged(partial(prompts.judge_query, request_id="ws_CO_1")),
    ),
    "judge_refund": (lambda r: ANSWERED[r.choice(("submit", "error"))], _judged(operations.judge_refund)),
    "judge_registration": (lambda r: ANSWERED["error"], _judged(operations.judge_registration)),
    "read_token": (lambda r: ANSWERED["token"], _judged(_lifetime, NeverSent)),
    "read_page": (lambda r: ANSWERED["page"], _judged(_rows)),
    "judge_checkout": (lambda r: ANSWERED["checkout"], _judged(invoices.judge_checkout)),
    "judge_status": (lambda r: ANSWERED["status"], _judged(partial(invoices.judge_status, question=QUESTION))),
}


def read(random: Random) -> Read:
    """An input for one of the readers."""
    name = random.choice([*READERS])
    body = READERS[name][0](random)
    kind = random.randrange(3)
    text = broken(random, body) if kind == 0 else json.dumps(spoilt(random, body) if kind == 1 else body).encode()
    return Read(name, text)


def check(given: Read) -> None:
    """Raises for a reader that does what it may not."""
    READERS[given.reader][1](given.given)


def shorter(given: Read) -> Iterator[Read]:
    """The same input with less in it."""
    yield from (Read(given.reader, less) for less in fuzz.shorter(given.given))
