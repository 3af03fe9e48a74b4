"""The stand-in of the payment providers over real HTTP, its state in a file, and the M-PESA of `make phone`."""

import json
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from app.bootstrap.web import create_app
from app.container import Container
from app.simulator.gateway_client import GatewayClient, GatewayRefusal
from app.simulator.payments.courier import CallbackKind, is_here, post_over_http
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.payments.state import PromptAnswer, SimulatorState
from app.simulator.phone_money import PhoneMoney
from app.simulator.state_file import StateStore
from app.simulator.terminal.phone import TerminalPhone
from tests.daraja_caller import push_fields
from tests.standin_payments import PaymentStandin, ToldCallbacks, payment_standin, serving, standin_app

PHONE = "+254700000001"
PUSH = "mpesa/stkpush/v1/processrequest"


@pytest.fixture
def standin() -> Iterator[PaymentStandin]:
    with payment_standin() as made:
        yield made


def token_of(standin: PaymentStandin) -> dict[str, str]:
    path, basic = (
        "/oauth/v1/generate?grant_type=client_credentials",
        ("simulated-daraja-key", "simulated-daraja-secret"),
    )
    answer = requests.get(standin.daraja_url + path, auth=basic, timeout=5)
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def push(standin: PaymentStandin, **other: str) -> str:
    """Request a prompt over HTTP; its CheckoutRequestID."""
    url, headers = f"{standin.daraja_url}/{PUSH}", token_of(standin)
    answer = requests.post(url, json=push_fields() | other, headers=headers, timeout=5)
    return str(answer.json()["CheckoutRequestID"])


def test_the_answer_to_a_submit_is_lost_and_the_prompt_comes(standin: PaymentStandin) -> None:
    headers = token_of(standin)
    standin.simulator.faults.lose_answer = 1
    with pytest.raises(requests.ConnectionError):
        requests.post(f"{standin.daraja_url}/{PUSH}", json=push_fields(), headers=headers, timeout=5)
    assert len(standin.simulator.prompts(PHONE)) == 1
    assert push(standin), "once"
    assert [each.path.rpartition("daraja/")[2] for each in standin.calls].count(PUSH) == 2
    pushes = [each.body for each in standin.calls if each.path.endswith(PUSH)]
    assert [json.loads(each)["AccountReference"] for each in pushes] == ["102030405060"] * 2


def test_a_server_that_cannot_cut_a_line_answers_as_a_proxy_does() -> None:
    simulator = PaymentSimulator(None, ToldCallbacks().post, delay=None, prompt_seconds=0)
    simulator.faults.lose_answer = 1
    form = {"billRefNumber": "1"}
    client = standin_app(simulator).test_client()
    refused = client.post("/phone/gateways/pesaflow/PaymentAPI/iframev2.1.php", data=form)
    assert (refused.status_code, simulator.faults.lose_answer) == (422, 1), "nothing was taken"
    basic = ("simulated-daraja-key", "simulated-daraja-secret")
    token = client.get("/phone/gateways/daraja/oauth/v1/generate?grant_type=client_credentials", auth=basic).json
    assert token is not None
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    lost = client.post(f"/phone/gateways/daraja/{PUSH}", json=push_fields(), headers=bearer)
    assert (lost.status_code, lost.text) == (504, "<h1>504 Gateway Timeout</h1>")


def test_a_callback_goes_out_over_http_by_itself_after_the_answer() -> None:
    with payment_standin(delay=0.01) as standin, payment_standin() as receiver:
        url = f"{receiver.pesaflow_url}/heard/0a1b2c"
        request_id = push(standin, CallBackURL=url)
        standin.simulator.answer_prompt(request_id, PromptAnswer.CANCEL)
        standin.simulator.courier.settle()
        [heard] = receiver.calls
        assert (heard.verb, heard.path) == ("POST", "/phone/gateways/pesaflow/heard/0a1b2c")
        assert json.loads(heard.body)["Body"]["stkCallback"]["ResultCode"] == 1032
        [told] = standin.simulator.delivered
        assert (told.kind, told.url, told.status) == (CallbackKind.STK, url, 404)


def test_nothing_is_posted_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests.Session, "post", lambda *_, **__: pytest.fail("it was tried"))
    assert post_over_http("http://192.0.2.1/x", b"{}", {}) == (0, b"")
    assert post_over_http("http://example.com/x", b"{}", {}) == (0, b"")
    assert is_here("http://127.0.0.1:8000/x")
    assert is_here("http://localhost/x")
    assert not is_here("http://127.0.0.1.example.com/x")
    assert not is_here("http://user@example.com/x")


def test_nobody_at_the_other_end_is_no_failure_and_no_proxy_is_asked(
    standin: PaymentStandin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("http_proxy", standin.url)
    assert post_over_http("http://127.0.0.1:1/x", b"{}", {}) == (0, b"")


def test_a_prompt_ends_by_a_timer_where_nobody_looks() -> None:
    told, came = ToldCallbacks(), threading.Event()

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        came.set()
        return told.post(url, body, headers)

    with payment_standin(post, delay=0.0, prompt_seconds=0.05) as standin:
        push(standin)
        assert came.wait(5)
    assert told.bodies[0][1]["Body"]["stkCallback"]["ResultCode"] == 1037


def test_processes_share_what_is_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "payments.json"
    first, second = (PaymentSimulator(file, ToldCallbacks().post, delay=None) for _ in range(2))
    assert not file.parent.exists(), "making one touches no disk"
    paid = first.pay_bill(PHONE, "600638", "102030405060", Decimal(10))
    assert [(each.receipt, each.amount) for each in second.money()] == [(paid.receipt, Decimal(10))]
    assert file.stat().st_mode & 0o777 == 0o600
    assert {each.name for each in file.parent.iterdir()} == {"payments.json", "payments.lock"}


def test_changes_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    stores = [StateStore(SimulatorState, tmp_path / "payments.json") for _ in range(4)]

    def count(store: StateStore[SimulatorState]) -> None:
        for _ in range(10):
            with store.change() as state:
                state.count("call")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count, stores))
    with stores[0].change() as state:
        assert state.counts == {"call": 40}


def test_what_fails_half_way_is_not_written(tmp_path: Path) -> None:
    store = StateStore(SimulatorState, tmp_path / "payments.json")

    def fail() -> None:
        with store.change() as state:
            state.count("call")
            raise TimeoutError

    with pytest.raises(TimeoutError):
        fail()
    with store.change() as state:
        assert state.counts == {}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_web_of_an_installation_has_the_gateways_and_the_phones(client: FlaskClient, container: Container) -> None:
    paid = client.post(
        "/phone/paybill", json={"phone": "0700000001", "paybill": "600638", "account": "x", "amount": "10"}
    )
    assert paid.json is not None
    assert paid.json["text"] == f"{paid.json['receipt']} Confirmed. Ksh10.00 sent to Lango for account x."
    assert (container.settings.data_dir / "simulated-payments.json").exists()
    assert client.get("/phone/prompts?phone=0700000001").json == []
    assert client.get("/phone/gateways/daraja/nothing").status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("prompts/x", {"answer": "maybe"}), ("prompts/x", {}), ("prompts/x", []),
        ("paybill", {"phone": "0700000001", "amount": "ten"}), ("paybill", {"phone": "x", "amount": "10"}),
        ("paybill", {"phone": ["0700000001"], "amount": "10"}),
    ],
)  # fmt: skip
def test_a_phone_that_says_nonsense_is_told_so(path: str, body: object) -> None:
    client = standin_app(PaymentSimulator(None, ToldCallbacks().post)).test_client()
    assert client.post(f"/phone/{path}", json=body).status_code == 400


def test_odd_amounts_are_no_payment() -> None:
    client = standin_app(PaymentSimulator(None, ToldCallbacks().post)).test_client()
    for amount in ("NaN", "Infinity", "-5", "1e9"):
        said = client.post(
            "/phone/paybill", json={"phone": PHONE, "paybill": "600638", "account": "x", "amount": amount}
        )
        assert said.json == {"text": "M-PESA: failed, invalid amount or account.", "receipt": ""}


def test_a_prompt_that_is_not_there_is_not_found() -> None:
    client = standin_app(PaymentSimulator(None, ToldCallbacks().post)).test_client()
    assert client.post("/phone/prompts/x", json={"answer": "cancel"}).status_code == 404


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def money(standin: PaymentStandin, said: list[str]) -> PhoneMoney:
    return PhoneMoney(GatewayClient(standin.url), said.append)


def test_the_phone_says_when_a_prompt_comes_and_once(
    standin: PaymentStandin, money: PhoneMoney, said: list[str]
) -> None:
    push(standin)
    asked = money.tell_news(PHONE)
    assert (money.tell_news(PHONE), money.tell_news("+254700000002")) == ([], [])
    assert asked == ["M-PESA: pay KES 3,050 to Lango, account 102030405060?"]
    assert said == [f"{asked[0]} type: pin 1234, cancel, ignore, nomoney"]


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ("pin_right", "0", "Confirmed. Ksh3,050.00 sent to Lango for account 102030405060."),
        ("pin_wrong", "2001", "M-PESA: failed, you have entered a wrong PIN."),
        ("cancel", "1032", "M-PESA: nothing was paid."),
        ("no_answer", "1037", "M-PESA: nothing was paid."),
        ("no_money", "1", "M-PESA: failed, you do not have enough money."),
    ],
)
def test_a_prompt_is_answered_on_the_phone(
    standin: PaymentStandin, money: PhoneMoney, said: list[str], answer: str, code: str, words: str
) -> None:
    request_id = push(standin)
    shown = money.answer(PHONE, answer, "once")
    assert (said[-1], said[-1].endswith(words)) == (shown, True)
    with standin.simulator.store.change() as state:
        assert state.prompts[request_id].code == code


def test_without_a_prompt_there_is_nothing_to_answer(money: PhoneMoney, said: list[str]) -> None:
    assert money.answer(PHONE, "pin_right", "once") is None
    money.list_prompts(PHONE)
    assert [each.partition(".")[0] for each in said] == ["There is no M-PESA prompt on this phone", "(no prompt)"]


def test_the_phone_pays_a_paybill_by_hand(standin: PaymentStandin, money: PhoneMoney, said: list[str]) -> None:
    money.pay_bill(PHONE, "600638", "1020 3040 5060", "3050")
    [paid] = standin.simulator.money()
    assert (paid.account, paid.amount) == ("1020 3040 5060", Decimal(3050))
    assert said == [f"{paid.receipt} Confirmed. Ksh3,050.00 sent to Lango for account 1020 3040 5060."]
    assert money.pay_bill(PHONE, "600638", "x", "much") is None
    assert said[-1].startswith("M-PESA: ")


def test_a_gateway_without_this_part_says_so(said: list[str]) -> None:
    with payment_standin() as standin, pytest.raises(GatewayRefusal, match="no such page"):
        PhoneMoney(GatewayClient(f"{standin.url}/elsewhere"), said.append).list_prompts(PHONE)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_phone_of_the_terminal_has_money(
    container: Container, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["help money", "paybill 600638 x 10", "pay", "paybill 600638", "quit"])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(typed))
    monkeypatch.setattr(TerminalPhone, "_wait_for_news", lambda _self: None)
    with serving(create_app(container)) as base:
        TerminalPhone(container.settings, "0700000001", base=base).run()
    shown = capsys.readouterr().out
    assert shown.count("paybill NUMBER ACCOUNT AMOUNT") == 2, "in the manual, and where it is mistyped"
    assert "Confirmed. Ksh10.00 sent to Lango for account x." in shown
    assert "(no prompt)" in shown
