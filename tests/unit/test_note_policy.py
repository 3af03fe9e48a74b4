"""Notes that an agency may send to a citizen, and notes of somebody with a stolen key: a table of each."""

import pytest

from app.domain.applications import note_policy
from app.domain.applications.note_policy import DIAL, LINK, MONEY, SECRET, Ours
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid
from app.domain.shared.plain_words import plain, undisguised
from tests.unit.noted import OURS, refusal, seconds_for

LINKS = [
    "Pay KES 500 at http://evil.example/pay",
    "See https://ecitizen.go.ke.evil.com",
    "See https://ecitizen.go.ke@evil.com/x",
    "See ecitizen-go.ke",
    "See ecitizen.g0.ke",
    "Confirm at bit.ly/abc",
    "Confirm at BIT.LY/abc",
    "Confirm at bit . ly / abc",
    "Confirm at bit .ly",
    "Confirm at bit. ly/abc",
    "Confirm at b\u200bit\u2060.l\u200by",
    "Confirm at bit\uff0ely",
    "Confirm at bit\u3002ly",
    "Confirm at bit\u2024ly",
    "Confirm at \uff42\uff49\uff54.\uff4c\uff59",
    "Confirm at \U0001d41b\U0001d422\U0001d42d.\U0001d425\U0001d432",
    "Confirm at bit[.]ly",
    "Confirm at bit(dot)ly",
    "Confirm at bit dot ly slash abc",
    "Confirm at bit nukta ly",
    "Confirm at ecitizen-pay dot com",
    "hxxps://x.co",
    "hxxp:// evil",
    "www evil",
    "www.evil.com",
    "evil.info",
    "Go to 196.201.214.200",
    "Go to http://3232235777",
    "Go to 0xc0a80101",
    "Write to passports@gmail.com",
    "Write to passports at gmail dot com",
    "Write to passports(at)gmail.com",
    "Follow @ecitizen_help",
    "See https://immigration.go.ke/go?u=//evil",
    "See xn--ecitizen-abc",
    "t.me/ecitizenhelp",
    "wa.me/254712345678",
    "Tembelea kenya-pasi.com",
    "Visit ecitizen kenya dot c o m",
    "Visit e-citizen,co,ke",
    "javascript:alert(1)",
    "Visit e c i t i z e n . c o m",
]
DIALS = [
    "Dial *384*12#",
    "Dial * 3 8 4 * 1 2 #",
    "Dial \uff0a384\uff0a12\uff03",
    "Piga *334#",
    "Dial *2222#",
    "Dial *222*1*2# or *999#",
    "Dial **21*0712345678#",
    "Dial ##002#",
    "Dial star 334 hash",
    "Call 0900 123456",
    "Call +882 16 1234567",
    "Call +44 20 7946 0958",
    "Call 00 44 20 7946 0958",
    "SMS YES to 20414",
    "Tuma ujumbe kwa 40400",
    "Text PASS to 2044",
    "Dial 384 then hash",
    "Call +1 900 555 1234",
]
SECRETS = [
    "Reply with your 6 digit password",
    "reply with your p a s s w o r d",
    "Reply with your pa55w0rd",
    "Reply with your PASS-WORD",
    "Reply with your P.I.N",
    "Send us your PIN",
    "Send us your P\u200dI\u200dN",
    "Send your M-PESA PIN to confirm",
    "Share the code that we sent you",
    "Text the code to us",
    "The code you get: send it to us",
    "Tell the officer your OTP",
    "Give your verification code when called",
    "Reply with your ID number",
    "Answer with your phone number",
    "Your password is wanted at window 3",
    "Never share your PIN, but reply with it here",
    "Do not delay: reply with your PIN",
    "Tuma nenosiri lako",
    "Jibu kwa neno siri lako",
    "Tuma nambari yako ya siri",
    "Tuma msimbo tuliokutumia",
    "Tutumie PIN yako",
    "Jibu na namba yako ya kitambulisho",
    "Andika nywila yako",
    "Tujulishe neno la siri",
    "Reply with the 6 digits",
    "Reply with your P l N",
    "R\u200bep\u2060ly with your ID number",
    "Shar\u00ade the co\u200dde we sent",
    "Text us your 4-digit number",
    "Tell us your date of birth",
    "Toa neno lako la siri",
    "Confirm your log-in details by SMS",
    "Reply with your secret word",
]
MONEYS = [
    "Pay at paybill 555555",
    "Pay bill 5 5 5 5 5 5",
    "pay-bill: 5-5-5-5-5-5",
    "PAYBILL \uff15\uff15\uff15\uff15\uff15\uff15",
    "Paybill 555,555",
    "Paybill five five five five five five",
    "Paybill double five double five double five",
    "Paybill 5O5O5O",
    "Paybill 12/11/20",
    "p@ybi11 555555",
    "P A Y B I L L 555555",
    "Paybill 2222222",
    "Paybill 222222 or 555555",
    "Not paybill 222222 today, use 555555",
    "555555 is our new paybill",
    "Paybill \u0665\u0665\u0665\u0665\u0665\u0665",
    "Till no. 123456",
    "TILL 1 2 3 4 5 6",
    "Buy goods 654321",
    "Lipa na M-PESA 123456",
    "Lipa na mpesa till 4455",
    "Pochi la biashara 0712345678",
    "M-PESA KES 500 to 0712 345 678",
    "Send money to 0712345678",
    "Send KES 500 to +254712345678",
    "Pay 254712345678",
    "Tuma pesa kwa 0712-345-678",
    "Nitumie 500 0712345678",
    "Lipa 1,000 kwa 0110 123456",
    "Weka KES 300 kwa akaunti 01701234567890",
    "Deposit to account no. 0170123456789, Equity",
    "Bank a/c 1234567890",
    "Pay to account 112233445560",
    "Airtel Money 0733123456",
    "The fee goes to zero seven one two three four five six seven eight",
    "Malipo: 0712345678",
    "Till 222222",
    "Till no. 222222",
    "Pay with bitcoin",
    "Lipa kupitia till 55 55 55",
]
FOREIGN_LETTERS = [
    "See \u0435citizen.go.ke",
    "P\u0430ybill 222222",
    "Reply with your \u03a1IN",
    "\u0420\u0410\u0423\u0412ILL 555555",
    "\ua4d0it.ly",
]
FINE = [
    "Bring your original ID to Nyayo House, 3rd floor, window 4, 8.00-16.30.",
    "Fingerprints received. 12/11/2026.",
    "Pay at paybill 222222, account = your reference.",
    "Pay at paybill 222222, account 102030405060, by 12.11.2026.",
    "See immigration.go.ke or ecitizen.go.ke",
    "See https://www.immigration.go.ke/forms/form-19.pdf.",
    "Write to info@dci.go.ke.",
    "Website:immigration.go.ke: print the form",
    "Call +254 20 7903260",
    "Call 020 7903260 about your fee",
    "Call the office at 0712 345 678.",
    "Call or text to 0712 345 678.",
    "Lipa kwa paybill 222222",
    "Lipa kwa paybill 222222, akaunti ni kumbukumbu yako.",
    "Dial *222# or *222*1*102030405060#",
    "Text your reference number to 22222",
    "Your fee is KES 7,550. Counter #4.",
    "The fee of KSh. 1,050.00 was received on 3/11/2026 at 10:15.",
    "Photo is blurred. Take another, 2 x 2 in.",
    "Write to P.O. Box 30191-00100 Nairobi.",
    "Send the documents to P.O.Box 30191-00100.",
    "Come at 0900 hrs with 2 witnesses.",
    "Open 0900-1600, Mon-Fri.",
    "Bring your KRA PIN certificate.",
    "Never share your PIN with anyone.",
    "Usimpe mtu nenosiri lako.",
    "Documents: 1.Birth certificate 2.Old passport",
    "Your next appointment: 12/11/2026, 10.30 a.m.",
    "Leta ripoti ya polisi",
    "Leta kitambulisho halisi na picha 2, dirisha la 4.",
    "Njoo Huduma Centre GPO tarehe 12/11/2026 saa 3.00 asubuhi.",
    "Alama za vidole zimepokelewa.",
    "Marriage certificate isn't certified; see Rule 7(2)(b).",
    "Waiting card no. 123456789 was found.",
    "File 2026/11/00123: interview at 14.30.",
    "Bring cafe\u0301 licence & na\u00efve \u00f1.",
    "Room 305, Block B, Bishop House.",
    "Postal code 00100; the dress code is formal.",
    "Open till 16.30, valid till 12/11/2026 or till 2027.",
    "Open till 5 pm. Call 0712345678.",
    "Wakala wa Usalama, Room 305.",
    "Payment of KES 7,550 received. Receipt SJK1A2B3C4.",
    "Tulituma barua kwa S.L.P. 123-20100 Nakuru.",
    "Toa nakala ya kitambulisho. Jibu maswali yote.",
    "Call 0800 221 111 (toll free) or 1919.",
    "Account opened on 12/11/2026.",
    "Text STOP to 22222 to stop alerts.",
    "Collected. It was signed for. No fee is due.",
]

BAD = (
    [(text, LINK) for text in LINKS]
    + [(text, DIAL) for text in DIALS]
    + [(text, SECRET) for text in SECRETS]
    + [(text, MONEY) for text in MONEYS]
    + [(text, "letters") for text in FOREIGN_LETTERS]
)


def reasons(text: str) -> set[str]:
    """All reasons to refuse a text."""
    words = plain(text)
    if words is None:
        return {"letters"}
    both = (words, undisguised(words))
    return {reason for each in both for rule in note_policy.RULES if (reason := rule(each, OURS))}


@pytest.mark.parametrize(("text", "reason"), BAD, ids=ascii)
def test_what_a_thief_would_write_is_refused_and_said_why(text: str, reason: str) -> None:
    assert reason in reasons(text)
    said = refusal(text)
    assert said.startswith("note: ")
    assert text not in said


@pytest.mark.parametrize("text", FINE, ids=ascii)
def test_what_an_agency_writes_passes(text: str) -> None:
    assert reasons(text) == set()
    note_policy.check_note("note", text, OURS)


def test_nothing_is_nothing_to_refuse() -> None:
    for text in (None, "", " ", "\u200b"):
        note_policy.check_note("place", text, OURS)


UNITS = (
    "a.",
    "5 ",
    "send ",
    "pay 5",
    "*",
    "never ",
    "p ",
    "[",
    "go.ke/",
    "one ",
    "@",
    ". ",
    "a-",
    "a.go.ke",
    "* 2",
    "h,",
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_note_of_the_longest_is_looked_at_in_no_time(unit: str) -> None:
    """A batch has a thousand notes, so checking one must be fast, whatever it holds."""
    assert seconds_for(reasons, unit) < 0.02


def test_a_reference_of_ours_that_begins_with_two_noughts_is_no_number_abroad() -> None:
    ours = Ours.of(Contacts("*222#", "22222", "+254 20 7903260", "support@ecitizen.go.ke"), "0079 7246 0163")
    note_policy.check_note("note", "Bring 0079 7246 0163, or pay at paybill 222222, account 007972460163.", ours)
    for another in ("Bring 0079 7246 0164", "Call 00447972460163", "Call +7972460163"):
        with pytest.raises(Invalid, match="foreign"):
            note_policy.check_note("note", another, ours)
