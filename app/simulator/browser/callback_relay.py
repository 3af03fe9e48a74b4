"""Posts what a phone sends to the gateway, as the provider posts it, and records what went over the wire."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

from app.platform.gsm0338 import septets
from app.simulator import callback_forms
from app.simulator.browser.phone_lines import PhoneLines, RequestedHop
from app.simulator.callback_forms import SMS_HEADERS, USSD_HEADERS, Shown
from app.simulator.networks import find_network
from app.simulator.posting import post_recorded
from app.simulator.wire_log import WireRecord


class HopFault(StrEnum):
    """What goes wrong with a hop on its way."""

    NONE = ""
    TWICE = "twice"
    LATE = "late"


@dataclass(frozen=True)
class RelayedHop:
    """What the phone shows (None: connection problem or invalid MMI code), and what went over the wire."""

    shown: Shown | None
    septets: int
    wire: list[WireRecord]


class CallbackRelay:
    """Posts the callbacks of one provider's account to the gateway at `base`. Safe to use from several threads."""

    def __init__(self, base: str, key: Callable[[], str], lines: PhoneLines) -> None:
        self._base, self._key, self.lines = base, key, lines

    def send_hop(self, hop: RequestedHop, fault: HopFault = HopFault.NONE) -> RelayedHop:
        """Send one hop and wait for its answer, for as long as Africa's Talking does. Raises NotOfTheNetwork."""
        self.lines.begin_hop(hop)
        shown: Shown | None = None
        try:
            fields = callback_forms.hop_fields(hop.phone, hop.code, hop.text, hop.session, hop.network)
            wire = self._posted("ussd", fields, USSD_HEADERS, times=2 if fault is HopFault.TWICE else 1)
            if fault is not HopFault.LATE:
                shown = _cut(callback_forms.read_answer(wire[0].status, wire[0].answer), hop.network)
        finally:
            is_current = self.lines.end_hop(hop, over=_ending(shown, fault))
        body = wire[0].answer if shown is not None else ""
        return RelayedHop(shown if is_current else None, septets(body) or 0, wire)

    def send_text(self, phone: str, sms_code: str, text: str, message_id: str) -> list[WireRecord]:
        """Send one SMS to the short code."""
        return self._posted("sms", callback_forms.sms_fields(phone, sms_code, text, message_id), SMS_HEADERS)

    def _posted(
        self, path: str, fields: Mapping[str, str], headers: Mapping[str, str], *, times: int = 1
    ) -> list[WireRecord]:
        """The records of `times` equal requests that are sent at the same time; the one answered first comes first."""
        body = callback_forms.encode_form(fields)
        if times == 1:
            return [self._post(path, body, headers)]
        with ThreadPoolExecutor(times) as senders:
            sent = [senders.submit(self._post, path, body, headers) for _ in range(times)]
            records = [each.result() for each in sent]
        return sorted(records, key=lambda record: (record.status == 0, record.milliseconds))

    def _post(self, path: str, body: bytes, headers: Mapping[str, str]) -> WireRecord:
        return post_recorded(f"{self._base}/at/{self._key()}/{path}", body, headers)


def _ending(shown: Shown | None, fault: HopFault) -> str:
    """Why a session ends with this answer; empty if it goes on."""
    if shown is not None:
        return "END" if shown.over else ""
    return "the answer came too late" if fault is HopFault.LATE else "no answer that can be shown"


def _cut(shown: Shown | None, network: str) -> Shown | None:
    """The screen, cut to what the network shows."""
    found = find_network(network)
    if shown is None or found is None:
        return shown
    text, room = shown.text, found.screen_septets - len("CON ")
    while text and (septets(text) or 2 * len(text)) > room:
        text = text[:-1]
    return Shown(text, shown.over)
