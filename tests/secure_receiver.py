"""A receiver of webhooks behind TLS, with a certificate for a name that this machine does not have."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from tests.scripted_server import ScriptedServer, Told

HOST = "hooks.example.go.ke"


@dataclass(frozen=True)
class SecureReceiver:
    """A server, the TLS settings that trust only its certificate, and the names that clients asked for (SNI)."""

    server: ScriptedServer
    trusted: ssl.SSLContext
    named: list[str | None]

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self.server.port


@contextmanager
def receiving(file: Path) -> Iterator[SecureReceiver]:
    """A receiver whose certificate, which is written to `file`, is for https://hooks.example.go.ke."""
    trusted, named = write_certificate(file, HOST), list[str | None]()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = lambda _sock, name, _context: named.append(name)
    with ScriptedServer(lambda _asked: Told()) as server:
        server.secure(context)
        yield SecureReceiver(server, trusted, named)


def write_certificate(file: Path, name: str) -> ssl.SSLContext:
    """Write a self-signed certificate for a name, with its key; the TLS settings that trust only it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + pem)
    return ssl.create_default_context(cadata=pem.decode())
