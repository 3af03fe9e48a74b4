"""Sending by Africa's Talking against a stand-in over real HTTP: every outcome, and nothing sent twice."""

import json
import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from app.providers.africastalking.sms import AfricasTalking, idempotency_key
from app.providers.ports import Accepted, Outcome, Refused, Unknown
from app.providers.simulated import SimulatedSms
from tests.standin import Kind, Standin
from tests.standin_wire import closed_port, silence

PHONE = "+254711000001"
OTHER = "+254711000002"
TEXT = "eCitizen: 4821 0067 3319 is ready. Collect at Nyayo House."
SHORT = (0.15, 0.4)
NAME = idempotency_key("k1")
"""The `Idempotency-Key` that the provider gets for the message with the key k1."""


@pytest.fixture
def provider() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


def gateway(provider: Standin, timeout: tuple[float, float] = (3.05, 10.0)) -> AfricasTalking:
    return AfricasTalking("lango", provider.api_key, "ECITIZEN", provider.url, timeout=timeout)


def send(provider: Standin, phone: str = PHONE) -> Outcome:
    return gateway(provider).send(phone, TEXT, key="k1")


def test_a_message_is_accepted_with_its_id_cost_and_parts(provider: Standin) -> None:
    outcome = gateway(provider).send(PHONE, "Habari “Wanjikũ” & co + 50% " + "x" * 160, key="k1")
    sent = provider.accepted[0]
    assert outcome == Accepted(sent.id, "KES 1.6000", 2)
    assert (sent.phone, sent.text, sent.key) == (PHONE, "Habari “Wanjikũ” & co + 50% " + "x" * 160, NAME)
    asked = provider.asked[0]
    assert (asked["username"], asked["from"], asked["bulkSMSMode"]) == ("lango", "ECITIZEN", "1")
    assert asked["accept"] == "application/json"


@pytest.mark.parametrize("code", [100, 101, 102])
def test_each_code_of_acceptance(provider: Standin, code: int) -> None:
    provider.will("accept", code)
    assert isinstance(send(provider), Accepted)


@pytest.mark.parametrize(
    ("code", "reason", "temporary"),
    [
        (401, "RiskHold", False),
        (402, "InvalidSenderId", True),
        (403, "InvalidPhoneNumber", False),
        (404, "UnsupportedNumberType", False),
        (405, "InsufficientBalance", True),
        (406, "UserInBlacklist", False),
        (407, "CouldNotRoute", False),
        (409, "DoNotDisturbRejection", True),
        (502, "RejectedByGateway", True),
    ],
)
def test_each_code_of_refusal(provider: Standin, code: int, reason: str, temporary: bool) -> None:
    provider.will("refuse", code, phone=PHONE)
    assert send(provider, OTHER) == Accepted(provider.accepted[0].id, "KES 0.8000", 1)
    assert send(provider) == Refused(str(code), reason, temporary, for_all=code in (402, 405))
    assert provider.texts(PHONE) == []


@pytest.mark.parametrize("code", [500, 501])
def test_an_error_inside_the_provider_is_unknown(provider: Standin, code: int) -> None:
    provider.will("refuse", code)
    assert send(provider) == Unknown(f"recipient code {code}")


def test_a_request_refused_as_a_whole_names_why_and_can_be_mended(provider: Standin) -> None:
    for words in ("InvalidSenderId", "InsufficientBalance"):
        provider.will("refuse all", words)
        assert send(provider) == Refused(words, "the whole request was refused", temporary=True, for_all=True)
    provider.will("refuse all", f"Bad number {PHONE}")
    assert send(provider) == Refused("Bad number #", "the whole request was refused", temporary=True)


def test_no_recipients_but_said_to_be_sent_is_unknown(provider: Standin) -> None:
    provider.will("refuse all", "Sent to 1/1 Total Cost: KES 0.8000")
    assert isinstance(send(provider), Unknown)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 405, 407, 429])
def test_a_request_that_is_not_taken_for_the_accounts_sake_would_be_refused_for_any_message(
    provider: Standin, status: int
) -> None:
    provider.will("http", status)
    assert send(provider) == Refused(f"HTTP {status}", "the request was not taken", temporary=True, for_all=True)


@pytest.mark.parametrize("status", [400, 409, 413, 422])
def test_a_request_that_is_not_taken_may_be_this_messages_own_fault(provider: Standin, status: int) -> None:
    provider.will("http", status)
    assert send(provider) == Refused(f"HTTP {status}", "the request was not taken", temporary=True)


@pytest.mark.parametrize("key", ["reply:Ũ-日本", "reply:\ud83d", "reply:a\r\nX-Other: b", "alert:" + "9" * 5000])
def test_any_key_can_name_a_message_to_the_provider(provider: Standin, key: str) -> None:
    """A reply's key holds the id of an inbound SMS, which may be any text; a header cannot hold any text."""
    assert isinstance(gateway(provider).send(PHONE, TEXT, key=key), Accepted)
    [sent] = [message.key for message in provider.accepted]
    assert (sent, len(sent), sent.isascii()) == (idempotency_key(key), 64, True)


def test_a_wrong_key_may_start_to_work(provider: Standin) -> None:
    outcome = AfricasTalking("lango", "another-key", base_url=provider.url).send(PHONE, TEXT, key="k1")
    assert outcome == Refused("HTTP 401", "the request was not taken", temporary=True, for_all=True)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize(
    ("kind", "value"),
    [("http", 500), ("http", 502), ("http", 503), ("http", 504), ("html", None), ("empty", None),
     ("truncated", None), ("cut", None), ("drop", "after")],
)  # fmt: skip
def test_an_answer_that_says_nothing_is_unknown_and_not_tried_again(
    provider: Standin, kind: Kind, value: object, accepted: bool
) -> None:
    provider.will(kind, value, accepted=accepted)
    assert isinstance(send(provider), Unknown)
    assert len(provider.asked) == 1
    assert len(provider.texts(PHONE)) == int(accepted)


@pytest.mark.parametrize(
    ("status", "recipients", "outcome"),
    [
        (201, [{"statusCode": "101", "number": PHONE, "messageId": "None"}], Accepted("", "", 1)),
        (200, [{"statusCode": 100, "number": "0711000001", "messageId": "ATXid_a"}], Accepted("ATXid_a", "", 1)),
        (
            201,
            [{"statusCode": 406, "number": OTHER}, {"statusCode": 101, "number": PHONE, "messageId": "ATXid_b"}],
            Accepted("ATXid_b", "", 1),
        ),
        (500, [{"statusCode": 406, "number": PHONE}], Refused("406", "UserInBlacklist", temporary=False)),
        (500, [{"statusCode": 101, "number": PHONE, "messageId": "ATXid_c"}], Accepted("ATXid_c", "", 1)),
        (409, [{"statusCode": 409, "number": PHONE}], Refused("409", "DoNotDisturbRejection", temporary=True)),
        (201, [{"statusCode": 999, "number": PHONE}], Unknown("recipient code 999")),
        (201, [{"number": PHONE}], Unknown("recipient code None")),
        (
            201,
            [{"statusCode": 101, "number": OTHER}, {"statusCode": 101, "number": OTHER}],
            Unknown("an answer that does not name our recipient"),
        ),
        (201, "none", Unknown("HTTP 201 without an answer that can be read")),
        (201, None, Unknown("HTTP 201 without an answer that can be read")),
    ],
)
def test_the_recipients_own_code_is_the_truth(
    provider: Standin, status: int, recipients: object, outcome: Outcome
) -> None:
    provider.will("say", (status, json.dumps({"SMSMessageData": {"Message": "", "Recipients": recipients}})))
    assert send(provider) == outcome


def test_a_sender_that_tells_no_parts_is_counted_for(provider: Standin) -> None:
    taken = {"statusCode": 101, "number": PHONE, "messageId": "ATXid_a", "cost": "KES 1.6000"}
    provider.will("say", (201, json.dumps({"SMSMessageData": {"Message": "", "Recipients": [taken]}})))
    assert gateway(provider).send(PHONE, "x" * 161, key="k1") == Accepted("ATXid_a", "KES 1.6000", 2)


@pytest.mark.parametrize("body", ["[" * 200_000, "[]", "7", "null", '{"SMSMessageData": []}', "\ud83d", "NaN"])
def test_json_of_another_shape_is_unknown(provider: Standin, body: str) -> None:
    provider.will("say", (201, body))
    assert isinstance(send(provider), Unknown)


def test_a_connection_reset_before_it_was_read_is_unknown_too(provider: Standin) -> None:
    provider.will("drop", "before")
    assert isinstance(send(provider), Unknown)
    assert provider.asked == []


def test_an_answer_that_never_comes_is_unknown(provider: Standin) -> None:
    provider.will("hang", 3)
    before = monotonic()
    assert gateway(provider, SHORT).send(PHONE, TEXT, key="k1") == Unknown("ReadTimeout")
    assert monotonic() - before < 2
    assert provider.texts(PHONE) == [TEXT]


def test_nobody_there_is_certainly_not_sent() -> None:
    nobody = AfricasTalking("lango", "k", base_url=f"http://127.0.0.1:{closed_port()}", timeout=SHORT)
    assert nobody.send(PHONE, TEXT, key="k1") == Refused("not sent", "ConnectionError", temporary=True, for_all=True)


def test_a_name_that_does_not_resolve_is_certainly_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def unresolved(*_: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unresolved)
    lost = AfricasTalking("lango", "k", base_url="http://api.invalid", timeout=SHORT)
    assert lost.send(PHONE, TEXT, key="k1") == Refused("not sent", "ConnectionError", temporary=True, for_all=True)


def test_no_room_to_connect_is_certainly_not_sent() -> None:
    with silence(backlog=0) as port:
        full = AfricasTalking("lango", "k", base_url=f"http://127.0.0.1:{port}", timeout=SHORT)
        assert full.send(PHONE, TEXT, key="k1") == Refused("not sent", "ConnectTimeout", temporary=True, for_all=True)


def test_a_tls_handshake_that_fails_or_hangs_is_certainly_not_sent(provider: Standin) -> None:
    plain = provider.url.replace("http:", "https:")
    with silence() as port:
        for url in (plain, f"https://127.0.0.1:{port}"):
            outcome = AfricasTalking("lango", "k", base_url=url, timeout=SHORT).send(PHONE, TEXT, key="k1")
            assert isinstance(outcome, Refused)
            assert (outcome.code, outcome.temporary, outcome.for_all) == ("not sent", True, True)
    assert provider.asked == []


def test_through_a_proxy_that_is_down_nothing_was_sent_through_one_that_breaks_who_knows(
    provider: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    beyond = AfricasTalking("lango", "k", base_url="http://api.invalid", timeout=SHORT)
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed_port()}")
    assert beyond.send(PHONE, TEXT, key="k1") == Refused("not sent", "ProxyError", temporary=True, for_all=True)
    monkeypatch.setenv("http_proxy", provider.url)
    provider.will("drop", "before")
    assert beyond.send(PHONE, TEXT, key="k1") == Unknown("ProxyError")


def test_a_redirect_is_not_followed_and_the_key_stays_here(provider: Standin) -> None:
    with Standin() as elsewhere:
        provider.will("redirect", f"{elsewhere.url}/version1/messaging")
        assert send(provider) == Refused("HTTP 302", "a redirect, not followed", temporary=True, for_all=True)
        assert elsewhere.connections == 0


def test_what_is_no_phone_number_never_leaves(provider: Standin) -> None:
    for phone in ("MTN", "0711000001", "+1234", "+254711000001\n", "+254711000001,+254711000002"):
        assert send(provider, phone) == Refused("403", "InvalidPhoneNumber", temporary=False)
    assert provider.connections == 0


def test_five_messages_take_one_connection(provider: Standin) -> None:
    sender = gateway(provider)
    for turn in range(5):
        assert isinstance(sender.send(PHONE, TEXT, key=str(turn)), Accepted)
    assert provider.connections == 1


def test_threads_share_a_gateway_and_each_message_keeps_its_own_key(provider: Standin) -> None:
    sender = gateway(provider)
    phones = [f"+2547110000{n:02}" for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda phone: sender.send(phone, phone, key=f"key of {phone}"), phones))
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    expected = {(each, each, idempotency_key(f"key of {each}")) for each in phones}
    assert {(message.phone, message.text, message.key) for message in provider.accepted} == expected
    assert provider.connections <= 8
    assert provider.duplicates() == {}


def test_the_pool_outlives_a_provider_that_was_away(provider: Standin) -> None:
    sender = gateway(provider)
    provider.will("drop", "after", accepted=False)
    assert isinstance(sender.send(PHONE, TEXT, key="k1"), Unknown)
    assert isinstance(sender.send(PHONE, TEXT, key="k2"), Accepted)


def test_nothing_secret_shows(provider: Standin, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sender = gateway(provider, SHORT)
    shown = [repr(sender)]
    for kind, value in (("accept", 101), ("http", 401), ("drop", "after"), ("refuse", 406)):
        provider.will(kind, value)  # type: ignore[arg-type]
        shown.append(repr(sender.send(PHONE, TEXT, key="k1")))
    away = AfricasTalking("lango", provider.api_key, base_url=f"http://127.0.0.1:{closed_port()}")
    shown.append(repr(away.send(PHONE, TEXT, key="k1")))
    for secret in (provider.api_key, PHONE[1:], "Nyayo"):
        assert secret not in " ".join(shown) + caplog.text


@pytest.mark.parametrize(
    ("url", "key"),
    [("api.africastalking.com", "k"), ("ftp://host", "k"), ("https://", "k"), ("https://user@host", "k"),
     ("", ""), ("", "two words"), ("", "line\n")],
)  # fmt: skip
def test_settings_that_cannot_work_stop_the_start_and_keep_the_key_to_themselves(url: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"^AT_\w+ must be") as error:
        AfricasTalking("lango", key, base_url=url)
    assert "two words" not in str(error.value)


@pytest.mark.parametrize(
    ("username", "url", "host"),
    [("lango", "", "api.africastalking.com"), ("sandbox", "", "api.sandbox.africastalking.com"),
     ("sandbox", "https://sms.example.go.ke/", "sms.example.go.ke")],
)  # fmt: skip
def test_the_username_decides_the_host_unless_one_is_given(
    username: str, url: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy on loopback sees which host is asked for, so that nothing leaves the machine."""
    for name in ("NO_PROXY", "no_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as proxy, ThreadPoolExecutor(1) as threads:
        proxy.settimeout(5)
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        outcome = threads.submit(AfricasTalking(username, "k", base_url=url).send, PHONE, TEXT, key="k1")
        for _ in range(3):
            asked, _address = proxy.accept()
            with asked:
                assert asked.recv(4096).startswith(f"CONNECT {host}:443 ".encode())
        assert outcome.result(5) == Refused("not sent", "ConnectionError", temporary=True, for_all=True)


def test_the_simulator_accepts_under_the_same_id_each_time() -> None:
    sms = SimulatedSms()
    first = sms.send(PHONE, "x" * 161, key="k1")
    assert first == sms.send(PHONE, "x" * 161, key="k1")
    assert first.provider_id.startswith("ATXid_")
    assert len(first.provider_id) == 38
    assert (first.cost, first.parts) == ("KES 0.0000", 2)
    assert sms.send(PHONE, "x", key="k2").provider_id != first.provider_id
