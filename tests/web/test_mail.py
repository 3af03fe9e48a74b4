"""Sending e-mail against a stand-in mail server: real SMTP, real TLS, every outcome."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.providers.ports import Accepted, Outcome, Refused, Unknown
from app.providers.simulated import SimulatedMail
from app.providers.smtp import SmtpGateway, message_id
from tests.standin_mail import DROP, Mailserver, Step
from tests.standin_wire import closed_port, silence

SENDER = "eCitizen Kenya <no-reply@ecitizen.example>"
TO = "wanjiku@example.com"


@pytest.fixture
def server() -> Iterator[Mailserver]:
    with Mailserver() as running:
        yield running


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "standin")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path_factory.mktemp("tls") / "standin.pem"
    file.write_bytes(secret + built.public_bytes(serialization.Encoding.PEM))
    return file


def server_side(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def send(url: str, *, address: str = TO, subject: str = "Hali ya ombi", body: str = "Habari") -> Outcome:
    return SmtpGateway(url, SENDER, timeout=0.5).send(address, subject, body, key="k1")


def test_a_letter_arrives_as_it_was_written(server: Mailserver) -> None:
    body = "Habari Wanjikũ,\n.\n..mwanzo\nNamba: 4821 0067 3319 €\n"
    assert send(server.url, subject="Ombi “tayari”", body=body) == Accepted(message_id("k1", "ecitizen.example"), "", 1)
    letter = server.letters[0]
    assert letter.get_content().replace("\r\n", "\n") == body
    assert (letter["Subject"], letter["To"], letter["From"]) == ("Ombi “tayari”", TO, SENDER)
    assert letter["Message-ID"] == message_id("k1", "ecitizen.example")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"]
    assert letter["Content-Transfer-Encoding"] == "quoted-printable"  # all of it ASCII: no 8BITMIME needed
    assert [one.lower() for one in server.recipients] == [f"to:<{TO}>"]


def test_the_same_key_is_the_same_letter_to_its_reader(server: Mailserver) -> None:
    first, second = send(server.url), send(server.url)
    assert first == second
    assert len({letter["Message-ID"] for letter in server.letters}) == 1


@pytest.mark.parametrize(
    ("step", "reply", "outcome"),
    [
        ("CONNECT", "554 5.3.2 not now", Refused("not sent", "SMTPConnectError", temporary=True, for_all=True)),
        ("CONNECT", DROP, Refused("not sent", "SMTPServerDisconnected", temporary=True, for_all=True)),
        ("MAIL", "451 4.3.0 busy", Refused("451", "SMTP 451 4.3.0", temporary=True, for_all=True)),
        ("MAIL", "550 5.7.1 not your name", Refused("550", "SMTP 550 5.7.1", temporary=True, for_all=True)),
        ("MAIL", DROP, Refused("not sent", "SMTPServerDisconnected", temporary=True)),
        ("RCPT", "450 4.2.1 mailbox busy", Refused("450", "SMTP 450 4.2.1", temporary=True)),
        ("RCPT", f"550 5.1.1 <{TO}> unknown", Refused("550", "SMTP 550 5.1.1", temporary=False)),
        ("RCPT", "553 no", Refused("553", "SMTP 553", temporary=False)),
        ("RCPT", DROP, Refused("not sent", "SMTPServerDisconnected", temporary=True)),
        ("DATA", "451 4.3.0 later", Refused("451", "SMTP 451 4.3.0", temporary=True)),
        ("DATA", "554 5.7.1 never", Refused("554", "SMTP 554 5.7.1", temporary=False)),
        ("LETTER", "452 4.3.1 full", Refused("452", "SMTP 452 4.3.1", temporary=True)),
        ("LETTER", "552 5.3.4 too large", Refused("552", "SMTP 552 5.3.4", temporary=False)),
        ("LETTER", "what", Unknown("SMTP reply -1")),
        ("LETTER", DROP, Unknown("SMTPServerDisconnected")),
    ],
)
def test_each_reply_at_each_step(server: Mailserver, step: Step, reply: str, outcome: Outcome) -> None:
    server.will(step, reply)
    assert send(server.url) == outcome
    assert server.letters == []


@pytest.mark.parametrize("reply", ["500 no", DROP])
def test_a_quarrel_at_the_farewell_changes_nothing(server: Mailserver, reply: str) -> None:
    server.will("QUIT", reply)
    assert isinstance(send(server.url), Accepted)


def test_nobody_there_or_nobody_speaking_is_certainly_not_sent() -> None:
    away = Refused("not sent", "ConnectionRefusedError", temporary=True, for_all=True)
    silent = Refused("not sent", "SMTPServerDisconnected", temporary=True, for_all=True)
    assert send(f"smtp://127.0.0.1:{closed_port()}") == away
    before = monotonic()
    with silence() as port:
        assert send(f"smtp://127.0.0.1:{port}") == silent
    assert monotonic() - before < 2


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_tls_with_a_trusted_certificate(scheme: str, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Mailserver(scheme=scheme, tls=server_side(certificate)) as server:  # type: ignore[arg-type]
        assert isinstance(send(f"{scheme}://lango:right@{server.place}"), Accepted)
        assert server.sign_ins == ["lango"]


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_tls_with_a_certificate_that_nobody_vouches_for(scheme: str, certificate: Path) -> None:
    with Mailserver(scheme=scheme, tls=server_side(certificate)) as server:  # type: ignore[arg-type]
        outcome = send(f"{scheme}://lango:right@{server.place}")
        assert outcome == Refused("not sent", "SSLCertVerificationError", temporary=True, for_all=True)
        assert server.sign_ins == []


def test_a_wrong_password_is_a_matter_of_settings_and_stays_out_of_sight(server: Mailserver) -> None:
    gateway = SmtpGateway(f"smtp://lango:s%40cret@{server.place}", SENDER)
    outcome = gateway.send(TO, "s", "b", key="k1")
    assert outcome == Refused("not sent", "SMTPAuthenticationError", temporary=True, for_all=True)
    assert "s@cret" not in f"{outcome!r}{gateway!r}"


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("nobody", "s"),
        ("", "s"),
        ("a@b.example\r\nBcc: all@b.example", "s"),
        ("a@b.example, c@b.example", "s"),
        ("wanjikũ@example.com", "s"),
        (TO, "Ombi\r\nBcc: all@b.example"),
        (TO, "Ombi\nBcc: all@b.example"),
        (TO, "Ombi\rBcc: all@b.example"),
        ("a@b.example\nBcc: all@b.example", "s"),
        ("a@b.example>\r\nRCPT TO:<all@b.example", "s"),
    ],
)
def test_what_would_be_another_header_never_leaves(server: Mailserver, address: str, subject: str) -> None:
    outcome = send(server.url, address=address, subject=subject)
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.temporary) == ("address", False)
    assert server.recipients == []


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029", "\0", "=0D=0A", "%0d%0a"])
def test_what_only_looks_like_the_end_of_a_line_begins_no_header_and_no_letter(server: Mailserver, end: str) -> None:
    """Neither in the subject nor in the body; a dot alone on a line of the body does not end the letter either."""
    injected = f"Ombi{end}Bcc: all@b.example"
    body = f"Habari{end}.{end}\r\n.\r\nRCPT TO:<all@b.example>\r\nBcc: all@b.example\n"
    assert isinstance(send(server.url, subject=injected, body=body), Accepted | Refused)
    for letter in server.letters:
        assert {*map(str.lower, letter.keys())} <= {
            "from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version", "content-type",
            "content-transfer-encoding",
        }  # fmt: skip
    assert [one.lower() for one in server.recipients] == [f"to:<{TO}>"] * len(server.letters)
    assert len(server.letters) <= 1


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://u:pass/word@mail.example",
        "smtp://u:pâss@mail.example",
    ],
)
def test_a_url_that_cannot_work_stops_the_start_and_keeps_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL must be like") as error:
        SmtpGateway(url, SENDER)
    assert error.value.__suppress_context__
    with pytest.raises(ValueError, match="MAIL_FROM must be like"):
        SmtpGateway("smtp://mail.example", "nobody")


def test_the_simulator_accepts_under_the_same_id_each_time() -> None:
    outcome = SimulatedMail().send(TO, "s", "b", key="k1")
    assert outcome == SimulatedMail().send("other@example.com", "t", "c", key="k1")
    assert (outcome.cost, outcome.parts) == ("KES 0.0000", 1)
