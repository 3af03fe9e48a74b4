"""The language that a text is written in, by its commonest words: a phone that has chosen none is answered in it."""

import re
from typing import Final

from app.platform.i18n import ENGLISH

SWAHILI: Final = "sw"
_SWAHILI: Final = """
na ya wa kwa ni la za cha katika kuwa hii hiyo hizi huyu huyo hili hayo hao yule ile
yangu langu changu wangu zangu yako lako chako wako zako yake lake chake wake zake yetu letu chetu wetu yenu
mimi wewe yeye sisi nyinyi wao mtu watu mtoto mama baba bwana
nini nani lini wapi gani vipi mbona je ngapi namna jinsi kwanini
ndiyo ndio hapana si sio bado tayari sasa leo jana kesho tena pia tu sana hapa hapo huko lakini au kama ili hadi mpaka
siku wiki mwezi miezi mwaka miaka saa asubuhi jioni
iko kiko niko yuko ziko uko tuko wako yapo ipo kipo yupo zipo hakuna kuna hamna kila yote zote wote
nataka naomba nahitaji natafuta nasubiri nangoja napata naweza niaje ninataka naona najua sijui siwezi sina sitaki
nimelipa nimesahau nimepata nimetuma nimeomba nimepoteza nilituma nilipata nilipa niliomba nilipoteza
tafadhali asante ahsante shukran shukrani karibu habari jambo mambo sasa sawa poa pole samahani ndugu
pesa bei shilingi malipo kulipa lipa lipia kupata kujua kuomba tuma nitume nitumie piga nipigie angalia amesema anasema
amepiga nimepewa niambie kutoka simu
jibu majibu hali kumbukumbu maombi ombi nambari namba jina ofisi huduma serikali nchi kijiji mji
msaada nisaidie nisaidieni saidia nenosiri neno siri msimbo simbo barua pepe
kitambulisho pasipoti leseni cheti hati ardhi shamba gari biashara ndoa talaka kuzaliwa kifo mzazi shule
jisajili sajili kujisajili kusajili acha sitisha ondoka anza zima washa arifa ujumbe jumbe badilisha mpya
moja mbili tatu nne tano
"""
_ENGLISH: Final = """
the is are am was were be been being i my mine me you your he she it its we our they them their this that these those
what where when who whom which why how much many long
do does did done don't didn't doesn't have has had can can't could will won't would shall should may must
and or but if because for to of in on at with by from about after before since until into
not no yes yet still already now today yesterday tomorrow again also only very here there
want need get got give take make know find apply applied pay paid send sent wait waiting help tell call come go see
please thanks thank hello good morning afternoon evening sorry
new old lost forgot forgotten nothing happened any anybody someone all
day days week weeks month months year years
status reference number answer reply money cost price fee office name certificate licence license birth death marriage
divorce land car vehicle business child stop start language password phone message messages register
"""
_WORDS: Final = {SWAHILI: frozenset(_SWAHILI.split()), ENGLISH: frozenset(_ENGLISH.split())}
_VERB: Final = re.compile(r"(?:nime|nina|nili|nita|ninge|sija|haija|haku|hamja|mnge|wame|tume|tuna|tuli)[a-z]{3,}")
"""Verbs of Kiswahili by the beginning: `nimelipa`, `sijapata`, `tumengoja`."""
_WORD: Final = re.compile(r"[a-z']+")


def language_of(text: str) -> str | None:
    """The language with more of its common words in a text; None where neither has more."""
    said = _WORD.findall(text.casefold())
    count = {language: sum(word in words for word in said) for language, words in _WORDS.items()}
    count[SWAHILI] += sum(word not in _WORDS[SWAHILI] and bool(_VERB.fullmatch(word)) for word in said)
    if count[SWAHILI] == count[ENGLISH]:
        return None
    return max(count, key=lambda language: count[language])
