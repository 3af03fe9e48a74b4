"""The drafts about a person that several of these flows share."""

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
    """What else a registration asks for; all of it for a passport only."""

    number: str = ""
    first_name: str = ""
    surname: str = ""
    other_names: str = ""
    gender: str = ""
