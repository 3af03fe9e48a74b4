"""Requests in a note to pass on what comes by SMS: a one-time code that is asked for without being named.

"Forward the next SMS to us", "Mwambie afisa namba sita utakazopata": the reader hands over a code, and no word of the
text is a secret. Two things together are looked for: who or what is told, and a message or number that comes.
A message that is shown at a counter, or that the citizen is only told to expect, is let pass.
"""

import re
from typing import Final

from app.domain.applications.note_rules.relay_words import (
    ARRIVAL,
    COMING,
    COUNT,
    EITHER,
    IT,
    LISTENER,
    MSG,
    NOT_OTHER,
    PERSON,
    RELATIVE,
    RELAY,
    SAID,
    SAY,
    TELL_PERSON,
    THE,
    TO_PERSON,
    any_of,
)

_STOP = any_of(
    "when once if after until till before keep bring come wait not leta njoo subiri hifadhi baada kabla ikiwa",
    "utakapo[a-z]+ uki[a-z]+",
)
_GAP = rf"(?:(?!{_STOP}\b)[^\s.!?]{{1,24}} ){{0,7}}?"
"""A few words, none of which begins another clause."""
_NEAR = r"[^.!?]{0,60}?"
_LATER = r".{0,70}?"
_MUST = any_of("must should will shall needs_to has_to wants_to may")
_SAY = rf"\b(?!show|present){SAY}(?: (?:out|on|back|over|along|aloud|up))?"
_PASSED = any_of("read forwarded sent given told shared passed dictated")
_TOLD = (
    rf"{_SAY}(?: (?:to|with|for|kwa|na))? {PERSON}\b{NOT_OTHER}",
    (
        rf"{_SAY} (?:{IT}|{SAID}|the (?:[a-z]+ )?(?:{SAID}|{MSG}))"
        rf" (?:[a-z]+ )?(?:to|with|for|kwa) {PERSON}\b"
    ),
    rf"\b(?:forward|fwd|read out|say|spell|whatsapp|key|(?:i|zi)(?:forward|share|send|fowadi)) (?:{IT}|kwa)\b",
    rf"\b(?:send|pass|give) {IT} (?:back|here|on)\b|\b(?:i|u|zi)rudishe\b",
    rf"\b{PERSON} {_MUST} (?:hear|know|see|read|have|get) {IT}\b",
    rf"\b{IT} (?:is|are) (?:only )?for {PERSON}\b|\bsoma kwa sauti\b",
    rf"\b{PERSON} (?:needs?|wants?) {IT}\b|\b{TO_PERSON}\b{NOT_OTHER}",
    (
        rf"\b(?:u|uu|i|ui|zi|uzi|ya)(?:some|tume|peleke|taje|sambaze|rushe|fowadi|seme|wasilishe)\b (?:[a-z]+ )?"
        rf"(?:kwa )?(?:sauti|{PERSON})\b"
    ),
    rf"\b{_PASSED} (?:out |on |back )?(?:to|with) {PERSON}\b{NOT_OTHER}",
)
_HAND = f"(?:{'|'.join(_TOLD)})"
"""Telling or handing over of "it", or of what is not said: the sentence before has named it."""
_FORWARD = (
    "(?:forward(?:ing)?|fwd|fowadi|relay|dictate|recite|transmit|screenshot|pass on|read(?:ing)?(?: out| aloud| to)"
    f"|read {PERSON}|let {PERSON} [a-z]+)"
)
_GIVE = any_of("send share give copy paste read repeat avail provide deliver supply issue furnish return peana toa")
_READ = any_of("read say repeat u?some u?seme (?:uta)?soma sema (?:ku|u)?taj[ae] mpe mtajie")
_PLAINLY = (
    rf"\b{_FORWARD} {_GAP}{MSG}\b",
    (
        rf"\b(?:read|reading|repeat|spell(?: out)?|u?some|soma) (?:[a-z]+ ){{0,3}}?{MSG}(?: [a-z]+){{0,2}}?"
        rf" (?:to|for|kwa) (?:{PERSON}|sauti)\b"
    ),
    (
        rf"\b(?:tell|give|send|share|show|read|pea|patia|tumia|ambia|somea)(?: to| with)? {PERSON}"
        rf" (?:{THE}|your|whole|full) (?:[a-z]+ ){{0,2}}?{MSG}\b"
    ),
    rf"\b{_GIVE} (?:{THE} )?(?:[a-z]+ )?{MSG} (?:[a-z]+ ){{0,3}}?(?:to|with|na|kwa) {PERSON}\b",
    rf"\b(?:furnish|provide|supply|assist|help) {PERSON} with (?:{THE}|your) (?:[a-z]+ ){{0,2}}?{EITHER}\b",
    rf"\b(?:send|share|forward|give|show)(?: {PERSON})? your (?:inbox|messages|texts)\b|\bshare your screen\b",
    (
        r"\b(?:line|calls?|phones?|rings?|simu|piga|tutakupigia|officer|afisa)\b[^.!?]{0,40}?(?<!cannot )(?<!not )"
        rf"\b{_READ} (?:(?:the|that|out|hizo|zile) ){{0,2}}(?:{MSG}|digits|figures|numbers?|tarakimu|nambari|namba)\b"
        r"(?! (?:of|on|ya|za)\b)"
    ),
    rf"\b{MSG}\b.{{0,60}}?\b(?:read|forward|dictate|repeat) {IT} (?:out |on )?(?:to|for) {PERSON}\b",
    rf"\b{MSG}\b.{{0,60}}?\b(?:by (?:mistake|error)|wrongly|kimakosa|kwa makosa)\b.{{0,60}}?\b(?:{SAY}|[iu]rudishe)\b",
    rf"\b(?:get|receive|take) (?:{THE} )?{MSG} (?:and|then) (?:call|ring|phone|flash)\b",
    r"\b(?:say|speak|shout|dictate) (?:the |those )?(?:numbers?|digits|figures)\b(?! (?:of|on|in)\b)",
    r"\b(?:forward|fwd|fowadi) (?:that one|the next)\b",
    rf"\b(?:rekodi|record|nakili|copy|photograph|snap) (?:[a-z]+ ){{0,2}}?{MSG}\b",
    rf"\b(?:photo|picture|picha|screen ?shots?) (?:[a-z]+ ){{0,5}}?{MSG}\b",
    rf"\b{LISTENER} (?!will|shall){_MUST} (?:see|hear|read|have|know) (?:[a-z]+ ){{0,2}}?{MSG}\b",
    rf"\b{LISTENER}\b[^.!?]{{0,30}}?\b{MSG}\b[^.!?]{{0,30}}?\b(?:read|say|dictate|spell) {IT}\b",
    rf"\b{TELL_PERSON} (?:[a-z]+ ){{0,4}}?{MSG}\b|\b{TO_PERSON} (?:[a-z]+ ){{0,3}}?(?:codes?|msimbo|misimbo)\b",
    rf"\b{MSG} (?:[a-z]+ ){{0,4}}?[a-z]{{0,4}}some[ea]\b|\b[a-z]{{0,4}}some[ea] {_GAP}{EITHER}\b",
)
"""A message read out, forwarded or told to somebody: whichever message it is."""
_BESIDE = f"(?:{RELAY}|{MSG}|{RELATIVE}|officer|agent|caller|afisa|karani|sent|what|which)"
_TOGETHER = (
    rf"\b{RELAY} {_GAP}{COMING}",
    rf"(?:{COMING}|{ARRIVAL}){_LATER}{_HAND}",
    rf"{COMING}{_NEAR}\b(?:{LISTENER}|(?:in|by) (?:your |a )?reply)\b|\b{LISTENER}\b{_NEAR}{COMING}",
    rf"{COUNT}{_NEAR}\b(?:{_BESIDE}|phone|simu|call)\b|\b(?:{_BESIDE}|repl\w+|jibu)\b{_NEAR}{COUNT}",
    rf"\b(?:have|keep|hold|prepare|weka|andaa) {_GAP}{COMING}{_NEAR}\b(?:calls?|rings?|phones?|officer|afisa|simu)\b",
)
_RULES: Final = (re.compile("|".join(_PLAINLY)), *(re.compile(rule) for rule in _TOGETHER))

# What is no such request

_COUNTER = any_of(
    "counter gate door window desk reception entrance office centre kaunta lango mlango dirisha ofisi huduma"
)
_SHOWN = re.compile(
    rf"\b(?:show|present|u?onyeshe|u?onyesha|onesha|mwonyeshe) (?:(?!{SAY}\b)[a-z]+ ){{0,3}}?{MSG}\b"
    r"(?:(?!whatsapp|video|call|phone|simu|piga|\bus\b|[0-9])[^.!?]){0,40}?"
    rf"\b(?:at|in|kwenye|katika) (?:the |our )?(?:[a-z]+ ){{0,2}}?{_COUNTER}\b"
)
_THIS = re.compile(
    rf"\b(?:this (?:text )?{MSG}|(?:ujumbe|jumbe) (?:huu|hizi)|(?:sms|mes+eji) hii)\b"
    rf"(?! (?:that|which|you|{RELATIVE})\b)"
)
_WARNED = re.compile(
    r"\b(?:never|do not|don't|dont) (?:ever )?(?:forward|read|tell|give|send|share|show) (?:[a-z]+ ){1,6}?"
    r"(?:to |with )?(?:anyone|anybody|a stranger|strangers)\b(?! (?:but|except|besides|other)\b)"
    rf"|\busi(?:m|wa)?(?:some[ea]|tumi[ea]|ambie|pe) (?:mtu yeyote|mtu|yeyote)\b(?: {EITHER})?(?: wako| yako)?"
    r"|\bif you (?:(?:do not|don't|have not|haven't|did not) (?:get|got|receive|received|see|have)"
    rf"|(?:got|get|have|received?) no) (?:[a-z]+ ){{0,2}}?{MSG}\b"
)
_UNLIKE = re.compile(r"\b(?:birth notifications?|notification (?:of|ya) (?:birth|kuzaliwa)|text ?books?)\b")
"""What has the name of a message, and is none."""
_PLACES = any_of(
    "chumba vyumba dirisha madirisha lango kaunta ofisi jengo ghorofa meza mlango hema ukumbi kituo nyumba ploti",
    "shamba fomu kifungu kanuni sheria foleni basi gari kesi mahakama ngazi form sehemu swali maswali barabara",
    "block counter window kiambatisho jedwali",
)
_PLACE_NUMBER = re.compile(
    rf"\b{_PLACES} (?:ya |la |cha )?(?:namba|nambari|no)\.? (?:[0-9]{{1,4}}|[a-z]{{3,5}})\b(?! {RELATIVE})"
    r"|\b(?:bonyeza|chagua) (?:namba|nambari) [0-9]\b(?! (?:zi|u))"
)
"""In Kiswahili "namba 6" is number six as well as six numbers."""
_SIGNS = re.compile(r"[,:;()\"'-]+(?=\s)|(?<=\s)[,:;(\"'-]+")
_SPACED = re.compile(r"\b(?:[a-z][\s._-]){2,}[a-z]\b")
_SHORTER: Final = {"nxt": "next", "u": "you", "d": "the", "2": "to", "ur": "your"}
_SHORT = re.compile(r"\b(?:nxt|u|d|ur|2(?= (?:us|me|him|her|our|the|this)\b))\b")


def asks_to_relay(words: str) -> bool:
    """Whether a plain text asks to pass on a message, or the number in it, that comes to the citizen."""
    words = _SPACED.sub(lambda found: re.sub("[^a-z]", "", found[0]), words)
    words = _SHORT.sub(lambda found: _SHORTER[found[0]], words)
    for harmless in (_WARNED, _UNLIKE, _THIS, _SHOWN, _PLACE_NUMBER):
        words = harmless.sub(" ", words)
    words = " ".join(_SIGNS.sub(" ", words).split())
    return any(rule.search(words) for rule in _RULES)
