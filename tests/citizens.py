"""The citizen of the tests that walk through the menus: the phone, the account, and how long the trail may be."""

from app.container import Container
from app.domain.identity import accounts, passwords
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.shared.persons import AccountType

CITIZEN = "+254700000001"
NUMBER, PASSWORD = "29000001", "482915"
SHALLOW = {
    "account.closing": 2,
    "account_password.choose_password": 2,
    "enrolling.choose_password": 1,
    "password_reset.choose_password": 1,
}
"""Questions with at most so many screens before them on the trail: they follow an effect, or My account."""


def account(container: Container) -> str:
    """Open the account of the citizen of the README, on the citizen's phone; its id."""
    account_id = accounts.new_id()
    kept = passwords.hashed(container.keys, account_id, PASSWORD)
    said = DeclaredDetails("Wanjiku", "1990")
    with container.database.transaction() as session:
        accounts.open_account(
            session, account_id, AccountType.CITIZEN, NUMBER, said=said, phone=CITIZEN, password_hash=kept
        )
    return account_id
