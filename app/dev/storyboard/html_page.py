"""The storyboard as one page of HTML: it needs nothing else, runs nothing, and prints well."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.dev.storyboard import task_costs
from app.dev.storyboard.screens import PhonePage, StoryboardFlow, blank_context, read_book
from app.dev.storyboard.task_costs import TaskCost
from app.dev.storyboard.tasks import TASKS, CitizenTask
from app.platform import gsm0338
from app.platform.i18n import languages
from menus.engine import BACK, FIRST, LOST, MORE
from menus.flows import BOOK

TEMPLATES: Final = Path(__file__).parent / "templates"
COST_TERMS: Final = (
    ("Hops", "Callbacks of the network: the dial and each answer, or one SMS."),
    (
        "Keys",
        (
            "Presses, with the one that dials or sends. A letter is pressed for as often as it stands on its key, "
            "a digit once."
        ),
    ),
    (
        "Time",
        (
            f"An estimate: {task_costs.SECONDS_A_KEY:g} s a key, {task_costs.WORDS_A_SECOND:g} words read a second, "
            f"{task_costs.SECONDS_A_HOP:g} s until the network answers (source 42)."
        ),
    ),
    (
        "Sessions",
        (
            f"A session of USSD ends after {task_costs.SECONDS_A_SESSION} s (source 4). What takes longer is saved "
            "on the way, and goes on at the next dial."
        ),
    ),
    (
        "Shillings",
        (
            f"KES {task_costs.KES_A_SESSION:g} a session, which eCitizen may pay instead, and "
            f"KES {task_costs.KES_AN_SMS:.2f} a citizen's SMS (source 41); KES {task_costs.KES_A_PART:.2f} a part of "
            "an SMS of ours (source 12). Fees are not in it."
        ),
    ),
    ("Sources", "docs/sources.md names where each figure is from, and how sure it is."),
)
TERMS: Final = (
    (
        "Shortest",
        (
            "What a phone is shown of which nothing is known, on an installation without any data; where a value must "
            "be there, the least that the catalogue and the domain have. Lists of services, centres and applications "
            "are empty."
        ),
    ),
    ("Longest", "Every value at the longest that the domain allows. W stands for each of its letters."),
    ("Septets", f"A screen has {gsm0338.SCREEN}, those of CON or END included. What is longer goes on to pages."),
    (
        "Keys of all screens",
        (
            f"{BACK} leads back, {FIRST} to the first screen, {MORE} to the next page, {LOST} to help "
            "after three refusals."
        ),
    ),
    (
        "Exits",
        (
            "Where each line leads. A line may lead to several screens, by what is known then; what leads on without "
            "a line of its own here stands last."
        ),
    ),
)


@dataclass(frozen=True)
class Storyboard:
    """The content of the storyboard: the flows with their screens, the tasks with their costs, and the USSD code."""

    flows: Sequence[StoryboardFlow]
    tasks: Sequence[tuple[CitizenTask, TaskCost]]
    code: str

    @cached_property
    def pages(self) -> list[PhonePage]:
        """Every page of a phone that is drawn."""
        drawn = [each for flow in self.flows for screen in flow.screens for each in screen.drawn]
        return [page for each in drawn for page in (*each.shortest, *each.longest)]

    @property
    def counts(self) -> dict[str, int]:
        """How many screens, flows, languages and pages there are, and the most septets of a page."""
        return {
            "screens": sum(len(screen.drawn) > 0 for flow in self.flows for screen in flow.screens),
            "flows": len(self.flows),
            "languages": len(languages()),
            "pages": len(self.pages),
            "most": max(page.septets for page in self.pages),
        }


def make_storyboard() -> Storyboard:
    """The storyboard of the code as it is now."""
    context = blank_context()
    return Storyboard(read_book(BOOK, context), [(task, task.cost()) for task in TASKS], context.contacts.ussd_code)


def render_html(storyboard: Storyboard) -> str:
    """The HTML page. The same code always gives the same page: it has no date."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"as_time": as_time, "by_subject": by_subject}
    return found.get_template("storyboard.html").render(
        code=storyboard.code,
        counts=storyboard.counts,
        flows=storyboard.flows,
        tasks=storyboard.tasks,
        names=languages(),
        terms=TERMS,
        cost_terms=COST_TERMS,
    )


def by_subject(flows: Sequence[StoryboardFlow]) -> list[tuple[str, list[StoryboardFlow]]]:
    """The flows of each subject, in their order."""
    return [(subject, [*found]) for subject, found in groupby(flows, key=lambda flow: flow.subject)]


def as_time(seconds: int) -> str:
    """A time for people: `53 s`, `2 min 5 s`."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
