"""Reads and replays a story: a transcript of what citizens type and see, sent through the real callbacks.

    title of the story
    phone 0700000001                    whose phone it is from here on; `phone 0733000001 on Airtel`
    dial *222#                          what it shows follows, each line after `|`, closed by `(end)`
      | Welcome. Karibu eCitizen
    dial *222# with 1*1020              the same, with text that the provider sends along
    > 1                                 what is typed; `> 9  # no such line` where it is not offered, and meant
    again                               the same hop once more, as a network may send it
    text hali 1020 3040 5060            an SMS to our short code; the SMS that come follow, each after `<`
      < eCitizen 1020 3040 5060: ...
    sms                                 nothing is typed; the SMS that have come follow
    agency dis moves 102030405060 to ready_for_collection, place Nyayo House, note Bring your ID
    agency dis records passport-new-34 for 0700000001 as EPP1-AA11BB22
    agency dis tries passport-new-34 as EPP1-AA11BB22 on 0700000009
    agency dis-test simulates withdrawn of EPP1-AA11BB22
    report Success                      the network reports on the last SMS
    account of citizen 29000001 on 0700000001 with password 482915, unproven
    account of citizen 29000001 files passport-new-34 as EPP1-AA11BB22
    desk moves citizen 29000001 to 0700000009
    desk gives citizen 29000001 to 0700000009
    desk adopts EPP1-AA11BB22
    desk cancels EPP1-AA11BB22
    address of citizen 29000001 is wanjiku@example.com
    SIMs are checked                    AT_SIM_SWAP
    the SIM was changed today           or `never changed`: the provider's answer to the SIM check that waits
    the registry is down
    notice en=Pay later. sw=Lipa baadaye.
    speaks sw                           the language that this phone has chosen
    wait 61 minutes
    sweep                               the worker does all work that is due
    date A1 of driving-test at nairobi on 2026-12-07 09:00 for 2
    agency brs sets the fee of {reference} to 1500
    form driving-renewal asks for licence_number no more
    dl-renew-1 is applied for elsewhere  by a new catalogue
    agency ntsa closes dl-renew-1 until 2026-12-07: The office moves. / Ofisi inahama.
    agency dis sends no SMS at processing of passport
    wrong passwords came from around 0712000062
    desk photographs citizen 29000001
    staff have called                   all phones that asked for a call
    222255550000 costs 900 and 50       an application that waits for its payment: its fee, and eCitizen's
    the fee of dl-renew-1 is 0
    paid by Daraja                      to an agency's own paybill, in place of Pesaflow
    paying is closed                    neither of the two is set up
    Pesaflow adds 5                     its commission
    M-PESA asks 0712000002              a few seconds go by; what is on that phone follows, each after `$`
    0712000002 enters the PIN           or `enters a wrong PIN`, `cancels`, `has no money`, `does not answer`
    0712000002 pays 650 to paybill 222222 account {invoice}
    callbacks are lost                  or `come late`, `come twice`; or `come once`, as usual
    late callbacks come
    the answer to the request is lost
    payments are settled                two minutes of the worker's work on payments, and the SMS that follow

A code that came by SMS or e-mail is written `{code}`, where it is seen and where it is typed. The reference of an
application that was filed on a phone is `{reference}`, that of the second one `{reference 2}`, and so on; likewise
`{receipt}` for an M-PESA code, `{invoice}` for the number of an invoice, and `{test receipt}` for a simulated receipt.
An e-mail follows after `@`. A line that begins with `#` is a comment on the next beat.
With STORIES=write in the environment a story is not compared but written anew, for its author to review; it is not
written where something is typed that was not offered (`offered.py`).
The list is complete: a test compares it with `ACTS`. The acts of a phone are defined in
`app/simulator/stories/phones.py`; `flask phone` records and plays them.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from flask.testing import FlaskClient
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant, Application
from app.domain.catalogue.changes import catalogue_changes, service_edits
from app.domain.catalogue.changes.catalogue_changes import Part, part_of
from app.domain.catalogue.models import CatalogueLoad, Status, service
from app.domain.forms import form_versions
from app.domain.forms.slots import Slot
from app.domain.identity import accounts, password_spraying, passwords
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.recovery import sim_swap_checks
from app.domain.messaging import messages
from app.domain.messaging.messages import Channel, Message, MessageState
from app.domain.self_service import contact_changes, desk_takeover
from app.domain.shared import counters, references
from app.domain.shared.persons import AccountType
from app.domain.subscribers import call_requests, phones
from app.domain.tickets.tickets import Ticket
from app.domain.ussd_state import notices
from app.platform.i18n import NAIROBI
from app.platform.phone_numbers import read_msisdn
from app.providers.identity_registry import HttpRegistry
from app.simulator.handset import Handset
from app.simulator.payments.state import PromptAnswer
from app.simulator.stories.notation import Beat as Beat
from app.simulator.stories.notation import beats as beats
from app.simulator.stories.notation import numbered
from app.simulator.stories.phones import StoryPhones
from app.worker.main import Worker
from app.worker.payment_requests import PaymentRequests
from tests.conftest import CALLBACK_KEY, Clock
from tests.database.holder import hold_email
from tests.stories.money import FAULTS, OneByOne, StoryMoney, with_daraja, without_provider
from tests.trying import key_to_try

FORM = "application/x-www-form-urlencoded"
NOBODYS = "a hash that no password has"


def deliver(worker: Worker) -> None:
    """Run a worker's turns until nothing is due."""
    while started := worker.turn():
        for each in started:
            each.result()


class Teller(StoryPhones):
    """Plays the citizens, the agencies, the network and the worker of a story."""

    def __init__(
        self, container: Container, client: FlaskClient, clock: Clock, agency_key: Callable[[str], str]
    ) -> None:
        self.client, self.clock, self.agency_key = client, clock, agency_key
        self.stack = ExitStack()
        self.use(container)
        self.seen: dict[str, int] = {}
        self.keys: dict[str, str] = {}
        super().__init__()

    def use(self, container: Container) -> None:
        """Go on with another container of the same database."""
        self.container = container
        self.money = StoryMoney(container, self.clock, lambda: self.client.application, self.stack)
        self.worker = Worker(container)
        self.worker._payments = payments = PaymentRequests(container, self.money.providers())
        payments._senders = payments._askers = payments._sweepers = OneByOne()  # type: ignore[assignment]

    def filed(self) -> dict[str, str]:
        """The names in stories of the references that were filed on phones, and of the questions that were asked."""
        with self.container.database.reading() as session:
            mine = select(Application.reference).where(Application.form_digest.is_not(None)).order_by(Application.id)
            filed = session.scalars(mine).all()
            asked = session.scalars(select(Ticket.id).order_by(Ticket.opened_at)).all()
        return numbered("reference", filed) | numbered("question", asked)

    def filled(self, told: str) -> str:
        """A line that is typed, with the names in it replaced by their values."""
        is_meant = "{reference" in told or "{question" in told
        for name, reference in self.filed().items() if is_meant else ():
            told = told.replace(name, reference)
        for name, value in self.money.named():
            told = told.replace(name, value)
        return told

    def named(self, line: str) -> str:
        """A line that is seen, with references (however they are spaced) and other random values replaced by names."""
        for name, reference in self.filed().items():
            line = line.replace(references.shown(reference), name).replace(reference, name)
        for name, value in self.money.named():
            line = line.replace(value, name)
        return re.sub("TEST-[0-9A-F]{8}", "{test receipt}", line)

    def new_handset(self, number: str) -> Handset:
        return Handset(number, self.post, callback_key=CALLBACK_KEY, sms_code="22222")

    def notice(self, english: str, swahili: str) -> Iterator[str]:
        until = self.clock() + timedelta(hours=4)
        with self.container.database.transaction() as session:
            notices.put_up(session, {"en": english, "sw": swahili}, until=until, actor="test")
        return iter(())

    def deliver(self) -> None:
        """Let the worker send."""
        deliver(self.worker)

    def sms(self) -> Iterator[str]:
        """Let the worker send; the SMS that come to this phone, and all e-mails."""
        self.deliver()
        number = self.phone.number
        with self.container.database.reading() as session:
            for message, body in messages.to_phone(session, number, after=self.seen.get(number, 0)):
                self.seen[number] = message.id
                self.last = message.provider_id
                yield from (f"< {line}" for line in self.mask_code(body).split("\n"))
        yield from self.emails()

    def emails(self) -> Iterator[str]:
        """The e-mails that went out, to any address."""
        with self.container.database.reading() as session:
            sent = select(Message).where(Message.channel == Channel.EMAIL, Message.state == MessageState.ACCEPTED)
            for message in session.scalars(sent.where(Message.id > self.seen.get("@", 0)).order_by(Message.id)):
                self.seen["@"] = message.id
                address, subject, body = (
                    self.container.keys.open_text(sealed or b"", message.sealed_at(column))
                    for column, sealed in (
                        ("address", message.address_sealed),
                        ("subject", message.subject_sealed),
                        ("body", message.body_sealed),
                    )
                )
                yield f"@ {address}: {subject}"
                yield from (f"@ {line}" for line in self.mask_code(body).splitlines() if line)

    def free_date(self, code: str, calendar: str, place: str, at: str, capacity: str) -> Iterator[str]:
        """Add an appointment date that can be taken; its time is that of Nairobi."""
        begins = datetime.fromisoformat(at).replace(tzinfo=NAIROBI)
        with self.container.database.transaction() as session:
            session.merge(
                Slot(code=code, calendar=calendar, place=place, starts_at=begins, capacity=int(capacity), taken=0)
            )
        return iter(())

    def set_fee(self, agency: str, reference: str, amount: str) -> Iterator[str]:
        answer = self.api(agency, f"/api/v1/applications/{reference}/fee", {"amount_kes": int(amount)})
        if answer.status_code != 200:
            yield f"{answer.status_code} {answer.get_json()['detail']}"
        yield from self.sms()

    def costs(self, reference: str, base: str, access: str) -> Iterator[str]:
        with self.container.database.transaction() as session:
            application = transitions.find_application_of(session, reference, reach=None)
            application.status, application.stage = Status.AWAITING_PAYMENT, Status.AWAITING_PAYMENT
            application.base_fee_kes, application.access_fee_kes = Decimal(base), Decimal(access)
        return iter(())

    def charges(self, code: str, fee: str) -> Iterator[str]:
        """Set the published fee of a service, before any process has read the catalogue."""
        with self.container.database.transaction() as session:
            wanted = service(session, code)
            assert wanted is not None
            wanted.fee_kes, wanted.fee_all_in = Decimal(fee), True
        return iter(())

    def pays_by_daraja(self) -> Iterator[str]:
        return self.set_up(with_daraja(self.container))

    def closes_paying(self) -> Iterator[str]:
        return self.set_up(without_provider(self.container))

    def set_up(self, container: Container) -> Iterator[str]:
        self.client = create_app(container).test_client()
        self.use(container)
        return iter(())

    def adds(self, amount: str) -> Iterator[str]:
        self.money.commission(amount)
        return iter(())

    def await_prompt(self, phone: str) -> list[str]:
        """Five seconds pass, and the worker sends the request to the provider."""
        self.clock.move(seconds=5)
        return [*self.sms()]

    def prompts_on(self, phone: str) -> Iterator[str]:
        for prompt in self.money.prompts(phone):
            yield f"M-PESA: pay KES {prompt.amount:,.0f} to {prompt.payee}, account {prompt.account}?"

    def answer_prompt(self, phone: str, answer: PromptAnswer) -> str:
        return self.money.answer(phone, answer)

    def pay_bill(self, phone: str, amount: str, paybill: str, account: str) -> str:
        return self.money.pay_bill(phone, amount, paybill, account)

    def breaks(self, how: str) -> Iterator[str]:
        self.money.break_it(how)
        return iter(())

    def tells_late(self) -> Iterator[str]:
        self.money.standin.simulator.deliver_late()
        return self.sms()

    def settle_payments(self) -> Iterator[str]:
        """Two minutes pass, in which the worker queries the provider about open payments and codes that were typed."""
        for _ in range(4):
            self.clock.move(seconds=30)
            self.worker.sweep()
            self.deliver()
            if self.money.has_begun:
                self.money.standin.simulator.deliver()
        return self.sms()

    def drops_question(self, form: str, question: str) -> Iterator[str]:
        """Publish a new version of a form, without one of its questions."""
        with self.container.database.transaction() as session:
            old = form_versions.current_form(session, form)
            assert old is not None
            left = tuple(each for each in old.questions if each.name != question)
            assert form_versions.publish(session, old.model_copy(update={"version": "later", "questions": left}))
        return iter(())

    def moves_elsewhere(self, code: str) -> Iterator[str]:
        """Load a new catalogue, in which a service is not applied for on the phone any more."""
        with self.container.database.transaction() as session:
            moved = service(session, code)
            assert moved is not None
            moved.channel, moved.form = "portal", None
            session.add(CatalogueLoad(file="services.csv", digest=code, rows=1, changed=1, at=self.clock()))
        self.container.finder.refresh()
        return iter(())

    def closes_service(self, agency: str, code: str, until: str, why: str, why_sw: str) -> Iterator[str]:
        """Two persons of an agency have closed a service, and this process has read the new catalogue."""
        words = {"why": why, "why_sw": why_sw, "reopens": until}
        with self.container.database.transaction() as session:
            closed = service(session, code)
            assert closed is not None
            seen = part_of(closed, Part.OPENING)
            edit = service_edits.read_closing(words, self.clock())
            service_edits.edit_service(session, code, edit, seen=seen, actor=f"staff:{agency}/one+two")
        self.container.finder.refresh()
        return iter(())

    def silences(self, agency: str, stage: str, family: str) -> Iterator[str]:
        """An agency sends no SMS at a stage from here on."""
        with self.container.database.transaction() as session:
            catalogue_changes.switch_sms(session, agency, family, stage, is_on=False, actor=f"staff:{agency}/one")
        return iter(())

    def spray(self, number: str) -> Iterator[str]:
        """Use up the limit on guesses from a block of numbers: its phones may sign in to their own accounts only."""
        limits = password_spraying.limits(read_msisdn(number) or number)
        full = [each for each in limits if each.what == password_spraying.BLOCK]
        with self.container.database.transaction() as session:
            while counters.spend(session, full) is None:
                pass
        return iter(())

    def have_called(self) -> Iterator[str]:
        with self.container.database.transaction() as session:
            for each in call_requests.list_unnumbered(session, 10):
                call_requests.finish(session, each.id, actor="operator:test")
        return iter(())

    def wait(self, amount: str, unit: str) -> Iterator[str]:
        self.clock.move(**{unit if unit.endswith("s") else unit + "s": float(amount)})
        return self.sms()

    def move(self, agency: str, reference: str, status: str, rest: str | None) -> Iterator[str]:
        details = re.split(r", (?=(?:stage|place|note|note_sw) )", rest) if rest else []
        body = {"status": status} | dict(detail.split(" ", 1) for detail in details)
        answer = self.api(agency, f"/api/v1/applications/{reference}/status", body)
        if answer.status_code != 200:
            yield f"{answer.status_code} {answer.get_json()['detail']}"
        yield from self.sms()

    def record(self, agency: str, service: str, phone: str, reference: str, email: str | None) -> Iterator[str]:
        body = {"service": service, "account_type": "citizen", "id_number": "29000001", "phone": phone}
        body |= {"reference": reference} | ({"email": email} if email else {})
        answer = self.api(agency, "/api/v1/applications", body)
        assert answer.status_code == 201, answer.get_json()
        yield from self.sms()

    def try_out(self, agency: str, service: str, reference: str, phone: str) -> Iterator[str]:
        """Record with a test key of this phone, for a real citizen; the key is that of `dis-test` from then on."""
        self.keys[f"{agency}-test"] = key_to_try(self.container, agency, read_msisdn(phone) or phone)
        return self.record(f"{agency}-test", service, "0700000001", reference, "wanjiku@example.com")

    def simulate(self, agency: str, event: str, reference: str) -> Iterator[str]:
        answer = self.api(agency, f"/api/v1/applications/{reference}/simulate", {"event": event})
        if answer.status_code != 200:
            yield f"{answer.status_code} {answer.get_json()['detail']}"
        yield from self.sms()

    def account(self, kind: str, number: str, phone: str, password: str, unproven: str | None) -> Iterator[str]:
        """Open an account, proven at a desk unless the line says `unproven`."""
        person = self.container.registry.look_up(AccountType(kind), number)
        assert person is not None
        account_id, holder = accounts.new_id(), read_msisdn(phone) or phone
        said = DeclaredDetails(person.first_name, str(person.born.year))
        kept = passwords.hashed(self.container.keys, account_id, password)
        with self.container.database.transaction() as session:
            held = accounts.open_account(
                session, account_id, AccountType(kind), number, said=said, phone=holder, password_hash=kept
            )
            if not unproven:
                accounts.prove(session, held, actor="operator:test", by="desk")
        return iter(())

    def has_address(self, kind: str, number: str, address: str) -> Iterator[str]:
        """Give an account an e-mail address that it has had for long."""
        with self.container.database.reading() as session:
            held = accounts.by_document(session, AccountType(kind), number)
        assert held is not None
        hold_email(self.container, held.id, address)
        return iter(())

    def check_sims(self) -> Iterator[str]:
        """From here on a SIM is asked about before a code goes to it."""
        asking = self.container.settings.model_copy(update={"at_sim_swap": True})
        self.container = replace(self.container, settings=asking)
        self.client = create_app(self.container).test_client()
        self.worker._container = self.container  # a new worker would need a provider to ask; here the story answers
        return iter(())

    def sim_changed(self, when: str) -> Iterator[str]:
        """The provider answers the SIM check that waits: `changed today` or `never changed`."""
        today = when == "changed today"
        with self.container.database.transaction() as session:
            [asked] = sim_swap_checks.claim(session, 1)
            sim_swap_checks.asked(session, asked, asked.code_id)
            last = self.clock().date() if today else date(1900, 1, 1)
            sim_swap_checks.hear(session, asked.code_id, swapped=today, last_swap=last, at=self.clock())
        return self.sweep()

    def files(self, kind: str, number: str, service_code: str, reference: str) -> Iterator[str]:
        """Record an application that an account files through Lango."""
        with self.container.database.transaction() as session:
            held, wanted = accounts.by_document(session, AccountType(kind), number), service(session, service_code)
            assert held is not None
            assert wanted is not None
            applicant = Applicant(AccountType(kind), number, held.phone_number)
            to = self.container.contacts
            transitions.record_application(
                session, wanted, applicant, actor="test", contacts=to, reference=reference, account_id=held.id
            )
        return self.sms()

    def gives(self, kind: str, number: str, phone: str) -> Iterator[str]:
        """A clerk who has seen the person and the document gives an account that somebody else opened to the person."""
        with self.container.database.transaction() as session:
            held = accounts.by_document(session, AccountType(kind), number)
            assert held is not None
            filed = desk_takeover.take_over(
                session,
                held,
                read_msisdn(phone) or phone,
                password_hash=NOBODYS,
                actor="operator:test",
                contacts=self.container.contacts,
            )
            yield from (f"{each.reference} {each.status}" for each in filed)
        yield from self.sms()

    def adopts(self, reference: str) -> Iterator[str]:
        with self.container.database.transaction() as session:
            desk_takeover.adopt(session, reference, actor="operator:test")
        return self.sms()

    def cancels(self, reference: str) -> Iterator[str]:
        with self.container.database.transaction() as session:
            desk_takeover.cancel(session, reference, actor="operator:test", contacts=self.container.contacts)
        return self.sms()

    def desk(self, kind: str, number: str, phone: str) -> Iterator[str]:
        """A clerk who has seen the person and the document gives the account another phone."""
        with self.container.database.transaction() as session:
            held = accounts.by_document(session, AccountType(kind), number)
            assert held is not None
            wanted = read_msisdn(phone) or phone
            contact_changes.move_phone(session, held, wanted, actor="operator:test", contacts=self.container.contacts)
        return self.sms()

    def photographs(self, kind: str, number: str) -> Iterator[str]:
        """A clerk who has seen the person takes the photo that eCitizen asks for."""
        with self.container.database.transaction() as session:
            held = accounts.by_document(session, AccountType(kind), number)
            assert held is not None
            accounts.take_photo(session, held, actor="operator:test")
        return iter(())

    def registry_down(self) -> Iterator[str]:
        """From here on the identity registry does not answer."""
        self.container.registry._register = HttpRegistry("http://127.0.0.1:9")  # type: ignore[attr-defined]
        return iter(())

    def sweep(self) -> Iterator[str]:
        """The worker does all work that is due."""
        self.worker.sweep()
        return self.sms()

    def speaks(self, language: str) -> Iterator[str]:
        with self.container.database.transaction() as session:
            phones.choose_language(session, self.phone.number, language)
        return iter(())

    def api(self, agency: str, path: str, body: dict[str, Any]) -> Any:
        key = self.keys.setdefault(agency, "") or self.agency_key(agency)
        self.keys[agency] = key
        headers = {"Authorization": f"Bearer {key}"}
        return self.client.post(path, data=json.dumps(body), content_type="application/json", headers=headers)

    def post(self, path: str, form: bytes) -> tuple[int, str]:
        answer = self.client.post(path, data=form, content_type=FORM)
        return answer.status_code, answer.get_data(as_text=True)

    ACTS: ClassVar[Mapping[str, Callable[..., Iterator[str]]]] = {
        **StoryPhones.ACTS,
        r"notice en=(.*) sw=(.*)": notice,
        r"wait (\d+) (second|minute|hour|day)s?": wait,
        r"agency (\S+) moves (\{.+?\}|\S+) to (\w+)(?:, (.*))?": move,
        r"agency (\w+) records (\S+) for (\S+) as (\S+)(?: and (\S+@\S+))?": record,
        r"speaks (\w+)": speaks,
        r"account of (\w+) (\S+) on (\S+) with password (\d+)(, unproven)?": account,
        r"account of (\w+) (\S+) files (\S+) as (\S+)": files,
        r"desk photographs (\w+) (\S+)": photographs,
        r"desk gives (\w+) (\S+) to (\S+)": gives,
        r"desk adopts (\S+)": adopts,
        r"desk cancels (\S+)": cancels,
        r"desk moves (\w+) (\S+) to (\S+)": desk,
        r"address of (\w+) (\S+) is (\S+)": has_address,
        r"SIMs are checked": check_sims,
        r"the SIM was (changed today|never changed)": sim_changed,
        r"the registry is down": registry_down,
        r"sweep": sweep,
        r"date (\S+) of (\S+) at (\S+) on (\S+ \S+) for (\d+)": free_date,
        r"form (\S+) asks for (\S+) no more": drops_question,
        r"(\S+) is applied for elsewhere": moves_elsewhere,
        r"agency (\S+) closes (\S+) until (\S+): (.+) / (.+)": closes_service,
        r"agency (\S+) sends no SMS at (\S+) of (\S+)": silences,
        r"wrong passwords came from around (\S+)": spray,
        r"staff have called": have_called,
        r"agency (\S+) sets the fee of (.+) to (\d+)": set_fee,
        r"agency (\w+) tries (\S+) as (\S+) on (\S+)": try_out,
        r"agency (\S+) simulates (\w+) of (\S+)": simulate,
        r"(\S+) costs (\d+) and (\d+)": costs,
        r"the fee of (\S+) is (\d+)": charges,
        r"paid by Daraja": pays_by_daraja,
        r"paying is closed": closes_paying,
        r"Pesaflow adds (\d+)": adds,
        rf"({'|'.join(FAULTS)})": breaks,
        r"late callbacks come": tells_late,
        r"payments are settled": settle_payments,
    }
