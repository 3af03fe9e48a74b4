"""What an account at Pesaflow needs."""

from dataclasses import dataclass, field

from app.providers.http_exchange import check_base_url


@dataclass(frozen=True)
class PesaflowConfig:
    """One client of Pesaflow's. `callback_base`: the address that its notifications begin with."""

    base_url: str
    client_id: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    callback_base: str = field(repr=False)

    def __post_init__(self) -> None:
        """Raises ValueError, in words that repeat no secret."""
        check_base_url(self.base_url, "PESAFLOW_BASE_URL")

    def notification(self, token: str) -> str:
        """The address of a notification."""
        return f"{self.callback_base.rstrip('/')}/notify/{token}"

    @property
    def page(self) -> str:
        """The URL that a browser, if there is one, is sent to after the payment: the public page of PUBLIC_URL."""
        return self.callback_base.rstrip("/").rsplit("/", 2)[0] + "/status"
