"""The four steps with anysd, as its README builds an application. Runs in an environment of its own.

The configuration in its working folder has the address of its Redis. The example in its README runs on Flask's
development server; here the application reads the form of the provider.
"""

from typing import Any

from anysd import FormFlow, NavigationController, NavigationMenu  # type: ignore[import-not-found]
from flask import Flask, request

CENTRES = {"thika": "Huduma Centre Kiambu (Thika)\nOpposite Thika Stadium\nOpen Mon-Fri 07:00-19:00. Call 1919."}


def is_known(current_step: int, last_input: str, **_: Any) -> tuple[bool, str | None]:
    """Whether the town that was typed has a centre; at any other step than the first every input is taken."""
    return current_step != 1 or last_input in CENTRES, None


def tell(*, data: dict[str, str], **_: Any) -> str:
    """The centre of a town."""
    return f"END {CENTRES[data['TOWN']]}"


towns = FormFlow(
    form_questions={
        "1": {"name": "TOWN", "menu": "CON Huduma Centres: type your town or county"},
        "2": {"name": "CENTRE", "menu": tell},
    },
    step_validator=is_known,
)
home = NavigationMenu(name="home", title="Welcome. Karibu eCitizen", show_title=True)
for number, line in enumerate(("Track by reference number", "Register", "Sign in", "Find a service"), 1):
    NavigationMenu(name=f"line_{number}", title=line, parent=home, next_form=towns)
topics = NavigationMenu(name="help", title="Help with eCitizen", parent=home)
NavigationMenu(name="language", title="Kiswahili", parent=home, next_form=towns)
for number, line in enumerate(("Call or write to us", "Huduma Centres", "Questions and answers"), 1):
    NavigationMenu(name=f"topic_{number}", title=line, parent=topics, next_form=towns)
application = Flask("anysd_app")


@application.post("/ussd")
def ussd() -> str:
    """Answer a hop."""
    form = request.form
    answer: str = NavigationController(home, form["phoneNumber"], form["sessionId"], form["text"]).navigate()
    return answer
