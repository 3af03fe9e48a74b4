"""E-mail by SMTP: one connection for each message, and a reliable outcome."""

import re
import ssl
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as LINES
from email.utils import formatdate, parseaddr
from hashlib import sha256
from smtplib import SMTP, SMTP_SSL, SMTPDataError
from urllib.parse import unquote, urlsplit

from app.providers.ports import Accepted, Outcome, Refused, Unknown

TIMEOUT = 10.0
"""Seconds that each step of the conversation may take."""

_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
_ENHANCED = re.compile(rb"^([245]\.\d{1,3}\.\d{1,3})\b")


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a key: a message sent twice is one message to whoever reads it."""
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"


class SmtpGateway:
    """The mail server at `smtp://`, `smtps://` or `smtp+starttls://[user:password@]host[:port]`.

    `sender` is an address, with or without a name. Raises ValueError when either cannot be read.
    """

    def __init__(self, url: str, sender: str, *, timeout: float = TIMEOUT) -> None:
        try:
            self._scheme, self._place, self._login = _read_url(url)
        except ValueError:  # the error's text can hold a piece of the password
            raise ValueError("SMTP_URL must be like smtp+starttls://user:password@host:587") from None
        name, address = parseaddr(sender)
        if "@" not in address:
            raise ValueError("MAIL_FROM must be like eCitizen <no-reply@example.go.ke>")
        self._sender = Address(name, addr_spec=address)
        self._timeout = timeout
        self._tls = ssl.create_default_context()

    def send(self, address: str, subject: str, body: str, *, key: str) -> Outcome:
        """Send one e-mail in plain text. What fails before the text is handed over is certainly not sent."""
        try:
            letter = self._letter(address, subject, body, key)
        except (ValueError, LookupError, MessageError):
            return Refused("address", "not an address or a subject that e-mail can carry", temporary=False)
        try:
            connection = self._connect()
        except OSError as error:  # every SMTPException is one
            return Refused("not sent", type(error).__name__, temporary=True, for_all=True)
        try:
            return self._hand_over(connection, address, letter) or Accepted(
                message_id(key, self._sender.domain), cost="", parts=1
            )
        finally:
            with suppress(OSError):
                connection.quit()
            connection.close()

    def _letter(self, address: str, subject: str, body: str, key: str) -> bytes:
        address.encode("ascii")  # another alphabet needs SMTPUTF8, which few servers speak
        letter = EmailMessage(policy=LINES)
        letter["From"] = self._sender
        letter["To"] = Address(addr_spec=address)
        letter["Subject"] = subject
        letter["Date"] = formatdate()
        letter["Message-ID"] = message_id(key, self._sender.domain)
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(body, cte="quoted-printable")
        return letter.as_bytes()

    def _connect(self) -> SMTP:
        # Our own name is the sender's domain: asking the resolver for it costs seconds where it is slow.
        own = self._sender.domain
        if self._scheme == "smtps":
            connection: SMTP = SMTP_SSL(*self._place, own, timeout=self._timeout, context=self._tls)
        else:
            connection = SMTP(*self._place, own, timeout=self._timeout)
        try:
            if self._scheme == "smtp+starttls":
                connection.starttls(context=self._tls)
            if self._login[0]:
                connection.login(*self._login)
            connection.ehlo_or_helo_if_needed()
        except OSError:
            connection.close()
            raise
        return connection

    def _hand_over(self, connection: SMTP, address: str, letter: bytes) -> Refused | Unknown | None:
        try:
            refusal = _refusal(*connection.mail(self._sender.addr_spec), for_all=True) or _refusal(
                *connection.rcpt(address)
            )
        except OSError as error:
            return Refused("not sent", type(error).__name__, temporary=True)
        if refusal:
            return refusal
        try:
            return _refusal(*connection.data(letter))
        except SMTPDataError as error:
            return _refusal(error.smtp_code, error.smtp_error)
        except OSError as error:
            return Unknown(type(error).__name__)


def _read_url(url: str) -> tuple[str, tuple[str, int], tuple[str, str]]:
    server = urlsplit(url)
    login = unquote(server.username or ""), unquote(server.password or "")
    if server.scheme not in _PORTS or not server.hostname or not "".join(login).isascii():
        raise ValueError
    return server.scheme, (server.hostname, server.port or _PORTS[server.scheme]), login


def _refusal(code: int, words: bytes | str, *, for_all: bool = False) -> Refused | Unknown | None:
    """The outcome of a reply, None for a 2xx: a 4xx may be tried again, a 5xx not.

    `for_all`: the reply is about us and not about this message, and so even a 5xx is temporary. The server's text stays
    out of the reason, since it repeats the address; its enhanced code (RFC 3463) says enough.
    """
    if 200 <= code < 300:
        return None
    if not 400 <= code < 600:
        return Unknown(f"SMTP reply {code}")
    found = _ENHANCED.match(words if isinstance(words, bytes) else words.encode())
    reason = f"SMTP {code} {found[1].decode()}" if found else f"SMTP {code}"
    return Refused(str(code), reason, temporary=for_all or code < 500, for_all=for_all)
