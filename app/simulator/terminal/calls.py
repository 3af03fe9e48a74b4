"""The calls of the phones in a terminal: dialling, answering, and what the network does to a session."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import requests

from app.platform.networks import network_of_code
from app.simulator.handset import NoService, Shown
from app.simulator.stories.phones import screen_lines
from app.simulator.stories.recorder import StoryRecorder
from app.simulator.terminal.drawing import draw_screen
from app.simulator.terminal.faults import LATE, FaultyLine
from app.simulator.terminal.held_phones import HeldPhones

TROUBLE: Final = "Connection problem or invalid MMI code"


class PhoneCalls:
    """Dials and answers on the phone that is in use. `say` shows a line; `recorder` writes a story.

    `idle`: seconds after which a session is closed, in place of the network's own."""

    def __init__(
        self,
        phones: HeldPhones,
        line: FaultyLine,
        say: Callable[[str], None],
        recorder: StoryRecorder | None,
        *,
        idle: float | None = None,
    ) -> None:
        self._phones, self._line, self._say, self._idle = phones, line, say, idle
        self._recorder = recorder

    @property
    def in_session(self) -> bool:
        """Whether the phone that is in use has an open session."""
        return self._phones.now.handset.in_session

    def dial(self, code: str) -> None:
        """Dial a code. Raises requests.RequestException where nothing answers."""
        held = self._phones.now
        held.begin(self._idle)
        self._hop(f"dial {code}", lambda: held.handset.dial(code))

    def answer(self, typed: str) -> None:
        """Answer the screen. Raises requests.RequestException where nothing answers."""
        self._hop(f"> {typed}".rstrip(), lambda: self._phones.now.handset.answer(typed))

    def again(self) -> None:
        """Send the last hop once more. Raises requests.RequestException where nothing answers."""
        if not self._phones.now.handset.has_dialled:
            self._say("Nothing was dialled yet: dial first, such as *222#")
            return
        self._hop("again", self._phones.now.handset.again)

    def drop(self) -> None:
        """The network loses the session; nothing is told to the gateway."""
        self._end("(the network is gone; the session is lost)", "the network is lost here")

    def hang_up(self) -> None:
        """Cancel, on the phone: the session is over; nothing is told to the gateway."""
        self._end("(cancelled; the session is over)", "cancelled here")

    def arm(self, fault: str) -> None:
        """Set a fault for the next answer or dial."""
        self._line.next_fault = fault
        self._say("(the next answer goes out twice at once)" if fault != LATE else "(the next answer comes too late)")

    def close_idle(self) -> None:
        """Close the sessions whose time is over, as their networks do, and say so."""
        for number, why in self._phones.closed():
            network = network_of_code(self._phones.now.handset.network).value
            whose = f"The network ({network})" if network != "unknown" else "The network"
            is_held = number == self._phones.now.handset.number
            of = "" if is_held else f" of {number}"
            self._say(f"({whose} closed the session{of}: {why})")
            if self._recorder:
                self._recorder.comment(f"the network closed the session: {why}")

    def _end(self, said: str, comment: str) -> None:
        if not self.in_session:
            self._say("(there is no session)")
            return
        self._phones.now.handset.hang_up()
        self._say(said)
        if self._recorder:
            self._recorder.comment(comment)

    def _hop(self, does: str, ask: Callable[[], Shown]) -> None:
        held, began = self._phones.now, datetime.now(UTC)
        try:
            shown = ask()
        except NoService as trouble:
            held.handset.hang_up()
            self._say(f"{TROUBLE} ({trouble}).")
            self._record_unseen(does, began, f"{trouble}")
            return
        except requests.RequestException:
            held.handset.hang_up()
            self._record(lambda to: to.comment(f"nothing answered: {does}"))
            raise
        held.go_on()
        self._say(draw_screen(shown))
        if self._line.note:
            self._say(self._line.note)
            self._record(lambda to: to.comment("sent twice at once:"))
        if shown.over:
            self._say("(the session has ended)")
        number, network = held.handset.number, held.handset.network
        self._record(lambda to: to.do(does, number, network, screen_lines(shown), began=began))

    def _record_unseen(self, does: str, began: datetime, trouble: str) -> None:
        """Record a hop that the gateway may have processed although the phone did not show it."""
        self._record(lambda to: to.comment(f"not shown on the phone, {trouble}:"))
        kind, _, text = self._line.unseen.partition(" ")
        if kind in ("CON", "END"):
            handset, lines = self._phones.now.handset, [*screen_lines(Shown(text, over=kind == "END"))]
            self._record(lambda to: to.do(does, handset.number, handset.network, lines, began=began))
        else:
            self._record(lambda to: to.comment(f"  {does}"))

    def _record(self, write: Callable[[StoryRecorder], None]) -> None:
        if self._recorder:
            write(self._recorder)
