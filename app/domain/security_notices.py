"""Security notices: an account's owner is told what concerns its safety, and that it may have been somebody else.

They are a class of their own (`Kind.SECURITY`): neither STOP nor quiet hours hold them, and they go before alerts.
"""

import secrets

from sqlalchemy.orm import Session

from app.domain import accounts, messages
from app.domain.accounts import Account
from app.domain.messages import Kind


def tell(session: Session, account: Account, body: str) -> None:
    """Tell an account's owner something that concerns its safety, by SMS and by e-mail where there is one."""
    key = f"notice:{account.id}:{secrets.token_hex(8)}"
    phone = accounts.phone_of(session, account)
    messages.queue_sms(session, key=f"{key}:sms", kind=Kind.SECURITY, phone=phone, body=body)
    address = accounts.email_of(session, account)
    if address:
        messages.queue_email(
            session, key=f"{key}:email", kind=Kind.SECURITY, address=address, subject="eCitizen", body=body + "\n"
        )
