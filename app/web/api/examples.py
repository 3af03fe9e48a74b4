"""Examples of what the agencies' API answers, for its OpenAPI document; a test checks them against the models."""

from typing import Final

RECORDED: Final = {
    "reference": "EPP1-A1B2C3D4",
    "status": "submitted",
    "stage": "submitted",
    "stage_label": "Submitted",
    "service": "passport-renew-34",
    "version": 1,
    "since": "2026-11-20T09:00:00Z",
    "place": None,
    "note": None,
    "note_sw": None,
    "is_test": False,
}
MOVED: Final = RECORDED | {
    "status": "processing",
    "stage": "printed",
    "stage_label": "Passport printed",
    "version": 2,
    "since": "2026-11-23T09:00:00Z",
}
STEPS: Final = [
    {
        "version": state["version"],
        "status": state["status"],
        "stage": state["stage"],
        "at": state["since"],
        "place": None,
        "note": None,
        "note_sw": None,
        "actor": "agency:dis/0a1b2c3d",
    }
    for state in (RECORDED, MOVED)
]
FEE: Final = {"base_kes": 1500, "access_kes": 50, "total_kes": 1550}
PRICED: Final = RECORDED | {
    "status": "awaiting_payment",
    "stage": "awaiting_payment",
    "stage_label": "Awaiting payment",
    "service": "marriage-search",
    "version": 2,
    "note": "Two copies of three pages.",
    "fee": FEE,
}
HISTORY: Final = {
    **MOVED,
    "applicant": {
        "account_type": "citizen",
        "id_number": "29000001",
        "first_name": "Wanjiku",
        "birth": "1990",
        "phone": "+254712000001",
        "is_proven": True,
    },
    "form": {"name": "passport", "version": "2026-11"},
    "answers": {"for_whom": "child", "subject_first_name": "Amani", "office": "nyayo", "day": "slot:nyayo-0412"},
    "subject": {"subject_first_name": "Amani"},
    "slot": {
        "code": "nyayo-0412",
        "calendar": "biometrics",
        "place": "nyayo",
        "starts_at": "2026-12-04T06:00:00Z",
    },
    "fee": {"base_kes": 7500, "access_kes": 50, "total_kes": 7550},
    "replies": [
        {"version": 1, "number": 1, "at": "2026-11-21T09:00:00Z", "text": "It is with my mother", "actor": None}
    ],
    "history": STEPS,
}
BATCH_DONE: Final = {
    "results": [
        {"reference": "EPP1-A1B2C3D4", "code": 200, "status": "processing", "version": 2},
        {"reference": "102030405060", "code": 404, "detail": "there is no application of this reference"},
    ]
}
FOUND: Final = {
    "code": "passport-renew-34",
    "name": "Passport - renewal, 34 pages",
    "name_sw": "Kuhuisha pasipoti - kurasa 34",
    "label": "Passport renewal, 34 pages",
    "label_sw": "Kuhuisha pasipoti, kurasa 34",
    "agency": "dis",
    "agency_name": "Immigration",
    "category": "passport",
    "county": None,
    "fee_kes": 7500,
    "access_fee_kes": 50,
    "total_kes": 7550,
    "fee_source": "Gazette 241/2023, from Mar 2024",
    "processing_days": 15,
    "documents": ["current passport", "passport photos"],
    "channel": "phone",
    "portal_url": None,
}
