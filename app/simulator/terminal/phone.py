"""A plain phone in the terminal: it speaks to the running gateway over the provider's own callbacks."""

import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from json import JSONDecodeError
from typing import ClassVar, Final

import requests

from app.platform.config.settings import Settings
from app.platform.phone_numbers import read_typed
from app.simulator.gateway_client import GatewayClient, GatewayRefusal
from app.simulator.handset import Handset
from app.simulator.phone_money import PIN, PhoneMoney
from app.simulator.stories.recorder import StoryRecorder
from app.simulator.terminal.calls import PhoneCalls
from app.simulator.terminal.commands import DIALLED, SUBJECTS, Command, find_command, find_slip, manual
from app.simulator.terminal.console import TerminalConsole
from app.simulator.terminal.drawing import draw_exchange
from app.simulator.terminal.faults import LATE, TWICE, FaultyLine
from app.simulator.terminal.held_phones import HeldPhones, longest_input, network_code
from app.simulator.terminal.inbox import PhoneInbox
from app.simulator.terminal.payer import TerminalPayer
from app.simulator.wire_log import WireRecord

LOOK_SECONDS: Final = 0.5
"""The pause between two checks for news."""
OVERVIEW: Final = """\
  *222#              dial (also *222*1*102030405060#); what is typed then answers the screen
  any other words    are sent by SMS to {sms}
  help SUBJECT       {subjects}
  quit               leave; Ctrl-C cancels a session"""


def _answering(word: str) -> Callable[["TerminalPhone", re.Match[str]], None]:
    """A command that answers an M-PESA prompt."""
    return lambda phone, given: phone.payer.answer_prompt(word, given)


class TerminalPhone:
    """The phone, its screen, its SMS and its M-PESA. `idle`: seconds after which the network closes a session, in
    place of the network's own, for a test.
    """

    def __init__(
        self,
        settings: Settings,
        number: str,
        *,
        base: str = "",
        recorder: StoryRecorder | None = None,
        idle: float | None = None,
    ) -> None:
        self._settings, self._recorder = settings, recorder
        self._base = base or f"http://127.0.0.1:{settings.port}"
        self._console = TerminalConsole()
        self._lock = threading.RLock()
        self._shows_wire = False
        clients = [GatewayClient(self._base, self._show_wire) for _ in range(2)]
        self._client, say = clients[0], self._console.show
        self._line = FaultyLine(*clients)
        self._phones = HeldPhones(self._new_handset, read_typed(number) or "+254700000001")
        self._calls = PhoneCalls(self._phones, self._line, say, recorder, idle=idle)
        self._inbox = PhoneInbox(self._client, say, recorder)
        self.payer = TerminalPayer(self._phones, PhoneMoney(self._client, say), recorder)

    @property
    def handset(self) -> Handset:
        """The phone that is in use."""
        return self._phones.now.handset

    def run(self) -> None:
        """Read and run lines until `quit` or the end of the input."""
        self._console.show(f"Lango phone {self.handset.number} at {self._base}\n{self._overview()}")
        with self._lock:
            self._attempt(lambda: self._inbox.open(self.handset.number))
            self._attempt(self._inbox.open_mails)
        threading.Thread(target=self._watch, daemon=True).start()
        while True:
            was_in_call = self._calls.in_session
            try:
                line = self._console.read("answer> " if was_in_call else "phone> ")
                if line.strip() in ("quit", "exit"):
                    return
                with self._lock:
                    self.obey(line, was_in_call=was_in_call)
            except EOFError:
                self._console.show("")
                return
            except KeyboardInterrupt:
                self._console.show("")
                if not self._calls.in_session:
                    return
                self._calls.hang_up()

    def obey(self, line: str, *, was_in_call: bool = False) -> None:
        """Do what a line says. `was_in_call`: a session was open when it was begun."""
        in_call = self._calls.in_session
        if not in_call and not was_in_call and not re.match(r"pin\b", line.strip()):
            self._console.remember(line)
        found = find_command(self.COMMANDS, line, in_call=in_call)
        self._attempt(lambda: self._do(line.strip(), found, was_in_call=was_in_call))

    def _do(self, line: str, found: tuple[Command, re.Match[str]] | None, *, was_in_call: bool) -> None:
        if DIALLED.fullmatch(line):
            self._dial(line)
        elif found is not None:
            found[0].act(self, found[1])
            if found[0].brings_news:
                self._wait_for_news()
        elif self._calls.in_session:
            self._answer(line)
        elif was_in_call and line:
            self._console.show("(the session was closed meanwhile, and nothing was sent: dial again)")
        elif slip := find_slip(self.COMMANDS, line):
            self._console.show(slip)
        elif line:
            self._text(line)
        else:
            self.look()

    def _attempt(self, work: Callable[[], None]) -> None:
        """Do something, and show why it failed."""
        try:
            work()
        except requests.ConnectionError:
            self._console.show(f"Nothing answers at {self._base}. Start Lango with `make run`.")
        except requests.Timeout:
            self._console.show("The gateway does not answer in time.")
        except requests.RequestException as trouble:
            self._console.show(f"{self._base} cannot be reached ({type(trouble).__name__}).")
        except GatewayRefusal as refusal:
            self._console.show(f"That cannot be done: {refusal}.")
        except JSONDecodeError:
            self._console.show(f"What answers at {self._base} is not Lango.")

    def _dial(self, code: str) -> None:
        ours = self._settings.ussd_code
        if code != ours and not code.startswith(f"{ours.removesuffix('#')}*"):
            self._console.show(f"{code} does not lead to Lango. Dial {ours}, or {ours.removesuffix('#')}*1*...#")
            return
        self._calls.dial(code)
        self._wait_for_news()

    def _answer(self, line: str) -> None:
        """Answer the screen: `>` alone sends an empty answer, and what follows it is never a command."""
        typed = line.removeprefix(">").strip() if line.startswith(">") else line
        most = longest_input(self.handset.network)
        if not line:
            self._console.show("(a phone sends no empty answer; `>` does)")
        elif most is not None and len(typed) > most:
            self._console.show(f"(this network takes {most} characters at most; these are {len(typed)})")
        else:
            self._calls.answer(typed)
            self._wait_for_news()

    def _text(self, message: str) -> None:
        began = datetime.now(UTC)
        status = self.handset.text(message)
        self._console.show(f"(sent to {self._settings.sms_code})" if status == 200 else f"(not taken: HTTP {status})")
        if self._recorder:
            self._recorder.do(f"text {message}", self.handset.number, self.handset.network, began=began)
        self._wait_for_news()

    def _take(self, given: re.Match[str]) -> None:
        number = read_typed(given[0])
        if number is None:
            self._console.show("That is no phone number. Try: as 0700000001")
            return
        self._phones.take(number)
        self._inbox.open(number)

    def _choose_network(self, given: re.Match[str]) -> None:
        self.handset.network = network_code(given[0])
        self._console.show(f"(this phone is on {given[0].capitalize()})")

    def _show_numbers(self) -> None:
        numbers = self._client.facts()["numbers"]
        self._console.show("\n".join(f"  {each['phone']}  {each['name']}: {each['behaviour']}" for each in numbers))

    def _choose_wire(self, given: re.Match[str]) -> None:
        self._shows_wire = given[0].lower() == "on"
        self._console.show(f"(what goes over the wire is {'shown' if self._shows_wire else 'not shown'})")

    def _help(self, given: re.Match[str]) -> None:
        said = manual(self.COMMANDS, given[0].lower()) if given[0] else self._overview()
        self._console.show(said)

    def _overview(self) -> str:
        return OVERVIEW.format(sms=self._settings.sms_code, subjects=", ".join(SUBJECTS))

    def _show_wire(self, exchange: WireRecord) -> None:
        if self._shows_wire:
            self._console.show(draw_exchange(exchange))

    def _wait_for_news(self) -> None:
        """An SMS takes a moment: look for a second, then let the citizen type."""
        until = time.monotonic() + 1
        while (
            not self._calls.in_session and not self._inbox.tell_news(self.handset.number) and time.monotonic() < until
        ):
            time.sleep(0.1)

    def _watch(self) -> None:
        """Show what comes, and close what is idle, while the citizen types."""
        pause = threading.Event()
        while not pause.wait(LOOK_SECONDS):
            try:
                with self._lock:
                    self.look()
            except (requests.RequestException, GatewayRefusal, ValueError):
                continue  # the gateway is out of reach

    def look(self) -> None:
        """Check once for news, and for sessions that are over. Raises requests.RequestException if nothing answers."""
        self._calls.close_idle()
        if self._calls.in_session:
            return
        self._inbox.tell_news(self.handset.number)
        self.payer.tell_news()
        self._inbox.tell_mails()

    def _new_handset(self, number: str) -> Handset:
        key = self._settings.callback_keys[0]
        return Handset(number, self._line.post, callback_key=key, sms_code=self._settings.sms_code)

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("drop", "drop", "faults", "lose the network",
                lambda self, _: self._calls.drop(), alone=True, brings_news=True),
        Command("again", "again", "faults", "send the last answer once more, as a network may",
                lambda self, _: self._calls.again(), alone=True, brings_news=True),
        Command("twice", "twice", "faults", "the next answer goes out twice at once",
                lambda self, _: self._calls.arm(TWICE), alone=True),
        Command("late", "late", "faults", "the next answer reaches us; ours comes too late for the network",
                lambda self, _: self._calls.arm(LATE), alone=True),
        Command("wire", "wire on | off", "faults", "show each request and answer as the provider sends it",
                _choose_wire, "on|off"),
        Command("sms", "sms WORDS", "messages", "text them, whatever they are",
                lambda self, given: self._text(given[0]), ".+", in_call=False),
        Command("inbox", "inbox", "messages", "all SMS of this phone; Enter alone looks for new ones",
                lambda self, _: self._inbox.show_all(self.handset.number), alone=True),
        Command("mails", "mails", "messages", "the newest e-mails, whoever they are to",
                lambda self, _: self._inbox.show_mails(), alone=True),
        Command("pay", "pay", "money", "M-PESA prompts on this phone",
                lambda self, _: self.payer.list_prompts(), in_call=False, alone=True),
        Command("pin", f"pin {PIN} [twice | late]", "money",
                "pays; another PIN is wrong. `twice`, `late`: how M-PESA tells us",
                _answering("pin"), r"(\d+)(?: (twice|late))?", in_call=False, brings_news=True),
        *(Command(word, f"{word} [twice | late]", "money", what, _answering(word), "()(twice|late)?",
                  in_call=False, alone=True, brings_news=True)
          for word, what in (("cancel", "end a prompt"), ("ignore", "nobody answers a prompt"),
                             ("nomoney", "there is not enough money"))),
        Command("paybill", "paybill NUMBER ACCOUNT AMOUNT", "money", "pay by hand",
                lambda self, given: self.payer.pay_bill(given), r"(\S+)\s+(\S.*)\s+(\S+)",
                in_call=False, brings_news=True),
        Command("as", "as 0700000002", "phones", "take another phone", _take, r"\+?[\d ()-]+"),
        Command("network", "network safaricom | airtel | telkom | equitel", "phones", "whose line this phone is on",
                _choose_network, "safaricom|airtel|telkom|equitel"),
        Command("numbers", "numbers", "phones", "numbers with a behaviour of their own",
                lambda self, _: self._show_numbers(), alone=True),
        Command("help", "help [SUBJECT]", "phones", ", ".join(SUBJECTS), _help, f"(?:{'|'.join(SUBJECTS)})?"),
    )  # fmt: skip
