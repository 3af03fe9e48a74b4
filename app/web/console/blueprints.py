"""Every blueprint of the console, for the composition root."""

from typing import Final

from app.web.console.pages import approvals, home, moves, queue, visitors

BLUEPRINTS: Final = (visitors.blueprint, home.blueprint, approvals.blueprint, queue.blueprint, moves.blueprint)
