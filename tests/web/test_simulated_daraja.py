"""Daraja's stand-in does what the real one was seen to do: tokens, prompts, queries."""

from typing import Any

import pytest

from app.platform.config.simulated_credentials import SIMULATED_DARAJA_SHORTCODE
from app.simulator.payments.courier import CallbackKind
from app.simulator.payments.faults import SubmitRefusal
from app.simulator.payments.simulator import NoSuchPrompt, PaymentSimulator
from app.simulator.payments.state import PaybillUrls, PromptAnswer
from tests.conftest import Clock
from tests.daraja_caller import CALLBACK, DarajaCaller, push_fields
from tests.standin_payments import ToldCallbacks, standin_app

PHONE = "+254700000001"


@pytest.fixture
def told() -> ToldCallbacks:
    return ToldCallbacks()


@pytest.fixture
def simulator(told: ToldCallbacks, clock: Clock) -> PaymentSimulator:
    return PaymentSimulator(None, told.post, clock=clock, delay=None, prompt_seconds=0)


@pytest.fixture
def caller(simulator: PaymentSimulator) -> DarajaCaller:
    return DarajaCaller(standin_app(simulator).test_client())


def test_a_new_token_makes_the_one_before_invalid(caller: DarajaCaller) -> None:
    old, new = caller.token, caller.new_token()
    status, said = caller.post("mpesa/stkpush/v1/processrequest", push_fields(), token=old)
    assert (status, said["errorCode"], said["errorMessage"]) == (404, "404.001.03", "Invalid Access Token")
    assert caller.post("mpesa/stkpush/v1/processrequest", push_fields(), token=new)[0] == 200


def test_a_token_ends_after_an_hour(caller: DarajaCaller, clock: Clock) -> None:
    clock.move(seconds=3598)
    assert caller.push()[0] == 200
    clock.move(seconds=1)
    assert caller.push()[1]["errorCode"] == "404.001.03"


def test_a_token_that_somebody_else_replaced_is_refused_once(caller: DarajaCaller, simulator: PaymentSimulator) -> None:
    simulator.faults.invalidate_token = 1
    assert caller.push()[1]["errorCode"] == "404.001.03"
    assert simulator.count("stk") == 0, "nothing was sent"
    assert caller.push()[1]["errorCode"] == "404.001.03", "it stays invalid"
    caller.token = caller.new_token()
    assert caller.push()[0] == 200
    assert simulator.count("token") == 2


@pytest.mark.parametrize(
    ("grant", "authorization", "code"),
    [
        ("client_credentials", "Basic bm9ib2R5Om5vdGhpbmc=", "400.008.01"),
        ("client_credentials", "Bearer x", "400.008.01"),
        ("password", "Basic bm9ib2R5Om5vdGhpbmc=", "400.008.02"),
    ],
)
def test_a_token_wants_the_key_and_the_right_grant(
    caller: DarajaCaller, grant: str, authorization: str, code: str
) -> None:
    path = f"/phone/gateways/daraja/oauth/v1/generate?grant_type={grant}"
    answer = caller.client.get(path, headers={"Authorization": authorization})
    assert (answer.status_code, answer.json and answer.json["errorCode"]) == (400, code)


def test_wrong_paths_and_verbs_are_told_as_daraja_tells_them(caller: DarajaCaller) -> None:
    assert caller.post("mpesa/nothing", {})[1]["errorCode"] == "404.001.01"
    answer = caller.client.get("/phone/gateways/daraja/mpesa/stkpush/v1/processrequest")
    assert (answer.status_code, answer.json and answer.json["errorCode"]) == (405, "405.001")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("BusinessShortCode", "x"), ("Timestamp", "2026"), ("TransactionType", "Pay"), ("Amount", "10.50"),
        ("Amount", "0"), ("Amount", 250_001), ("PartyA", "+254700000001"), ("PhoneNumber", "0700000001"),
        ("PhoneNumber", "254733000001"), ("CallBackURL", "http://127.0.0.1/Upper"), ("CallBackURL", "http://a b"),
        ("AccountReference", "1020-3040"), ("AccountReference", "1020304050607"), ("TransactionDesc", "fourteen words"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(caller: DarajaCaller, simulator: PaymentSimulator, field: str, value: Any) -> None:
    status, said = caller.push(**{field: value})
    assert (status, said["errorCode"], said["errorMessage"]) == (400, "400.002.02", f"Bad Request - Invalid {field}")
    assert simulator.prompts(PHONE) == []


def test_one_code_means_three_things(caller: DarajaCaller, simulator: PaymentSimulator) -> None:
    assert caller.push(Password="eA==")[1]["errorMessage"] == "Wrong credentials"
    status, said = caller.push(BusinessShortCode="174379")
    assert (status, said["errorCode"], said["errorMessage"]) == (500, "500.001.1001", "Merchant does not exist")
    simulator.faults.refuse_submit = SubmitRefusal.LOCKED
    status, said = caller.push()
    assert (status, said["errorCode"]) == (500, "500.001.1001")
    assert said["errorMessage"].startswith("Unable to lock subscriber")
    simulator.faults.refuse_submit = SubmitRefusal.BUSY
    assert caller.push()[1]["errorCode"] == "500.003.02"


def test_a_push_prompts_the_phone_and_its_end_is_told_once(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    status, said = caller.push()
    assert (status, said["ResponseCode"]) == (200, "0")
    [prompt] = simulator.prompts(PHONE)
    assert (prompt.id, prompt.account, f"{prompt.amount}") == (said["CheckoutRequestID"], "102030405060", "3050")
    assert prompt.id.startswith("ws_CO_23112026120000"), "Nairobi's time"
    paid = simulator.answer_prompt(prompt.id, PromptAnswer.PIN_RIGHT)
    told.answer = (500, b"")
    assert simulator.deliver() == 1
    assert simulator.deliver() == 0, "whatever was answered"
    [(url, body)] = told.bodies
    outcome = body["Body"]["stkCallback"]
    items = {each["Name"]: each.get("Value") for each in outcome["CallbackMetadata"]["Item"]}
    assert (url, outcome["ResultCode"]) == (CALLBACK, 0)
    assert items == {
        "Amount": 3050.0, "MpesaReceiptNumber": paid.receipt, "Balance": None,
        "TransactionDate": 20261123120000, "PhoneNumber": 254700000001,
    }  # fmt: skip
    assert told.headers[0]["Businessshortcode"] == SIMULATED_DARAJA_SHORTCODE
    assert len(paid.receipt) == 10
    assert paid.receipt.startswith("UKN"), "2026, November, the 23rd"
    assert [each.status for each in simulator.delivered] == [500]


def test_two_pushes_make_two_prompts(caller: DarajaCaller, simulator: PaymentSimulator) -> None:
    first, second = caller.push()[1], caller.push()[1]
    assert first["CheckoutRequestID"] != second["CheckoutRequestID"]
    assert len(simulator.prompts(PHONE)) == 2
    assert simulator.count("stk") == 2


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (PromptAnswer.PIN_WRONG, 2001), (PromptAnswer.CANCEL, 1032), (PromptAnswer.NO_MONEY, 1),
        (PromptAnswer.NO_ANSWER, 1037),
    ],
)  # fmt: skip
def test_an_end_without_money_has_its_code(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks, answer: PromptAnswer, code: int
) -> None:
    request_id = caller.push()[1]["CheckoutRequestID"]
    assert not simulator.answer_prompt(request_id, answer).receipt
    simulator.deliver()
    outcome = told.bodies[0][1]["Body"]["stkCallback"]
    assert outcome["ResultCode"] == code
    assert "CallbackMetadata" not in outcome
    assert simulator.money() == []
    with pytest.raises(NoSuchPrompt):
        simulator.answer_prompt(request_id, PromptAnswer.PIN_RIGHT)


def test_a_query_says_4999_until_the_end_is_known(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    request_id = caller.push()[1]["CheckoutRequestID"]
    status, said = caller.query(request_id)
    assert (status, said["ResponseCode"], said["ResultCode"]) == (200, "0", "4999")
    simulator.answer_prompt(request_id, PromptAnswer.CANCEL)
    simulator.deliver()
    said = caller.query(request_id)[1]
    assert said["ResultCode"] == "1032", "a string"
    assert said["ResultDesc"] != told.bodies[0][1]["Body"]["stkCallback"]["ResultDesc"], "one code, two wordings"
    assert simulator.count("stk query") == 2


def test_a_query_is_noisy_where_it_is_told_to_be(caller: DarajaCaller, simulator: PaymentSimulator) -> None:
    request_id = caller.push()[1]["CheckoutRequestID"]
    simulator.answer_prompt(request_id, PromptAnswer.PIN_RIGHT)
    simulator.faults.spurious_500 = 1
    status, said = caller.query(request_id)
    assert (status, said["errorCode"]) == (500, "500.001.1001")
    simulator.faults.empty_in_flight = 1
    status, said = caller.query(request_id)
    assert (status, said["errorCode"], said["errorMessage"]) == (200, "500.001.1001", "")
    simulator.faults.stk_4999 = 1
    assert caller.query(request_id)[1]["ResultCode"] == "4999"
    simulator.faults.unknown_code = 1
    assert caller.query(request_id)[1]["ResultCode"] == "7777"
    assert caller.query(request_id)[1]["ResultCode"] == "0"
    assert caller.query("ws_CO_0")[1]["errorMessage"] == "The transaction does not Exist"


def test_a_prompt_that_nobody_answers_ends_by_itself(told: ToldCallbacks, clock: Clock) -> None:
    simulator = PaymentSimulator(None, told.post, clock=clock, delay=None, prompt_seconds=25)
    caller = DarajaCaller(standin_app(simulator).test_client())
    request_id = caller.push()[1]["CheckoutRequestID"]
    clock.move(seconds=24)
    assert caller.query(request_id)[1]["ResultCode"] == "4999"
    clock.move(seconds=1)
    assert caller.query(request_id)[1]["ResultCode"] == "1037"
    assert simulator.deliver() == 1


def test_expiring_by_hand_ends_what_is_open(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    caller.push()
    assert (simulator.expire(), simulator.expire()) == (1, 0)
    simulator.deliver()
    assert told.bodies[0][1]["Body"]["stkCallback"]["ResultCode"] == 1037


def test_a_lost_callback_leaves_the_query(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    simulator.faults.lose_callback = 1
    request_id = caller.push()[1]["CheckoutRequestID"]
    simulator.answer_prompt(request_id, PromptAnswer.PIN_RIGHT)
    assert simulator.deliver() == 0
    assert caller.query(request_id)[1]["ResultCode"] == "0"


def test_a_callback_comes_twice_late_or_first_where_it_is_told_to(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    simulator.faults.callback_twice = 1
    simulator.answer_prompt(caller.push()[1]["CheckoutRequestID"], PromptAnswer.CANCEL)
    assert simulator.deliver() == 2
    simulator.faults.callback_late = 1
    simulator.answer_prompt(caller.push()[1]["CheckoutRequestID"], PromptAnswer.CANCEL)
    assert (simulator.deliver(), simulator.deliver_late()) == (0, 1)
    simulator.faults.callback_first = 1
    request_id = caller.push()[1]["CheckoutRequestID"]
    assert told.bodies[-1][1]["Body"]["stkCallback"]["CheckoutRequestID"] == request_id, "before it was answered"
    assert len(simulator.money()) == 1


def test_codes_are_odd_where_they_are_told_to_be(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    for fault in ("unknown_code", "non_numeric_code"):
        setattr(simulator.faults, fault, 1)
        simulator.answer_prompt(caller.push()[1]["CheckoutRequestID"], PromptAnswer.PIN_RIGHT)
    simulator.deliver()
    assert [body["Body"]["stkCallback"]["ResultCode"] for _, body in told.bodies] == [7777, "SFC_IC0003"]
    assert all("CallbackMetadata" not in body["Body"]["stkCallback"] for _, body in told.bodies)


def test_another_short_code_as_party_b_never_reaches_the_phone(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    assert caller.push(PartyB="174379")[0] == 200
    assert simulator.prompts(PHONE) == []
    simulator.deliver()
    assert told.bodies[0][1]["Body"]["stkCallback"]["ResultCode"] == "SFC_IC0003"


def test_a_phone_may_answer_at_once(caller: DarajaCaller, simulator: PaymentSimulator) -> None:
    simulator.faults.answer_at_once = PromptAnswer.PIN_RIGHT
    caller.push()
    assert simulator.deliver() == 1
    assert len(simulator.money()) == 1


def test_a_paid_prompt_is_confirmed_a_second_time_by_c2b(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    with simulator.store.change() as state:
        state.urls = PaybillUrls(confirmation="http://h/c", validation="http://h/v", default="Completed", version=1)
    paid = simulator.answer_prompt(caller.push()[1]["CheckoutRequestID"], PromptAnswer.PIN_RIGHT)
    simulator.deliver()
    assert [each.kind for each in simulator.delivered] == [CallbackKind.STK, CallbackKind.CONFIRMATION]
    assert told.bodies[1][1]["TransID"] == paid.receipt
    simulator.faults.confirm_prompts = False
    simulator.answer_prompt(caller.push()[1]["CheckoutRequestID"], PromptAnswer.PIN_RIGHT)
    assert simulator.deliver() == 1
    simulator.faults.confirm_prompts = True
    simulator.faults.lose_confirmation = True
    simulator.answer_prompt(caller.push()[1]["CheckoutRequestID"], PromptAnswer.PIN_RIGHT)
    assert simulator.deliver() == 1


def test_a_body_that_is_too_large_or_no_object_is_refused(caller: DarajaCaller) -> None:
    path = "/phone/gateways/daraja/mpesa/stkpush/v1/processrequest"
    headers = {"Authorization": f"Bearer {caller.token}"}
    assert caller.client.post(path, data=b"x" * 16_385, headers=headers).status_code == 413
    for body in (b"", b"[]", b"{", b'{"Amount": {}}'):
        answer = caller.client.post(path, data=body, headers=headers)
        assert answer.json is not None
        assert answer.json["errorMessage"] == "Bad Request - Invalid Payload"
