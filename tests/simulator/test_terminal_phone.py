"""The terminal phone on a pseudo-terminal, against an installation that really runs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.simulator.pseudo_terminal import ANSWER, PHONE, leave, plain, seen_by, type_line
from tests.simulator.running import RunningInstallation, running_installation

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installation(
    sqlite_file: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningInstallation]:
    """One installation for all of these phones."""
    with running_installation(sqlite_file, redis_url, tmp_path_factory.mktemp("running")) as running:
        yield running


def test_the_first_session_of_the_readme_is_typed_and_seen(installation: RunningInstallation) -> None:
    with installation.served():
        phone = installation.phone()
        phone.expect(PHONE)
        assert "Lango phone +254700000001 at" in phone.before
        assert plain(type_line(phone, "*222#", ANSWER))[:-1] == [
            "+------------------------------------+",
            "| Welcome. Karibu eCitizen           |",
            "| 1. Track by reference number       |",
            "| 2. Register                        |",
            "| 3. Sign in                         |",
            "| 4. Find a service                  |",
            "| 5. Help                            |",
            "| 6. Kiswahili                       |",
            "+---------------------- 119 of 160 --+",
        ]
        for typed, seen in (
            ("2", "Kenyan citizen"), ("1", "Enter your ID number"), ("29000001", "FIRST name"),
            ("Wanjiku", "year of birth"), ("1990", "Yes, I agree"), ("1", "6-digit password"),
            ("482915", "same 6 digits"), ("482915", "Your account is open"), ("1", "Passport renewal, 34 pages"),
        ):  # fmt: skip
            assert seen in type_line(phone, typed, ANSWER)
        assert "the session is lost" in type_line(phone, "drop", PHONE)
        assert "licence" in type_line(phone, "FIND driving licence", PHONE).lower()
        assert "Ready for collection" in type_line(phone, "*222*1*102030405060#", ANSWER)
        assert "Ready for collection" in type_line(phone, "again", ANSWER)
        phone.sendintr()
        phone.expect(PHONE)
        assert "(cancelled; the session is over)" in phone.before
        assert "Ready for collection at Nyayo House" in type_line(phone, "hali 1020 3040 5060", PHONE)
        type_line(phone, "STOP", PHONE)
        for typed in ("*222*4*dl-renew-3*1#", "482915", "1", "DL-123456"):
            type_line(phone, typed, ANSWER)
        assert "Done. Your reference" in type_line(phone, "1", ANSWER)
        type_line(phone, "1", ANSWER)
        shown = type_line(phone, "1", PHONE)
        assert "(the session has ended)" in shown
        seen_by(phone, shown, r"M-PESA: pay KES 1,450 to eCitizen, account \w+\? type: pin 1234, cancel")
        shown = type_line(phone, "pin 1234", PHONE)
        assert "Confirmed. Ksh1,450.00 sent to eCitizen" in shown
        assert seen_by(phone, shown, r"SMS \(1\): eCitizen [\d ]+: KES 1,450 paid, receipt \w{10}\.")
        assert "(no prompt)" in type_line(phone, "pay", PHONE)
        type_line(phone, "as 0700000009", PHONE)
        assert leave(phone) == 0


def test_everything_that_can_be_typed_between_and_in_sessions(installation: RunningInstallation) -> None:
    with installation.served():
        phone = installation.phone("0711000001")
        phone.expect(PHONE)
        for typed, seen in (
            ("help", "help SUBJECT"), ("help money", "paybill NUMBER ACCOUNT AMOUNT"), ("help dialling", "straight"),
            ("help nothing", "Type: help"), ("inbx", "Did you mean `inbox`"), ("*222", "ends with #"),
            ("*100#", "does not lead to Lango"), ("network orange", "Type: network safaricom"),
            ("network Airtel", "on Airtel"), ("pin", "Type: pin 1234"), ("pin 1234", "no M-PESA prompt"),
            ("as me", "Type: as 0700000002"), ("inbox", "(no SMS)"), ("mails", "e-mail"), ("drop", "no session"),
            ("again", "Nothing was dialled yet"), ("paybill 222222 X 1", "account number not known"),
            ("numbers", "Empty M-PESA purse"), ("sms again", "(sent to 22222)"),
        ):  # fmt: skip
            assert seen in type_line(phone, typed, PHONE), typed
        assert "twice at once" in type_line(phone, "twice", PHONE)
        assert "both were answered alike" in type_line(phone, "*222#", ANSWER)
        assert "sends no empty answer" in type_line(phone, "", ANSWER)
        assert "commands" not in type_line(phone, "> help", ANSWER)
        assert "takes 90 characters at most; these are 91" in type_line(phone, "x" * 91, ANSWER)
        assert "is shown" in type_line(phone, "wire on", ANSWER)
        wire = plain(type_line(phone, "5", ANSWER))
        assert ">> POST /at/KEY/ussd HTTP/1.1" in wire
        assert ">> User-Agent: at-ussd-api/1.0" in wire
        assert any(line.startswith(">> phoneNumber=%2B254711000001&serviceCode=%2A222%23&text=") for line in wire)
        assert "<< HTTP/1.1 200" in wire
        assert not any("callback-key-for-tests" in line for line in wire)
        assert "not shown" in type_line(phone, "wire off", ANSWER)
        assert "comes too late" in type_line(phone, "late", ANSWER)
        assert "Connection problem or invalid MMI code (the answer came too late)." in type_line(phone, "0", PHONE)
        assert "1. Track by reference number" in type_line(phone, "*222#", ANSWER)
        assert "the session is lost" in type_line(phone, "drop", PHONE)
        phone.send("\x1b[A")  # arrow up: the history has no line that was typed in the session
        phone.expect(re.escape("*222#"))
        phone.sendline("")
        phone.expect(ANSWER)
        phone.sendintr()
        phone.expect(PHONE)
        phone.sendintr()
        phone.expect(pexpect.EOF)
        phone.close()
        assert phone.exitstatus == 0


def test_the_gateway_goes_away_and_comes_back(installation: RunningInstallation) -> None:
    with installation.served():
        phone = installation.phone("0711000002")
        phone.expect(PHONE)
        type_line(phone, "*222#", ANSWER)
    assert "Nothing answers at" in type_line(phone, "1", PHONE)
    assert "Start Lango with `make run`" in type_line(phone, "hali 102030405060", PHONE)
    with installation.served():
        assert "Welcome. Karibu eCitizen" in type_line(phone, "*222#", ANSWER)
        phone.sendline("quit")
        phone.expect(pexpect.EOF)


IDLE = """
from app.platform.config.settings import Settings
from app.simulator.terminal.phone import TerminalPhone
TerminalPhone(Settings(), "0711000003", idle=1.5).run()
"""


def test_an_idle_session_is_closed_and_an_sms_comes_while_one_types(installation: RunningInstallation) -> None:
    with installation.served():
        phone = installation.phone(script=IDLE)
        phone.expect(PHONE)
        type_line(phone, "*222#", ANSWER)
        phone.expect(re.escape("(The network closed the session: nothing was answered for 2 s)"))
        assert "nothing was sent: dial again" in type_line(phone, "1", PHONE)
        phone.send("hali 1020")
        phone.expect("hali 1020")
        other = installation.phone("0711000003")
        other.expect(PHONE)
        assert "Ready for collection" in type_line(other, "status 102030405060", PHONE)
        phone.expect(r"SMS \(1\): eCitizen 1020 3040 5060: .*Ready for collection")
        phone.expect(re.escape("phone> hali 1020"))
        phone.sendline(" 3040 5060")
        phone.expect("Iko tayari kuchukuliwa")
        for each in (other, phone):
            assert leave(each) == 0
