"""Walks through help, calls, questions and finding a service."""

from typing import Final

from tests.architecture.walk_preconditions import Walk, nobody, three_calls, three_questions

WALKS: Final = {
    "a reference and the language": Walk(
        nobody,
        """
        dial          home.home
        6             home.home
        1             applications.reference
        102030405060  applications.standing
        1             applications.sent
        """,
    ),
    "help": Walk(
        nobody,
        """
        dial  home.home
        5     help.topics
        1     help.people
        0     help.topics
        4     help.checking
        0     help.topics
        5     help.accounts
        0     help.topics
        6     help.sms_words
        0     help.topics
        7     help.alerts
        0     help.topics
        8     help.portal
        0     help.topics
        9     help.paying
        """,
    ),
    "a call that is asked for": Walk(
        nobody,
        """
        dial  home.home
        5     help.topics
        1     help.people
        1     call_me.topic
        1     call_me.kept
        dial  home.home
        5     help.topics
        1     help.people
        1     call_me.waits
        """,
    ),
    "a call too many": Walk(
        three_calls,
        """
        dial  home.home
        5     help.topics
        1     help.people
        1     call_me.topic
        1     call_me.too_often
        """,
    ),
    "a question of one's own": Walk(
        nobody,
        """
        dial                  home.home
        5                     help.topics
        1                     help.people
        2                     asking.question
        Where-is-my-passport  asking.kept
        dial                  home.home
        5                     help.topics
        1                     help.people
        2                     asking.own
        1                     asking.question
        And-my-licence?       asking.kept
        """,
    ),
    "a question too many": Walk(
        three_questions,
        """
        dial                  home.home
        5                     help.topics
        1                     help.people
        2                     asking.own
        1                     asking.question
        Where-is-my-passport  asking.too_many
        """,
    ),
    "help in person and in writing": Walk(
        nobody,
        """
        dial     home.home
        5        help.topics
        3        questions.asked
        1        questions.answer
        0        questions.asked
        0        help.topics
        2        huduma.place
        1        huduma.centre
        0        huduma.place
        nairobi  huduma.centres
        1        huduma.centre
        1        huduma.sent
        """,
    ),
    "a service": Walk(
        nobody,
        """
        dial      home.home
        4         services.find
        passport  services.found
        1         service.one
        2         service.cost
        0         service.one
        3         service.documents
        0         service.one
        4         service.where
        1         huduma.place
        0         service.where
        0         service.one
        5         service.how_much
        1         service.sent
        """,
    ),
    "nothing of that name": Walk(
        nobody,
        """
        dial           home.home
        4              services.find
        pqqsqort       services.nothing
        1              service.one
        0              services.nothing
        4              services.find
        qwxzv          services.nothing
        1              services.find
        qwxzv          services.nothing
        2              huduma.place
        0              services.nothing
        3              help.people
        """,
    ),
    "by category": Walk(
        nobody,
        """
        dial      home.home
        4         services.find
        1         browsing.groups
        2         browsing.within
        1         service.one
        0         browsing.within
        transfer  browsing.within
        1         service.one
        """,
    ),
    "by county": Walk(
        nobody,
        """
        dial       home.home
        4          services.find
        3          browsing.groups
        nairobi    browsing.county
        2          huduma.centres
        1          huduma.centre
        0          huduma.centres
        0          browsing.county
        1          browsing.within
        1          service.one
        4          service.sent
        dial       home.home
        4          services.find
        3          browsing.groups
        turkana    browsing.county
        1          huduma.centre
        """,
    ),
    "what eCitizen does not have": Walk(
        nobody,
        """
        dial                    home.home
        4                       services.find
        police-abstract         service.one
        1                       huduma.place
        """,
    ),
    "a service that a county has not": Walk(
        nobody,
        """
        dial                  home.home
        4                     services.find
        land-rates-kiambu     services.not_there
        1                     huduma.centre
        0                     services.not_there
        2                     services.find
        parking-nairobi       services.found
        """,
    ),
    "a service that two centres of a county know nothing of": Walk(
        nobody,
        """
        dial                  home.home
        4                     services.find
        land-rates-kajiado    services.not_there
        1                     huduma.centres
        """,
    ),
}
