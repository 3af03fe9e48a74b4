"""What goes wrong between a phone and the gateway: the same hop twice at once, an answer that comes too late."""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from app.simulator.gateway_client import GatewayClient
from app.simulator.handset import NoService

TWICE: Final = "twice"
LATE: Final = "late"


class FaultyLine:
    """A connection to the gateway that applies `next_fault` to the next hop, once."""

    def __init__(self, first: GatewayClient, second: GatewayClient) -> None:
        self._first, self._second = first, second
        self.next_fault = ""
        self.note = ""
        """What to show about the last request, besides its answer."""
        self.unseen = ""
        """The body of an answer that came too late."""

    def post(self, path: str, form: bytes) -> tuple[int, str]:
        """Post a callback. Raises NoService where the answer comes too late."""
        fault, self.next_fault, self.note, self.unseen = self.next_fault, "", "", ""
        if not path.endswith("/ussd"):
            self.next_fault = fault
            return self._first.post_callback(path, form)
        if fault == TWICE:
            return self._post_twice(path, form)
        answer = self._first.post_callback(path, form)
        if fault == LATE:
            self.unseen = answer[1]
            raise NoService("the answer came too late")
        return answer

    def _post_twice(self, path: str, form: bytes) -> tuple[int, str]:
        with ThreadPoolExecutor(max_workers=2) as pool:
            lines = (self._first, self._second)
            answers: list[tuple[int, str]] = [*pool.map(lambda line: line.post_callback(path, form), lines)]
        alike = answers[0] == answers[1]
        self.note = "(sent twice at once: both were answered alike)" if alike else f"(twice, unlike: {answers[1][1]})"
        return answers[0]
