"""Security notices: an account's owner is told what concerns its safety, and that it may have been somebody else.

They are a class of their own (`Kind.SECURITY`): neither STOP nor quiet hours hold them, and they go before alerts.
"""

import secrets

from sqlalchemy.orm import Session

from app.domain import accounts, messages
from app.domain.accounts import Account
from app.domain.messages import Kind


def tell(
    session: Session, account: Account, body: str, *, phone: str | None = None, address: str | None = None
) -> None:
    """Tell an account's owner something that concerns its safety, by SMS and by e-mail where there is one.

    `phone` and `address`: another number and another address to be told, an old one or a new one.
    """
    key = f"notice:{account.id}:{secrets.token_hex(8)}"
    for place, number in enumerate(_each(accounts.phone_of(session, account), phone)):
        messages.queue_sms(session, key=f"{key}:sms:{place}", kind=Kind.SECURITY, phone=number, body=body)
    for place, each in enumerate(_each(accounts.email_of(session, account), address)):
        messages.queue_email(
            session,
            key=f"{key}:email:{place}",
            kind=Kind.SECURITY,
            address=each,
            subject="eCitizen",
            body=body + "\n",
        )


def _each(*given: str | None) -> list[str]:
    return list(dict.fromkeys(each for each in given if each))
