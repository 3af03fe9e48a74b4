"""Words as people write them: taken out of a text, brought to one form, and freed of what says nothing."""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[a-z]+|[0-9]+(?:cc)?")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019\u2018`](?=\w)")

_ENGLISH: Final = """
a about also am an and any are as at be by can could do does for from get getting give have hello hey hi how i if im in
is it its ive kenya like long me mine much my need needed needs of on or our please pls plz procedure process required
requirement requirements some steps thanks that the their there this to us want wanna was we what when where which who
will with would you your
again been before being but come comes did didnt done else even go goes going got had he her him his into just know let
lets make many money most must never no not now off ok okay one only other out person should so somebody someone
such take takes tell than then they them thing things today too under until up very were while why yes yet
"""
_SWAHILI: Final = """
au cha changu chako hapa hii hiyo hizo huo huyo je jinsi juu ka katika kama kuhusu kwa kwamba kupata kutoka la langu
lake mahitaji napata nilipata mimi msaada na nahitaji naeza nataka natafuta naomba naweza ndani ni niko nipate nina
ninahitaji ninataka ninawezaje nini ningependa nitapata pia sana tafadhali tu vile vya wa wake wangu wapi ya yake yako
yangu yetu za zangu
kuomba mniambie mnisaidie naezapata ningeomba nieleze nielezee ninaomba nisaidie nisaidieni niambie niambieni pata
tunaomba tusaidie
amefika anapata anapataje bado basi bei gani hana hawa hicho hili hivi hizi huku huo iko ile ili ipi ipo iwe kuhusu
kujua kupiga kwenda kwenye lakini leo lini mbona mnaweza mpaka mtu namna nani naombaje nawezaje ngapi niende nifanye
nimemaliza nimepata ningetaka nitafanyaje nitapataje nyingine ofisi pengine pesa sabini shilingi siku tena tunahitaji
tunataka unaweza wao watu weka yule
"""
_TEXTED: Final = "2 4 d da dat hw ma mi n nta ntaka plis pliz r sasa sema sijui u ur wer wht"
_IS_WHERE: Final = "kiko liko uko yako yuko ziko zako kipo lipo upo yapo yupo zipo vipi costs cost"
SAYS_NOTHING: Final = frozenset(f"{_ENGLISH} {_SWAHILI} {_TEXTED} {_IS_WHERE}".split())
"""Left out of what is typed, unless nothing else is left."""

_ENDINGS: Final = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))
_KEEPS_S: Final = ("ss", "us", "is", "as")


def words(text: str) -> list[str]:
    """The words and numbers of a text, in order: small letters without accents."""
    joined = _APOSTROPHE.sub("", text)
    if joined.isascii():  # nearly every text
        return _WORD.findall(joined.casefold())
    plain = unicodedata.normalize("NFKD", joined).casefold()
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def telling(found: list[str]) -> list[str]:
    """Those of the words that say something; all of them where none does."""
    return [word for word in found if word not in SAYS_NOTHING] or found


def stem(word: str) -> str:
    """A word without the ending of a plural; and -ation, -ate and -ed made one, since all tell of the same service.

    -ing stays: to train and training, a park and parking are two things.
    """
    if len(word) > 3 and word.endswith("s") and not word.endswith(_KEEPS_S):
        ending, instead = next(pair for pair in _ENDINGS if word.endswith(pair[0]))
        word = word[: -len(ending)] + instead
    for ending in ("ations", "ation", "ated", "ate", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
