"""The gateway of a channel that an operator has switched off: it sends nothing, and accepts nothing."""

from app.providers.ports import Refused


class ChannelOff:
    """Refuses every message for good, so that it is settled as failed; `flask outbox retry` sends it later."""

    def __init__(self, why: str) -> None:
        self._why = why

    def send(self, *_message: str, key: str) -> Refused:
        """Refuse this message, but not `for_all`: the channel breaker must not open."""
        return Refused("off", self._why, temporary=False)
