"""The words to which a person agrees before a desk applies in their name: read out, in the person's language.

Changed words need a new version (`desk_consents.WORDS`): a test checks the two together.
"""

from collections.abc import Mapping
from typing import Final

from app.domain.applying.at_desk.desk_consents import SeenDocument
from app.web.console.texts import catalogue, mark

WORDS_READ: Final = (
    mark("You ask this desk to apply for you, in your name."),
    mark("The desk types your answers and sends them to the office that decides. Only answer what is true."),
    mark("The application is yours, as if you had applied on your phone: the SMS come to you, and you pay the fee."),
    mark("You can look at it, and withdraw it before the office begins, on your own phone."),
    mark("We keep who applied for you at this desk, when, which document you showed, and that you agreed."),
    mark("Do you agree?"),
)
DOCUMENTS: Final[Mapping[str, str]] = {
    SeenDocument.NATIONAL_ID: mark("National ID or Maisha card"),
    SeenDocument.PASSPORT: mark("Passport"),
    SeenDocument.FOREIGNER_CARD: mark("Foreigner certificate (alien card)"),
    SeenDocument.REFUGEE_CARD: mark("Refugee identity card"),
    SeenDocument.DIPLOMATIC_CARD: mark("Diplomatic identity card"),
}


def words_in(language: str) -> list[str]:
    """The words, a sentence or two each, in a language."""
    return [catalogue(language).get(each) or each for each in WORDS_READ]
