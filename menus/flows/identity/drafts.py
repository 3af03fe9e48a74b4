"""What is told of a person, by those of these flows that need each other's answers."""

from menus.draft import Draft


class PersonDraft(Draft):
    """Who somebody says they are: to register, to sign in, and for a new password."""

    account_type: str = ""
    """An `AccountType`, or one that a newer release knows."""
    name: str = ""
    """At sign-in and for a new password: a number, an e-mail address or an account's id."""
    birth: str = ""
    """The year, or the date where the kind of account is asked for it."""


class RegistrationDraft(Draft):
    """What else is asked of who registers; a passport has all of it."""

    number: str = ""
    first_name: str = ""
    surname: str = ""
    other_names: str = ""
    gender: str = ""
