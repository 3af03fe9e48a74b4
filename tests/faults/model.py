"""A model of what a citizen must see, apart from the code that shows it.

It has two parts. A rule book for hops compares plain texts: which hop is the next of its session, which is a copy,
which comes too late. And a twin installation is never disturbed and gets each next hop once: what it shows is what must
be shown, whatever happened to the other one.

The rules (laws 1, 3, 4 and 6):

1. A hop that was answered is answered again, in the same bytes.
2. A text that continues the text answered last is the next hop; what follows that text and its `*` was typed, with
   every further `*` in it.
3. A text that continues only an earlier one comes too late: it gets the latest answer.
4. After END no session goes on; nobody can continue another phone's session.
5. Where the sessions are lost or out of reach, 1 (for the hop answered last) and 2 hold all the same; and so does 3 for
   every other hop, if a question was answered in the session. If none was, such a hop is like text dialled ahead: it
   may show anything, and has no effect but an SMS to the phone itself (law 5).
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from tests.faults import citizens
from tests.faults.citizens import Citizen
from tests.faults.twins import Installation

ENDED: Final = "END This session has ended."
ANYTHING: Final = None
"""Any answer is right: the hop may have no effect."""


@dataclass
class Sent:
    """One session as the provider knows it, and as the twin has it."""

    citizen: Citizen = field(repr=False)
    id: str
    text: str = ""
    """The whole text of the hop answered last."""
    twins_text: str = ""
    """The same in the twin, where the codes that are sent are other ones."""
    answers: dict[str, str] = field(default_factory=dict)
    remembered: set[str] = field(default_factory=set)
    """The texts that the store of the sessions has answered since it last lost everything."""
    late: dict[str, str] = field(default_factory=dict)
    """What late hops were told after such a loss, by their texts."""
    taken: bool = False
    """Whether another phone was the first to use its id after the store had lost everything."""
    unsure: bool = False
    """Whether the store, after such a loss, has answered a hop out of order: it may go by that for late ones."""
    left: bool = False
    """Whether so much time has passed that the phone does not show it any more."""

    @property
    def shown(self) -> str:
        """What the phone shows."""
        return self.answers[self.text]

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.shown.startswith("END ")

    def earlier(self) -> list[str]:
        """The texts answered before the last."""
        return [text for text in self.answers if text != self.text]

    def told(self) -> bool:
        """Whether a question was answered in it, or an answer refused: then it is never begun anew."""
        told = pairwise(self.answers)
        return any(citizens.tells(self.answers[before], after.rpartition("*")[2]) for before, after in told)


def goes_on(text: str, known: str) -> bool:
    """Whether a text continues a known one."""
    return text.startswith(f"{known}*") if known else text != ""


@dataclass
class Model:
    """The rule book and the twin."""

    twin: Installation
    reachable: bool = True
    """Whether the store of the sessions can be asked."""
    sessions: list[Sent] = field(default_factory=list)

    def lose_all(self) -> None:
        """Note that the store has lost every session."""
        for each in self.sessions:
            each.remembered.clear()
            each.late.clear()
            each.taken = each.unsure = False

    def dial(self, citizen: Citizen, session: str, ahead: str) -> Sent:
        """Begin a session, here and in the twin."""
        sent = Sent(citizen, session, text=ahead, twins_text=ahead)
        sent.answers[ahead] = self.twin.hop(session, citizen.phone, ahead)
        self.sessions.append(sent)
        self._remember(sent, ahead)
        return sent

    def next(self, sent: Sent, typed: str, wanted: str) -> tuple[str, str]:
        """The next hop of a session: its text, and what must be shown. `wanted`: what is typed in the twin."""
        text = f"{sent.text}*{typed}" if sent.text else typed
        if text in sent.answers:  # nothing was typed at the first screen
            return text, sent.answers[text]
        if sent.taken and self.reachable:
            return text, ENDED
        sent.twins_text = f"{sent.twins_text}*{wanted}" if sent.twins_text else wanted
        sent.text = text
        sent.answers[text] = self.twin.hop(sent.id, sent.citizen.phone, sent.twins_text)
        self._remember(sent, text)
        return text, sent.answers[text]

    def judge(self, sent: Sent, text: str, phone: str) -> str | None:
        """What must be shown for a hop that is not the next one of its session."""
        own = phone == sent.citizen.phone
        if self.reachable and (sent.remembered or sent.taken or sent.unsure):
            return self._claimed(sent, text, own=own)
        if not own:
            sent.taken = sent.taken or self.reachable
            return ANYTHING
        further = goes_on(text, sent.text)
        if (text == sent.text and self._newest(sent)) or (not further and self._kept(sent)):
            self._remember(sent, sent.text)
            if self.reachable:
                sent.late[text] = sent.shown
            return sent.shown
        sent.unsure = sent.unsure or self.reachable
        return ENDED if further and sent.over and self._newest(sent) else ANYTHING

    def latest(self, citizen: Citizen) -> Sent:
        """The session that a phone dialled last."""
        return [each for each in self.sessions if each.citizen.phone == citizen.phone][-1]

    def _newest(self, sent: Sent) -> bool:
        """Whether the phone still shows this session."""
        return sent is self.latest(sent.citizen) and not sent.left

    def _kept(self, sent: Sent) -> bool:
        """Whether its last answer is kept in a checkpoint, apart from the store."""
        return self._newest(sent) and sent.told()

    def _claimed(self, sent: Sent, text: str, *, own: bool) -> str | None:
        """As `judge`, where the store knows the id, for this phone or for another."""
        if sent.taken:
            return ENDED if own else ANYTHING
        return self._known(sent, text) if own else ENDED

    def _known(self, sent: Sent, text: str) -> str | None:
        """As `judge`, for a session that the store remembers."""
        if text in sent.remembered:
            return sent.answers[text]
        if text in sent.late:
            return sent.late[text]
        if text == sent.text and self._newest(sent) and not sent.unsure:
            self._remember(sent, text)  # it was answered while the store was away, or by a web that died
            return sent.shown
        if sent.unsure or sent.text not in sent.remembered:
            return ANYTHING
        if goes_on(text, sent.text):
            return ENDED if sent.over else ANYTHING
        late = any(goes_on(text, known) for known in (*sent.remembered, *sent.late))
        return sent.shown if late else ENDED

    def _remember(self, sent: Sent, text: str) -> None:
        if self.reachable:
            sent.remembered.add(text)
