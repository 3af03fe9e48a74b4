"""A phone of the page dials and answers: what goes over the wire, and what a network never sends."""

import inspect
import threading
import time

import pytest

from app.platform.encryption import Keyring
from app.simulator.browser.callback_relay import CallbackRelay, HopFault
from app.simulator.browser.phone_lines import NotOfTheNetwork, PhoneLines, RequestedHop
from app.simulator.callback_forms import Shown
from app.simulator.networks import ANSWER_SECONDS
from app.simulator.posting import post_callback
from tests.conftest import CALLBACK_KEY, KEY, Clock
from tests.scripted_server import Asked, ScriptedServer, Told
from tests.simulator.phones import AIRTEL, PHONE, SAFARICOM, PhonesWorld, new_session
from tests.standin_wire import silence

SESSION = "ATUid_0123456789abcdef0123456789abcdef"


def scripted(gateway: ScriptedServer, clock: Clock) -> CallbackRelay:
    """The relay of the phones to a gateway that answers as a test says."""
    return CallbackRelay(gateway.url, lambda: "secret", PhoneLines(None, clock, Keyring([KEY]).digest))


def hop(text: str = "", *, network: str = SAFARICOM, session: str = SESSION) -> RequestedHop:
    return RequestedHop(PHONE, network, session, "*222#", text)


def test_a_session_is_dialled_answered_and_ended(world: PhonesWorld) -> None:
    session = new_session()
    first = world.hop(session)
    assert first["shown"]["text"].startswith("Welcome. Karibu eCitizen\n1. ")
    assert not first["shown"]["over"]
    assert first["septets"] == len(f"CON {first['shown']['text']}") <= 160
    asked = world.hop(session, "1")
    assert asked["shown"]["text"].startswith("Enter your reference number")
    ended = world.hop(session, "1*102030405060*0")
    assert ended["wire"][0]["request"]["body"].startswith("phoneNumber=%2B254700000001&serviceCode=%2A222%23&text=1%2A")
    assert world.callbacks == ["ussd"] * 3


def test_a_hop_is_the_bytes_that_were_captured_of_the_provider(clock: Clock) -> None:
    with ScriptedServer(lambda _: Told(body=b"CON Hello")) as gateway:
        relay = scripted(gateway, clock)
        relay.send_hop(hop())
        relay.send_hop(hop("1"))
    [_, asked] = gateway.asked
    assert (asked.method, asked.path) == ("POST", "/at/secret/ussd")
    assert asked.raw == (
        b"phoneNumber=%2B254700000001&serviceCode=%2A222%23&text=1"
        b"&sessionId=ATUid_0123456789abcdef0123456789abcdef&networkCode=63902"
    )
    assert {name.lower(): value for name, value in asked.headers.items()} == {
        "host": gateway.url.removeprefix("http://"),
        "user-agent": "at-ussd-api/1.0",
        "accept-encoding": "gzip",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": f"{len(asked.raw)}",
    }, "no signature, no cookie, and no header of ours"


def test_the_wire_is_shown_whole_and_without_the_key(world: PhonesWorld) -> None:
    shown = world.ask_hop(new_session())
    [record] = shown.get_json()["wire"]
    assert record["request"]["path"] == "/at/KEY/ussd"
    assert record["request"]["headers"]["User-Agent"] == "at-ussd-api/1.0"
    assert record["answer"]["status"] == 200
    assert record["answer"]["body"].startswith("CON ")
    assert record["milliseconds"] >= 0
    assert CALLBACK_KEY not in shown.text


def answering(*bodies: str) -> ScriptedServer:
    """A gateway that gives these answers one after the other, and then repeats the last."""
    left = list(bodies)
    return ScriptedServer(lambda _: Told(body=(left.pop(0) if len(left) > 1 else left[0]).encode()))


def refusal(relay: CallbackRelay, asked: RequestedHop, fault: HopFault = HopFault.NONE) -> str:
    with pytest.raises(NotOfTheNetwork) as refused:
        relay.send_hop(asked, fault)
    return str(refused.value)


def test_nothing_is_answered_after_the_end(clock: Clock) -> None:
    with answering("CON Well?", "END Goodbye") as gateway:
        relay = scripted(gateway, clock)
        relay.send_hop(hop())
        assert relay.send_hop(hop("1")).shown == Shown("Goodbye", over=True)
        assert "the session is over (END)" in refusal(relay, hop("1*1"))
        assert len(gateway.asked) == 2
        assert relay.send_hop(hop("1")).shown == Shown("Goodbye", over=True), "the same callback may come again"


def test_a_phone_has_one_session_and_the_next_dial_ends_it(clock: Clock) -> None:
    with answering("CON Well?") as gateway:
        relay, other = scripted(gateway, clock), "ATUid_" + "f" * 32
        relay.send_hop(hop())
        relay.send_hop(hop(session=other))
        assert "another one was begun on this phone" in refusal(relay, hop("1"))
        assert relay.send_hop(hop("1", session=other)).shown == Shown("Well?", over=False)


def test_a_hop_waits_for_the_answer_to_the_one_before(clock: Clock) -> None:
    asked, goes_on = threading.Event(), threading.Event()

    def slow(_: Asked) -> Told:
        asked.set()
        goes_on.wait(5)
        return Told(body=b"CON Well?")

    with ScriptedServer(slow) as gateway:
        relay = scripted(gateway, clock)
        first = threading.Thread(target=relay.send_hop, args=(hop(),))
        first.start()
        assert asked.wait(5)
        assert refusal(relay, hop("1")) == "the hop before is not answered yet"
        goes_on.set()
        first.join()
        assert relay.send_hop(hop("1")).shown is not None


@pytest.mark.parametrize(("network", "seconds"), [(SAFARICOM, 30), (AIRTEL, 60)])
def test_after_the_idle_time_of_a_network_nothing_follows(clock: Clock, network: str, seconds: int) -> None:
    with answering("CON Well?") as gateway:
        relay = scripted(gateway, clock)
        relay.send_hop(hop(network=network))
        clock.move(seconds=seconds)
        relay.send_hop(hop("1", network=network))
        assert relay.lines.is_in_session(PHONE)
        clock.move(seconds=seconds + 3)
        assert not relay.lines.is_in_session(PHONE)
        assert f"after {seconds} seconds of waiting" in refusal(relay, hop("1*1", network=network))
        assert len(gateway.asked) == 2, "nor is the gateway told that it is over"


def test_after_180_seconds_in_all_nothing_follows(clock: Clock) -> None:
    with answering("CON Well?") as gateway:
        relay, text = scripted(gateway, clock), ""
        for _ in range(7):
            relay.send_hop(hop(text))
            text = f"{text}*1" if text else "1"
            clock.move(seconds=29)
        assert "after 180 seconds" in refusal(relay, hop(text))
        assert "is over" in refusal(relay, hop(text.removesuffix("*1"))), "nor the last one again"
        assert not relay.lines.is_in_session(PHONE)


@pytest.mark.parametrize("text", ["", "2", "2*1", "12", "*1"])
def test_what_was_typed_is_never_taken_back(clock: Clock, text: str) -> None:
    with answering("CON Well?") as gateway:
        relay = scripted(gateway, clock)
        relay.send_hop(hop())
        relay.send_hop(hop("1"))
        assert "what was typed before stays in it" in refusal(relay, hop(text))


def test_a_session_keeps_its_code_and_its_network(clock: Clock) -> None:
    with answering("CON Well?") as gateway:
        relay = scripted(gateway, clock)
        relay.send_hop(hop())
        assert "stay the same" in refusal(relay, hop("1", network=AIRTEL))
        assert "stay the same" in refusal(relay, RequestedHop(PHONE, SAFARICOM, SESSION, "*222*1#", "1"))


def test_no_answer_is_longer_than_a_network_takes(clock: Clock) -> None:
    with answering("CON Well?") as gateway:
        relay = scripted(gateway, clock)
        relay.send_hop(hop())
        relay.send_hop(hop("1" * 80))
        assert "at most 80 characters" in refusal(relay, hop("1" * 80 + "*" + "2" * 81))


def test_no_more_of_a_screen_is_shown_than_a_network_shows(clock: Clock) -> None:
    with answering("CON " + "x" * 200, "CON " + "x" * 155 + "[") as gateway:
        relay = scripted(gateway, clock)
        shown = relay.send_hop(hop())
        assert shown.shown == Shown("x" * 156, over=False)
        assert shown.septets == 204, "what the gateway sent is counted whole"
        assert relay.send_hop(hop("1")).shown == Shown("x" * 155, over=False), "a bracket costs two"


@pytest.mark.parametrize(
    "told",
    [
        Told(500, b"CON Well?"), Told(302, b"", {"Location": "/elsewhere"}), Told(200, b""), Told(200, b" CON Well?"),
        Told(200, b'{"screen": "CON Well?"}'), Told(404, b"END"), Told(200, b"con Well?"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_ends_the_session_and_is_not_asked_again(clock: Clock, told: Told) -> None:
    with ScriptedServer(lambda _: told) as gateway:
        relay = scripted(gateway, clock)
        answer = relay.send_hop(hop())
        assert answer.shown is None
        assert [each.status for each in answer.wire] == [told.status]
        assert len(gateway.asked) == 1
        assert "no answer that can be shown" in refusal(relay, hop("1"))
        assert "no answer that can be shown" in refusal(relay, hop()), "nor the same callback again"


def test_a_gateway_that_is_away_is_a_connection_problem(clock: Clock) -> None:
    with answering("CON Well?") as gateway:
        relay = scripted(gateway, clock)
    answer = relay.send_hop(hop())
    assert answer.shown is None
    assert [each.as_json()["answer"] for each in answer.wire] == [None]


def test_the_same_callback_twice_at_once_is_two_requests(world: PhonesWorld) -> None:
    session = new_session()
    world.hop(session)
    answer = world.hop(session, "1", fault="twice")
    assert [each["answer"]["body"] for each in answer["wire"]] == [f"CON {answer['shown']['text']}"] * 2
    assert world.callbacks == ["ussd"] * 3
    assert world.hop(session, "1")["shown"] == answer["shown"], "nor does a third one change what is shown"


def test_an_answer_that_comes_late_is_shown_to_nobody(clock: Clock) -> None:
    with answering("CON Well?") as gateway:
        relay = scripted(gateway, clock)
        answer = relay.send_hop(hop(), HopFault.LATE)
        assert answer.shown is None
        assert [each.answer for each in answer.wire] == ["CON Well?"]
        assert "the answer came too late" in refusal(relay, hop("1"))


def test_the_network_gives_up_after_ten_seconds() -> None:
    with silence() as port:
        began = time.monotonic()
        assert post_callback(f"http://127.0.0.1:{port}/", b"", {}, seconds=0.2)[0] == 0
        assert 0.1 < time.monotonic() - began < 2
    assert inspect.signature(post_callback).parameters["seconds"].default == ANSWER_SECONDS == 10.0


def test_what_no_network_sends_is_refused_and_said_why(world: PhonesWorld) -> None:
    for wrong, reason in (
        ({"network": "12345"}, "network: the code of a network is wanted"),
        ({"session": "mine"}, "session: ATUid_ and 32 hexadecimal digits"),
        ({"code": "222"}, "code: a code that can be dialled is wanted"),
        ({"text": "1\n2"}, "text: a phone types no line breaks"),
        ({"text": "1" * 161}, "text: at most 160 characters can be dialled"),
        ({"text": 1}, "text: a text is wanted"),
        ({"phone": "MTN"}, "phone: a phone number is wanted"),
        ({"fault": "burnt"}, "fault: one of twice, late is wanted"),
    ):
        assert reason in world.refused(**({"session": new_session()} | wrong))


def test_another_ones_code_never_reaches_the_gateway(world: PhonesWorld) -> None:
    for code in ("*100#", "*2220#", "*22#"):
        assert world.hop(new_session(), code=code) == {"shown": None, "septets": 0, "wire": []}
    assert world.callbacks == []
    assert world.hop(new_session(), code="*222*1#")["shown"]["text"].startswith("Enter your reference number")


def test_who_cancels_is_free_and_the_gateway_is_told_nothing(world: PhonesWorld) -> None:
    session = new_session()
    world.hop(session)
    lines = world.relay.lines
    assert lines.is_in_session(PHONE)
    assert world.client.post("/phone/hangups", json={"phone": PHONE, "session": new_session()}).get_json() == {}
    assert lines.is_in_session(PHONE), "another session was meant"
    assert world.client.post("/phone/hangups", json={"phone": PHONE, "session": session}).get_json() == {}
    assert not lines.is_in_session(PHONE)
    assert "it was cancelled" in world.refused(session, "1")
    assert world.callbacks == ["ussd"]


def test_what_was_typed_is_kept_nowhere(world: PhonesWorld) -> None:
    session = new_session()
    world.hop(session, code="*222*2*1*482915#")
    world.hop(session, "482915", code="*222*2*1*482915#")
    kept = (world.container.settings.data_dir / "simulated-lines.json").read_text()
    assert session in kept
    assert "482915" not in kept
