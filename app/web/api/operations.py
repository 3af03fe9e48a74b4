"""Operations of the agencies' API, each declared once, at its view.

From the declaration come the route, the scope that it needs, the reading of body and parameters, the status and headers
of the answer, the handling of `Idempotency-Key`, and the entry in the OpenAPI document. Why not a library:
docs/decisions/the-api-declared-once.md.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from inspect import signature
from typing import Any, Final

from flask import Blueprint, Flask, Response, abort, request
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.domain.shared.errors import RuleViolation
from app.platform.db import OutOfReach
from app.platform.observability import failed
from app.web import container, guards, rate_limits
from app.web.api import idempotency, path_references, problems
from app.web.api.bodies import MediaBody, Reads, read_body
from app.web.api.parameters import IDEMPOTENCY_KEY, IF_NONE_MATCH, Parameter
from app.web.api.problems import ApiReply
from app.web.api.schemas.body import Body
from app.web.guards import AnyScope, NeededScope

BUSY: Final = "the database is busy and nothing was changed; send it again"
UNANSWERED: Final = (OperationalError, PoolTimeout, OutOfReach)
"""The exceptions of a database that does not answer now."""
GAP: Final = re.compile(r"<(?:\w+:)?(\w+)>")
Made = Response | BaseModel | tuple[BaseModel, dict[str, str]]
"""What a view returns: the declared model, alone or with the declared headers; or a whole response."""
View = Callable[..., Made]
Before = Callable[..., Mapping[str, Any]]


@dataclass(frozen=True)
class Answer:
    """The answer of an operation that succeeds. An `ETag` among the headers is made from the model's version; where the
    operation takes `If-None-Match`, from the whole body."""

    status: int
    description: str
    model: type[BaseModel] | None = None
    example: Mapping[str, Any] | None = None
    headers: tuple[str, ...] = ()
    media: str = "application/json"


@dataclass(frozen=True)
class Operation:
    """One verb at one path; ApiBlueprint.operation says what the other fields are.

    `before`: a function that runs before the transaction and outside of it, unless there is a kept answer to the call.
    It takes the arguments of the view, and returns further ones for the view. `looks`: the operation has a body and
    changes nothing.
    """

    name: str
    verb: str
    summary: str
    scope: NeededScope | None
    answer: Answer
    reads: Reads
    parts: tuple[type[Body], ...]
    takes: tuple[Parameter, ...]
    refuses: tuple[int, ...]
    once: bool
    before: Before | None
    looks: bool

    @property
    def is_repeatable(self) -> bool:
        """Whether a copy under the same `Idempotency-Key` gets the same answer."""
        return IDEMPOTENCY_KEY in self.takes

    @property
    def is_conditional(self) -> bool:
        """Whether a caller that has the current body (`If-None-Match`) is answered 304."""
        return IF_NONE_MATCH in self.takes

    @property
    def headers(self) -> tuple[str, ...]:
        """The names of all headers of its answer."""
        repeated = ("Idempotent-Replayed",) if self.is_repeatable else ()
        return (*self.answer.headers, *repeated, *(("RateLimit", "RateLimit-Policy") if self.scope else ()))

    @property
    def refusals(self) -> list[int]:
        """The status codes of all problems that it may answer with."""
        body = (400, 413, 415, 422) if self.reads else ()
        key = (400, 401, 429, 503) if self.scope else ()
        scope = (403,) if self.scope and not isinstance(self.scope, AnyScope) else ()
        taken = (code for each in self.takes for code in each.refusals)
        return sorted({*self.refuses, *body, *key, *scope, *taken, 500})

    def perform(self, view: View, gaps: Mapping[str, str]) -> Response:
        """Read the request as it is declared, and answer it."""
        self._check_query()
        told = {each.argument: each.read(gaps) for each in self.takes if each.place == "path"}
        if self.reads is not None:
            told["given"] = read_body(self.reads)
        told |= {each.argument: each.read(gaps) for each in self.takes if each.place != "path"}
        if not self.once:
            etags = told.pop(IF_NONE_MATCH.argument, frozenset())
            made = view(**told)
            return made if isinstance(made, Response) else self._reply(made).response(known=etags)
        known = told.pop(IDEMPOTENCY_KEY.argument)
        if self.before is not None:
            if (kept := idempotency.kept_reply(known)) is not None:
                return kept.response(repeated=True)
            told |= self.before(**told)
        reply, repeated = idempotency.perform(partial(self._work, view, told), known)
        return reply.response(repeated=repeated)

    def _check_query(self) -> None:
        """Abort with 400 for an unknown query parameter: a misspelt filter must not return everything."""
        known = sorted(each.name for each in self.takes if each.place == "query")
        if not request.args.keys() <= {*known}:
            abort(400, f"of a query this reads {', '.join(known) or 'nothing'}: another parameter is there")

    def check(self, path: str, view: View, *, behind: Callable[[], None]) -> None:
        """Check the declaration against its path, its view and its guard. Raises TypeError."""
        wanted = {each.argument for each in self.takes} | ({"given"} if self.reads else set())
        if self.once:
            wanted = wanted - {IDEMPOTENCY_KEY.argument} | {"session"}
        if self.is_conditional and (self.once or "ETag" not in self.answer.headers):
            raise TypeError(f"{self.name}: If-None-Match is for a reading that has an ETag")
        wanted -= {IF_NONE_MATCH.argument}
        self._check_arguments(view, wanted)
        if sorted(GAP.findall(path)) != sorted(each.name for each in self.takes if each.place == "path"):
            raise TypeError(f"{self.name}: each gap of {path} is a parameter, and each parameter of the path a gap")
        if (self.scope is not None) != (behind is guards.agency_only):
            raise TypeError(f"{self.name}: a scope is wanted behind agency_only, and nowhere else")
        if self.reads is not None and not self.is_repeatable and not self.looks:
            raise TypeError(f"{self.name}: what changes something takes an Idempotency-Key")

    def _check_arguments(self, view: View, wanted: set[str]) -> None:
        if self.before is not None:
            if not self.once or set(signature(self.before).parameters) != wanted - {"session"}:
                raise TypeError(f"{self.name}: what comes before its one transaction takes what the view takes")
            wanted |= set(signature(view).parameters)
        if set(signature(view).parameters) != wanted:
            raise TypeError(f"{self.name} takes {sorted(wanted)}")

    def _work(self, view: View, told: Mapping[str, Any], session: Session) -> ApiReply:
        made = view(session=session, **told)
        if isinstance(made, Response):
            raise TypeError(f"{self.name}: a response cannot be kept")
        return self._reply(made)

    def _reply(self, made: BaseModel | tuple[BaseModel, dict[str, str]]) -> ApiReply:
        """The answer, made from what the view has returned. Raises TypeError where it is not what is declared."""
        body, headers = made if isinstance(made, tuple) else (made, {})
        written = body.model_dump_json()
        if "ETag" in self.answer.headers:
            headers = {"ETag": self._etag(body, written), **headers}
        if type(body) is not self.answer.model or {*headers} != {*self.answer.headers}:
            raise TypeError(f"{self.name} answers otherwise than is declared")
        return ApiReply(self.answer.status, written + "\n", headers)

    def _etag(self, body: BaseModel, written: str) -> str:
        """The ETag. Of a change: the version. Of a conditional read: the version, if there is one, and a digest of the
        body, which may change while the version stays. The digest is keyed, since the body has personal data."""
        version = dict(body).get("version")
        if not self.is_conditional:
            return f'"{version}"'
        digest = container().keys.digest("etag", written).hex()[:16]
        return f'"{version}.{digest}"' if isinstance(version, int) else f'"{digest}"'


class ApiBlueprint(Blueprint):
    """Operations behind one guard, below `/api/v1`. A refusal is answered with a problem; so is a busy database."""

    def __init__(self, name: str, import_name: str, *, behind: Callable[[], None] = guards.agency_only) -> None:
        super().__init__(name, import_name, url_prefix="/api/v1")
        self._behind = behind
        self.record_once(path_references.set_up)
        self.before_request(behind)
        self.after_request(rate_limits.tell)
        self.register_error_handler(RuleViolation, _refused)
        for kind in UNANSWERED:
            self.register_error_handler(kind, _busy)

    def operation(
        self,
        verb: str,
        path: str,
        summary: str,
        *,
        answer: Answer,
        scope: NeededScope | None = None,
        reads: Reads = None,
        parts: tuple[type[Body], ...] = (),
        takes: tuple[Parameter, ...] = (),
        refuses: tuple[int, ...] = (),
        once: bool = False,
        before: Before | None = None,
        looks: bool = False,
    ) -> Callable[[View], Callable[..., Response]]:
        """Declares an operation. The view below gives it its name, and is called with the declared arguments.

        `scope`: what a key needs (`guards.ANY_SCOPE`: any). `reads`: the model of the body, or a MediaBody; it is
        passed as `given`. `parts`: further models for the document, which the view itself validates. `takes`:
        parameters, each passed under its argument's name. `once`: the view runs in one transaction, whose `session` it
        is passed, and the answer is kept under the `Idempotency-Key`. `refuses`: further status codes of refusals.
        `before`, `looks`: see Operation. Raises TypeError where declaration, path and view do not fit.
        """
        takes = (*takes, IDEMPOTENCY_KEY) if once else takes

        def declare(view: View) -> Callable[..., Response]:
            name = re.sub(r"_(\w)", lambda found: found[1].upper(), view.__name__)
            declared = Operation(name, verb, summary, scope, answer, reads, parts, takes, refuses, once, before, looks)
            declared.check(path, view, behind=self._behind)

            @wraps(view)
            def answered(**gaps: str) -> Response:
                return declared.perform(view, gaps)

            _mark(answered, declared)
            self.add_url_rule(path, view_func=guards.needs(scope)(answered) if scope else answered, methods=[verb])
            return answered

        return declare


def routes(app: Flask) -> Iterator[tuple[str, Operation | None]]:
    """Each route of the API: its path as OpenAPI writes it, and its operation; None where it has none."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            yield GAP.sub(r"{\1}", rule.rule), getattr(app.view_functions[rule.endpoint], "operation", None)


def _mark(answered: Callable[..., Response], declared: Operation) -> None:
    """Attach to a view its operation (for `routes`) and the limit of a body that is not JSON (`agency_only`)."""
    answered.operation = declared  # type: ignore[attr-defined]
    if isinstance(declared.reads, MediaBody):
        answered.largest_body = declared.reads.largest  # type: ignore[attr-defined]


def _refused(error: RuleViolation) -> Response:
    """The response to a refusal by the domain that is not kept as an answer."""
    return problems.of_refusal(error).response()


def _busy(error: Exception) -> Response:
    """The response to a deadlock, a lock timeout or a database that does not answer: the request can be sent again."""
    failed("database", error)
    return problems.problem(503, BUSY, headers={"Retry-After": "1"}).response()
