"""A channel that an operator has switched off: nothing leaves by it, and nothing says that it did."""

from app.providers.ports import Refused


class ChannelOff:
    """Refuses every message for good, so that it is settled as failed; `flask outbox retry` sends it later."""

    def __init__(self, why: str) -> None:
        self._why = why

    def send(self, *_message: str, key: str) -> Refused:
        """Refuse: one message says nothing about others, so the channel does not stand still."""
        return Refused("off", self._why, temporary=False)
