"""Gateways for a machine without a provider's account: each message is accepted at once.

They keep nothing: the outbox is the simulator's inbox, and the phone on the screen reads it there.
"""

from hashlib import sha256

from app.platform.gsm0338 import parts
from app.providers.ports import Accepted
from app.providers.smtp import message_id

FREE = "KES 0.0000"


class SimulatedSms:
    """Accepts every SMS, under an id that is the same for the same key."""

    def send(self, phone: str, body: str, *, key: str) -> Accepted:
        """Accept, with the number of parts that the network would charge for."""
        return Accepted(f"ATXid_{sha256(key.encode()).hexdigest()[:32]}", cost=FREE, parts=parts(body))


class SimulatedMail:
    """Accepts every e-mail, under the Message-ID that SMTP would give it."""

    def send(self, address: str, subject: str, body: str, *, key: str) -> Accepted:
        """Accept."""
        return Accepted(message_id(key, "simulator.invalid"), cost=FREE, parts=1)
