"""The container: the services that every entry point needs, built once from the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.catalogue.search.finder import Finder
from app.domain.catalogue_import.loader import DATA
from app.domain.identity.identity_checks import RegisteredPerson, Registry, RegistryUnavailable
from app.domain.payments.provider_port import PaymentProvider
from app.domain.payments.provider_tokens import ProviderTokenStore
from app.domain.shared.contacts import Contacts
from app.domain.shared.payment_ways import PaymentWays, Provider
from app.domain.shared.persons import AccountType
from app.platform.clock import DatabaseClock
from app.platform.config.settings import Settings
from app.platform.db import Clock, Database
from app.platform.encryption import Keyring
from app.platform.i18n import NAIROBI
from app.platform.spool import Spool
from app.providers.africastalking.sim_swaps import SimSwaps
from app.providers.africastalking.sms import AfricasTalking
from app.providers.daraja.adapter import Daraja
from app.providers.daraja.config import DarajaConfig
from app.providers.identity_registry import HttpRegistry, NoRegister, Register, RegistryDown, SamplePeople
from app.providers.pace import Pace
from app.providers.pesaflow.adapter import Pesaflow
from app.providers.pesaflow.config import PesaflowConfig
from app.providers.ports import MailGateway, SimSwapGateway, SmsGateway, WebhookGateway
from app.providers.simulated import SimulatedMail, SimulatedSms
from app.providers.sms_gateway import HttpSmsGateway
from app.providers.sms_router import Route, SmsRouter
from app.providers.smtp import SmtpGateway
from app.providers.switched_off import ChannelOff
from app.providers.webhooks import HttpWebhookGateway
from sessions.redis import RedisSessions, connect
from sessions.store import SessionStore


@dataclass(frozen=True)
class Container:
    """The settings of an installation, and the services that are built from them. Creating one opens no connection."""

    settings: Settings
    keys: Keyring
    database: Database
    sessions: SessionStore
    contacts: Contacts
    registry: Registry
    finder: Finder
    spool: Spool

    @classmethod
    def of(cls, settings: Settings, *, clock: Clock | None = None) -> "Container":
        """The container of these settings; its time is that of its database unless another clock is given."""
        keys, clock = Keyring(settings.key_ring), clock or DatabaseClock()
        database = Database(settings.database, keys, clock)
        if isinstance(clock, DatabaseClock):
            clock.follow(database.engine)
        return cls(
            settings=settings,
            keys=keys,
            database=database,
            sessions=RedisSessions(connect(settings.redis), keys),
            contacts=Contacts(
                ussd_code=settings.ussd_code,
                sms_code=settings.sms_code,
                phone=settings.support_phone,
                email=settings.support_email,
                payment_ways=_payment_ways(settings),
            ),
            registry=IdentityRegistry(_register(settings)),
            finder=Finder(database, settings.access_fee),
            spool=Spool(settings.data_dir / "spool", keys),
        )

    def is_quiet(self, *, ago: timedelta = timedelta(0)) -> bool:
        """Whether it is night in Nairobi, when status alerts by SMS wait. `ago`: how long before now is looked at."""
        span = self.settings.quiet_span
        if span is None:
            return False
        start, end = span
        time = (self.database.clock() - ago).astimezone(NAIROBI).time()
        return start <= time < end if start <= end else time >= start or time < end

    def sms_gateway(self) -> SmsGateway:
        """Where SMS go: Africa's Talking, nowhere, or the simulator's inbox on a machine without an account."""
        settings = self.settings
        if settings.sms_is_off:
            return ChannelOff("AT_USERNAME is off")
        if not settings.at_username:
            return SimulatedSms()
        return AfricasTalking(
            settings.at_username,
            settings.at_api_key.get_secret_value(),
            sender_id=settings.at_sender_id,
            base_url=settings.at_base_url,
        )

    def sms_router(self) -> SmsRouter:
        """Routes SMS to one provider, or to one of two by the network of the number."""
        settings, first = self.settings, []
        if not settings.sms_gateway_url or (settings.at_username and not settings.sms_is_off):
            first = [Route("africastalking", self.sms_gateway(), Pace(settings.at_sms_per_second))]
        if not settings.sms_gateway_url:
            return SmsRouter(first)
        gateway = HttpSmsGateway(
            settings.sms_gateway_url, settings.sms_gateway_token.get_secret_value(), settings.sms_gateway_sender_id
        )
        pace = Pace(settings.sms_gateway_per_second)
        return SmsRouter([*first, Route("gateway", gateway, pace, settings.networks_of_gateway)])

    def sim_swap_gateway(self) -> SimSwapGateway | None:
        """The service that tells whether a SIM was changed; None unless AT_SIM_SWAP is set."""
        settings = self.settings
        if not settings.at_sim_swap:
            return None
        return SimSwaps(settings.at_username, settings.at_api_key.get_secret_value(), base_url=settings.at_base_url)

    def payment_provider(self, provider: Provider) -> PaymentProvider | None:
        """The adapter of a payment provider; None where it is neither set up nor simulated."""
        return self.pesaflow() if provider is Provider.PESAFLOW else self.daraja()

    def pesaflow(self) -> Pesaflow | None:
        """eCitizen's payment gateway; None where it is neither set up nor simulated."""
        config = self.pesaflow_config()
        return Pesaflow(config) if config else None

    def daraja(self) -> Daraja | None:
        """Safaricom's payment API, for an agency's own paybill; None where it is neither set up nor simulated."""
        access = self.settings.daraja
        if access is None:
            return None
        return Daraja(DarajaConfig(**vars(access)), ProviderTokenStore(self.database), clock=self.database.clock)

    def pesaflow_config(self) -> PesaflowConfig | None:
        """The credentials for requests to Pesaflow, which also verify its notifications; None without Pesaflow."""
        access = self.settings.pesaflow
        if access is None:
            return None
        return PesaflowConfig(access.base_url, access.client_id, access.key, access.secret, access.callback_base)

    def mail_gateway(self) -> MailGateway:
        """Where e-mail goes: the relay of SMTP_URL, nowhere, or the simulator's inbox."""
        url = self.settings.smtp_url.get_secret_value()
        if self.settings.mail_is_off:
            return ChannelOff("SMTP_URL is off")
        return SmtpGateway(url, self.settings.mail_from) if url else SimulatedMail()

    def webhook_gateway(self) -> WebhookGateway:
        """The client that posts webhooks to agencies' systems."""
        return HttpWebhookGateway(self.settings.private_webhook_hosts)


class IdentityRegistry:
    """The domain's Registry on top of the register of persons that is set up."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def look_up(self, account_type: AccountType, number: str) -> RegisteredPerson | None:
        """See Registry. RegistryUnavailable is raised also for an entry whose date of birth or death cannot be read."""
        try:
            found = self._register.find(account_type, number)
            return _person(found) if found is not None else None
        except RegistryDown as down:
            raise RegistryUnavailable(str(down)) from None
        except ValueError:
            raise RegistryUnavailable("an entry that cannot be read") from None


def _person(found: Mapping[str, Any]) -> RegisteredPerson:
    entry = {name: str(value or "") for name, value in found.items()}
    died = entry.get("date_of_death", "")[:10]
    return RegisteredPerson(
        first_name=entry.get("first_name", ""),
        other_names=entry.get("other_names", ""),
        surname=entry.get("surname", ""),
        gender=entry.get("gender", ""),
        born=date.fromisoformat(entry.get("date_of_birth", "")[:10]),
        died=date.fromisoformat(died) if died else None,
    )


def _payment_ways(settings: Settings) -> PaymentWays:
    pesaflow, daraja = settings.pesaflow, settings.daraja
    return PaymentWays(
        has_pesaflow=pesaflow is not None,
        pesaflow_service_id=pesaflow.service_id if pesaflow else "",
        daraja_paybill=daraja.shortcode if daraja else "",
        paybill=settings.paybill,
    )


def _register(settings: Settings) -> Register:
    if settings.registry_url:
        return HttpRegistry(settings.registry_url)
    return NoRegister() if settings.environment == "production" else SamplePeople(DATA / "people.csv")
