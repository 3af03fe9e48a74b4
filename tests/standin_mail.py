"""A stand-in mail server: real SMTP on loopback, with or without TLS, each reply as the test wants it.

with Mailserver() as server:
    server.will("RCPT", "550 5.1.1 no such user")
    ...                                             # send to server.url
    assert server.letters == []
"""

import base64
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal, Self

Step = Literal["CONNECT", "AUTH", "MAIL", "RCPT", "DATA", "LETTER", "QUIT"]
"""A step of SMTP: connecting, a command, or the end of the whole letter."""
DROP = ""
"""As a reply: close the connection without a word."""


@dataclass
class Mailserver:
    """The mail server. `tls` makes it speak TLS: from the first byte (`smtps`) or when asked (STARTTLS)."""

    scheme: Literal["smtp", "smtps", "smtp+starttls"] = "smtp"
    tls: ssl.SSLContext | None = None
    password: str = "right"
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    sign_ins: list[str] = field(default_factory=list)
    replies: dict[Step, str] = field(default_factory=dict)

    def will(self, step: Step, reply: str) -> None:
        """From now on, answer this step so."""
        self.replies[step] = reply

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.mail = self
        self.place = f"127.0.0.1:{self._server.server_address[1]}"
        self.url = f"{self.scheme}://{self.place}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    mail: Mailserver

    def handle_error(self, *_: object) -> None:
        """Ignore a client that went away, or does not trust our certificate."""


class _Conversation(socketserver.StreamRequestHandler):
    server: _Server
    timeout = 10

    def handle(self) -> None:
        self.mail = self.server.mail
        if self.mail.scheme == "smtps":
            self._encrypt()
        if not self._reply("CONNECT", "220 standin"):
            return
        while line := self.rfile.readline():
            if not self._obey(line.decode().strip()):
                return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def _obey(self, line: str) -> bool:  # noqa: PLR0911  one for each command
        verb, _, rest = line.partition(" ")
        match verb.upper():
            case "EHLO":
                return self._write("250-standin\r\n250-STARTTLS\r\n250 AUTH PLAIN")
            case "STARTTLS":
                self._write("220 go on")
                self._encrypt()
                return True
            case "AUTH":
                return self._sign_in(rest)
            case "MAIL":
                return self._reply("MAIL", "250 OK")
            case "RCPT":
                self.mail.recipients.append(rest)
                return self._reply("RCPT", "250 OK")
            case "DATA":
                return self._letter()
            case "QUIT":
                self._reply("QUIT", "221 bye")
                return False
        return self._write("250 OK")

    def _sign_in(self, words: str) -> bool:
        _, _, name_and_password = base64.b64decode(words.removeprefix("PLAIN ")).decode().partition("\0")
        name, _, password = name_and_password.partition("\0")
        self.mail.sign_ins.append(name)
        right = password == self.mail.password
        return self._reply("AUTH", "235 welcome" if right else f"535 5.7.8 wrong password {password}")

    def _letter(self) -> bool:
        if "DATA" in self.mail.replies:
            return self._reply("DATA", "")
        self._write("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.mail.replies.get("LETTER", "250").startswith("250"):
            self.mail.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
        return self._reply("LETTER", "250 2.0.0 queued")

    def _reply(self, step: Step, usual: str) -> bool:
        reply = self.mail.replies.get(step, usual)
        return self._write(reply) if reply != DROP else False

    def _write(self, reply: str) -> bool:
        self.wfile.write(f"{reply}\r\n".encode())
        return True

    def _encrypt(self) -> None:
        assert self.mail.tls
        self.request = self.mail.tls.wrap_socket(self.request, server_side=True)
        self.setup()
