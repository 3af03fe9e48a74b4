"""Texts that say in words what no keyword says: fraud, no more alerts, money in trouble, a wish for help."""

import pytest

from app.container import Container
from app.domain.subscribers import phones
from tests.unit.test_keywords import STRANGER, filled, texted

__all__ = ["filled"]
WARNED = ("never give a password", "usimtumie mtu yeyote nenosiri", "Usimpe mtu nenosiri")
FRAUD = """
someone called asking for my code|mtu amenipigia akitaka otp|nimepigiwa simu na mtu wa ecitizen anataka otp
i gave someone my code|nimempa mtu code yangu|should i share my otp|nitume code?|is it ecitizen asking for my pin
a man wants my password|wananiomba nambari ya siri|mtu ananiambia nimpe nenosiri|i shared my pin with an agent
"""
NO_FRAUD = """
i have not received the code|otp yangu haijafika|code haijakuja|i asked for a reset of my password
my code was not sent|i sent the mpesa code|kra pin wants an id|nataka otp
"""
STOPPED = """
un-subscribe|Un subscribe|opt.out|turn off alerts|disable alerts|deactivate alerts|switch off notifications|zimeni arifa
futa arifa|kata arifa|futeni ujumbe|achana na mimi|msitume tena|do not text me|don't text me again|dont send me sms
never text me again|do not send|no sms|stop messaging me|Take me off|Take me off this list
delete my number from your system|cancel subscription|CANCEL ALL|toa namba yangu|futa namba yangu|ondoa namba yangu
ondoa mimi|niondoe kwa orodha|sipendi ujumbe wenu|toka kwa simu yangu|mniache|niacheni|niache|muniache|stop bana
stop jameni|acha bana|Wrong number please stop|wrong number. STOP|usitume sms|sitisheni arifa
"""
NOT_STOPPED = """
cancel my application|stop order|bus stop licence|bus stop|how do i stop|delete my account|futa maombi yangu
futa ujumbe wangu|you never text me|u don't send me sms|am getting no sms|no sms received|do not unsubscribe|disable
futa|usitume pesa|don't stop|dont send money|turn on alerts|zima simu yangu|not receiving sms|cancel my licence
delete my message|remove caveat|ABC12345 status stop order
"""
IN_TROUBLE = """
nimetuma pesa kwa paybill yenu lakini hakuna|receipt haijakuja|double payment refund|nirudishieni pesa|nataka refund
refund|i want a refund|my payment is missing|malipo hayajaonekana
"""
TO_WHOM = """
someone told me to pay to 0722000000|send to 0722000000 for passport|Is paybill 206206 yours?|paybill 206206?
nitume pesa kwa 0712345678|till 522522 is it yours
"""
HELPED = """
how does this work|i need to talk to someone|connect me to customer care|i need help|not interested|how do i use this
"""


def each(texts: str) -> list[str]:
    """The texts of a list, one behind another."""
    return [text for line in texts.strip().splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", each(FRAUD))
def test_somebody_who_asks_for_a_secret_is_warned_of(filled: Container, text: str) -> None:
    reply = texted(filled, text)
    assert any(warned in reply for warned in WARNED), reply


@pytest.mark.parametrize("text", each(NO_FRAUD))
def test_a_code_that_has_not_come_is_no_fraud(filled: Container, text: str) -> None:
    reply = texted(filled, text)
    assert not any(warned in reply for warned in WARNED), reply


@pytest.mark.parametrize("text", each(STOPPED))
def test_who_wants_no_alerts_gets_none(filled: Container, text: str) -> None:
    texted(filled, text)
    with filled.database.reading() as session:
        assert not phones.wants_alerts(session, STRANGER)


@pytest.mark.parametrize("text", each(NOT_STOPPED))
def test_nobody_is_stopped_by_mistake(filled: Container, text: str) -> None:
    texted(filled, text)
    with filled.database.reading() as session:
        assert phones.wants_alerts(session, STRANGER)


@pytest.mark.parametrize("text", each(IN_TROUBLE))
def test_money_in_trouble_is_told_what_to_do(filled: Container, text: str) -> None:
    reply = texted(filled, text)
    assert "do not pay again" in reply or "usilipe tena" in reply, reply


@pytest.mark.parametrize("text", each(TO_WHOM))
def test_a_number_to_pay_to_is_answered_with_ours(filled: Container, text: str) -> None:
    assert "222222" in texted(filled, text)


@pytest.mark.parametrize("text", ["vat refund", "tax refund form"])
def test_a_refund_that_a_service_is_named_for_is_searched(filled: Container, text: str) -> None:
    assert "do not pay again" not in texted(filled, text)


@pytest.mark.parametrize("text", each(HELPED))
def test_a_wish_for_help_is_no_search(filled: Container, text: str) -> None:
    assert "text your reference" in texted(filled, text)
