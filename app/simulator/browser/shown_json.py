"""The JSON of an SMS and of an e-mail for the page: the same in a list and in an event."""

from typing import Any

from app.domain.messaging.arrivals import ArrivedMessage


def sms_as_json(sms: ArrivedMessage) -> dict[str, Any]:
    """An SMS, with the phone that it came to."""
    content = {"id": sms.id, "provider_id": sms.provider_id, "text": sms.text, "at": sms.created_at.isoformat()}
    return {"phone": sms.to, **content}


def mail_as_json(mail: ArrivedMessage) -> dict[str, Any]:
    """An e-mail."""
    at = mail.created_at.isoformat()
    return {"id": mail.id, "to": mail.to, "subject": mail.subject, "text": mail.text, "at": at}
