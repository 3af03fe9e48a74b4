"""Parts of the OpenAPI document that are told as they are: parameters, headers, examples."""

from typing import Any, Final

VERSION: Final = '("[0-9]{1,9}"|[0-9]{1,9})'
PARAMETERS: Final[dict[str, Any]] = {
    "reference": {
        "name": "reference",
        "in": "path",
        "required": True,
        "description": "In any case; spaces, dots, hyphens and slashes do not count.",
        "schema": {"type": "string", "minLength": 1, "examples": ["EPP1-A1B2C3D4"]},
    },
    "q": {
        "name": "q",
        "in": "query",
        "required": True,
        "description": "A word or a few in English or Swahili, misspelt too; or the digits of a keypad.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 160, "examples": ["renew passport", "7277"]},
    },
    "limit": {
        "name": "limit",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": 50, "default": 5},
    },
    "code": {
        "name": "code",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "minLength": 1, "examples": ["passport-renew-34"]},
    },
    "idempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "Your own name for this request, the same for each copy of it.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
    },
    "ifMatch": {
        "name": "If-Match",
        "in": "header",
        "description": "The version that you know, as the `ETag` had it, or several of them; or `*`.",
        "schema": {
            "type": "string",
            "pattern": rf"^(\*|{VERSION}( *, *{VERSION}){{0,9}})$",
            "examples": ['"3"'],
        },
    },
}
_SAYS: Final = {
    "ETag": 'The version, in quotes: `"3"`.',
    "Location": "Where the application can be read.",
    "Idempotent-Replayed": "`true` when this is the answer to an earlier copy of the request.",
    "Retry-After": "Seconds to wait.",
    "RateLimit": 'What is left, and the seconds after which all is there again: `"requests";r=599;t=60`.',
    "RateLimit-Policy": 'Requests that the key may make, in seconds: `"requests";q=600;w=60`.',
    "WWW-Authenticate": "`Bearer`; where a scope is missing, also which (RFC 6750).",
}
HEADERS: Final = {name: {"description": text, "schema": {"type": "string"}} for name, text in _SAYS.items()}
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
