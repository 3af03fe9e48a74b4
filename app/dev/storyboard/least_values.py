"""The shortest that a screen can be: the values of its fields where little is known.

A field has the value that the screen gives to a phone without any data. If that is empty, the tables here have a
value: the shortest that the catalogue and the domain allow, or an empty one if the line may be missing.
"""

import re
from collections.abc import Mapping
from typing import Final

from app.domain.shared.errors import RuleViolation
from app.platform.i18n import ENGLISH
from menus.context import Context
from menus.notation import Fields, Screen

Said = str | Mapping[str, str]
"""A value, or one for each language; a language without one uses the English one."""

LEAST: Final[Mapping[str, Said]] = {
    "account": "Account ****0001",
    "address": "Iten Town",
    "alerts": {"en": "on", "sw": "zimewashwa"},
    "amount": "50",
    "answer": {"en": "Pay cash at KCB or Equity Bank.", "sw": "Lipa pesa taslimu katika KCB au Equity Bank."},
    "answers": "DL-123456",
    "apply": "www.ecitizen.go.ke",
    "bill": "KES 50",
    "birth": "1990",
    "change": {
        "en": "Account ****0001 has a new e-mail: a***@a.ke",
        "sw": "Akaunti ****0001 ina barua pepe mpya: a***@a.ke",
    },
    "closed": "",
    "cost": "KES 50",
    "count": "1",
    "county": "Embu",
    "days": "",
    "documents": {"en": "- Your ID", "sw": "- Kitambulisho"},
    "email": "a***@a.ke",
    "failed": "",
    "given": "",
    "group": {"en": "Health", "sw": "Afya"},
    "hand_in": "",
    "hint": "",
    "hours": "08:00-17:00",
    "how": "Paybill 222222",
    "in_hand": "",
    "instead": "",
    "lines": "T482135 7 May 2026: visa",
    "name": "Asha",
    "near": "",
    "next": "",
    "not_here": "",
    "note": "",
    "number": "0712 345 678",
    "numbers": "",
    "pay": "",
    "phone": "+2547******01",
    "place": "",
    "planned": "",
    "question": {"en": "Your name", "sw": "Jina lako"},
    "reference": "1020 3040 5060",
    "saved": "",
    "service": "Visa",
    "since": "7 May 2026",
    "stage": {"en": "Ready", "sw": "Tayari"},
    "steps": {"en": "7 May 2026 Submitted", "sw": "7 Mei 2026 Imewasilishwa"},
    "sum": "KES 50",
    "time": "09:00",
    "what": {"en": "Registering", "sw": "Kujisajili"},
    "why": {"en": "Only citizens can apply.", "sw": "Raia pekee wanaweza kuomba."},
}
"""The shortest value, by the name of the field."""
OF_A_SCREEN: Final[Mapping[str, Said]] = {
    "account.kept.number": "****0001",
    "registration.agreement.number": "29000001",
    "account_phone.stop_change.number": "+2547******01",
    "account_phone.stopped.phone": "+2547******01",
    "account_email.email_sent.email": "a@a.ke",
    "apply.terms.name": "Visa",
    "apply.closed.closed": {"en": "Closed for now: moving.", "sw": "Imefungwa kwa sasa: tunahama."},
    "service.one.name": "Visa",
    "service.one.answer": "",
    "service.one.ask": "",
    "huduma.centre.name": "Huduma Centre Embu",
    "asking.kept.name": "T482135",
    "browsing.county.head": {"en": "Embu: no county services here yet.", "sw": "Embu: bado hakuna huduma za kaunti."},
}
"""The same, by screen and field, if the name means something else on that screen."""


def least_fields(screen: Screen, c: Context) -> Fields:
    """The values of a screen's fields at their shortest. Raises KeyError where a field has none."""
    try:
        known = dict(screen.fields(c))
    except RuleViolation:  # this phone has no data to show
        known = {}
    names = dict.fromkeys(re.findall(r"{(\w+)}", screen.text))
    return {**known, **fill_in({name: known.get(name, "") for name in names}, screen, c)}


def fill_in(fields: Fields, screen: Screen, c: Context) -> Fields:
    """The fields of a screen, or of one of its lines, with the shortest value in place of each empty one."""
    return {name: _value_of(value, f"{screen.name}.{name}", name, c) for name, value in fields.items()}


def is_said(value: str) -> bool:
    """Whether a value is not empty: it has a letter, or a digit other than 0."""
    return any(letter.isalnum() and letter != "0" for letter in value)


def _value_of(value: str, on_screen: str, name: str, c: Context) -> str:
    said = own = OF_A_SCREEN.get(on_screen)
    if not own:  # none, or an empty one: the screen's own value comes first
        said = value if is_said(value) else LEAST.get(name) if own is None else own
    if said is None:
        raise KeyError(f"{on_screen} is empty where nothing is known: add its shortest value to LEAST ({__name__})")
    return said if isinstance(said, str) else said.get(c.language, said[ENGLISH])
