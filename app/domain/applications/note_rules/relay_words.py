"""The words by which a note asks, in English and Kiswahili, to pass on what comes by SMS: parts of regular expressions.

For plain texts of one blank between words, without commas, with short forms written out (`u` is `you`). Every
repetition is bounded, so that no text takes long.
"""

from typing import Final


def any_of(*words: str) -> str:
    """A pattern for one of the words; a string holds several with blanks between them, `_` is a blank inside one."""
    return f"(?:{'|'.join(' '.join(words).split()).replace('_', ' ')})"


# Messages, numbers, and those who would be told

MSG: Final = any_of(
    "(?:text_)?(?:sms(?:e?s)?|messages?|msgs?) texts? mes+e?ji? ujumbe jumbe arafa notifications? inbox",
    "screen_?shots?",
)
NUM: Final = any_of(
    "numbers? digits? figures? numerals? characters? nos nums? codes? namba nambari tarakimu herufi takwimu msimbo",
    "misimbo",
)
EITHER: Final = f"(?:{MSG}|{NUM})"
SAID: Final = any_of(
    NUM,
    r"letters? contents? details? words? info\w* hesabu neno maneno maelezo ya(?:liyo|nayo)\w+ ki(?:licho|nacho)\w+",
)
PHONE: Final = r"\+?[0-9][0-9 -]{8,16}"
_OFFICER = any_of(
    "officers? offices? agents? officials? clerks? staff callers? person man lady operators? representatives? reps?",
    "attendants? advisors? team desk support whatsapp inspectors? managers? number afisa maafisa karani wakala",
    "mhudumu wahudumu mtu msimamizi bosi dada yeye namba",
)
PERSON: Final = (
    r"(?:us|me|him|her|them|here|hapa|kwetu|kwangu|sisi|mrs? [a-z]+|whoever|who\w* call\w*"
    rf"|{PHONE}|(?:(?:the|our|an?|any|that|this|your|my|one of|yule) )?(?:[a-z]+ ){{0,2}}?{_OFFICER}(?: wetu| yetu)?)"
)
LISTENER: Final = f"(?:us|me|officer|agent|caller|clerk|staff|whatsapp|here|afisa|karani|wakala|kwetu|hapa|{PHONE})"
"""Of `PERSON`, those who are rarely named beside a message for another reason."""
IT: Final = r"(?:it|them|that|those|the same|everything|the (?:newest|latest|last|next|top|first)(?: one)?)"
THE: Final = any_of("the that any every all hiyo ile ule huo hizo zile")
_OTHER = any_of(
    "id licen[cs]es? passports? cop(?:y|ies) letters? forms? certificates? photos? receipts? documents? papers?",
    "slips? cards? files? tickets? deeds? permits? names? visas? plans? nakala kitambulisho vitambulisho pasipoti",
    "leseni cheti vyeti barua fomu picha risiti kadi stakabadhi hati jina majina",
)
NOT_OTHER: Final = (
    rf"(?! (?:[a-z]+ ){{0,4}}?{_OTHER}\b)"
    r"(?! (?:if|whether|why|which|how|where|what (?:date|day|time)|kama|ikiwa|iwapo)\b)"
)
"""Not followed by something else that is told or given: a document, or an answer to a question."""

# Verbs of telling

_TO_END = any_of(
    "ambie ambia somee somea pe pa tajie tajia julishe fahamishe eleze elezee patie pasie saidie text send forward",
    "show share onyeshe onyesha oneshe pelekee rushie fowadie forwardie sendie letee jibu arifu andikie pigie gawie",
    "hakikishie kumbushe kabidhi achie simulie",
)
_TO = r"(?!ku(?:tumia|onyesha)\b)(?:u|m|wa|ku)?(?:tu|ni|m|mw|wa|ku)"
TO_PERSON: Final = f"{_TO}(?:{_TO_END}|tumie|tumia)"
"""A verb of Kiswahili that holds whom it is told: mwambie, tusomee, umpe, nitumie."""
TELL_PERSON: Final = f"{_TO}{_TO_END}"
""" `TO_PERSON` without "tutumie ujumbe", which is also an honest "send us a message"."""
_SAY_ENGLISH = any_of(
    "tell give giving telling read reading forward forwarding fwd send sending share sharing relay pass repeat",
    "dictate recite spell say quote provide submit supply copy paste screenshot reveal disclose state whatsapp",
    "whatsup avail deliver furnish issue return post drop leave assist help notify(?!_you) speak ready_with remind",
    "hand_over key_in enter type confirm transmit convey mention announce inform present show press",
)
_SAY_KISWAHILI = any_of(
    "u?som[ae] u?tum[ae] u?pelek[ae] u?sambaz[ae] u?taj[ae] u?sem[ae] u?to[ae] u?rush[ae] u?andik[ae] u?weka",
    "u?onyesh[ae] u?onesh[ae] u?wasilish[ae] u?nakili u?fowadi u?ingiza u?tangaza u?eleza u?ambia u?shea u?rudisha",
    "u?thibitisha u?bonyeza peana",
)
SAY: Final = (
    rf"(?:{_SAY_ENGLISH}|{_SAY_KISWAHILI}|{TO_PERSON}|(?:photo|picture|picha) (?:of|ya)"
    rf"|(?:text|sms)(?= (?:us|me|it|them|the|back|him|her|what|{NUM}))|let {PERSON} (?:know|have|see|hear|get)"
    r"|(?:repl(?:y|ies|ying)|respond|answer|write|text|sms|u?jibu) (?:us |here |back |to us |to our call ){0,2}"
    rf"(?:with|by|using|kwa|na)|(?:call|ring|phone) {PERSON} with"
    rf"|(?:tumia|ambia|pea|patia|elezea|onyeshea|tajia|julisha)(?= {PERSON}))"
)
ASK: Final = (
    r"(?:ask\w*(?: you)? (?:for|about|what|which)|(?<!you )(?<!will )needs?|wants?|requires?|requests?|expects?"
    rf"|awaits?|takes(?= the (?:[a-z0-9]+ )?{EITHER})"
    r"|(?:we|officer|are|is|he|she) (?:are |is |will )?wait(?:s|ing)? for|(?:tuna|ana)(?:subiri|ngoja)"
    r"|ata\w*(?:omba|uliza)|(?:ana|tuna|ata)(?:hitaji|taka|omba)|(?:tu)?naku?omba|utaulizwa)"
)
RELAY: Final = f"(?:{SAY}|{ASK})"

# What comes to the citizen

_HELPING = any_of(
    "will shall 'll are is was has going about to just have now soon may would then next also be been shortly today",
    "first later gonna already should must",
)
_AUX = rf"(?:{_HELPING} ){{0,4}}"
_GET = any_of("gets? got received? receives see saw hear heard obtain sent send text texted given shown")
_COMES = any_of(
    r"comes (?<=will_)come (?<=shall_)come (?<=to_)come coming came arriv\w+ pop\w* appear\w* reach\w+ lands? landed",
    r"follow\w* enters? delivered received drops? sent texted shows? flash\w+",
)
_WHO = r"(?:you|ya|we|they|safaricom|ecitizen|kra|the bank)(?:'ll)?"
RELATIVE: Final = (
    r"(?:u|m|i|zi|tu|wa|a|ki|ya)(?:taka|li|na)(?:o|yo|zo|cho|lo|vyo)"
    r"(?:u|i|zi|ya|ki|ku|m)?(?!ku\b|po\b|ko\b|mo\b|andik|ambatan|hitaj|jaz|sem)[a-z]{2,12}"
)
"""A relative verb of Kiswahili: utakaopata, uliyotumiwa, unaofuata, zitakazoingia, tuliokutumia."""
_GOT = "(?:pat|poke|on|tumiw|pew|letew)[a-z]+"
_CAME = "(?:fik|ingi|j|kuj|tumw|onekan|let)[a-z]*"
_NEXT = any_of(
    "next newest following incoming latest last coming upcoming forthcoming received(?!_no) arriving recent",
    "secret whatever whichever texted expected subsequent",
)
_MANY = any_of("[4-9] four five six seven eight nine nne tano sita saba nane tisa few several")
COUNT: Final = (
    rf"(?:\b{_MANY}\)?(?: \([4-9]\))?[ -]{{0,3}}"
    r"(?:(?:secret|security|special|random|last|first|short|other|lucky)[ -])?"
    r"(?:digits?|figures?|numbers?|nos|numerals?|characters?)\b"
    rf"|\b(?:namba|nambari|tarakimu|herufi|takwimu) (?:hizo |hizi |zile |za siri )?{_MANY}\b(?! (?:ya|za|la|cha) simu)"
    rf"|\bnumbers? (?:hizo|zile) {_MANY}\b|\b(?:hizo|zile) tarakimu\b|\btarakimu (?:hizo|zile|zote)\b"
    r"|\bthe code\b(?! of))"
)
"""As many digits as a code has: "the six figures", "namba sita"."""
_PHRASES = (
    rf"(?<!your )\b{_NEXT} (?:[a-z-]+ ){{0,2}}?{EITHER}\b",
    rf"\b{EITHER} (?:that |which )?{_WHO} {_AUX}{_GET}\b",
    rf"\b{EITHER} (?:when it |once it |(?:[a-z]+ )?(?:that |which |to )?){_AUX}{_COMES}\b",
    rf"\b{MSG} (?:from|kutoka) (?!us|kwetu|your|this|home|any)[a-z]",
    rf"\b{MSG} (?:wa|ya) (?:safaricom|m-?pesa|airtel|ecitizen|siri|kra|ntsa|benki|serikali|huduma|22222)\b",
    rf"\b{MSG} (?:mpya|ujao|ijayo|(?:wa|ya) (?:mwisho|sasa|leo|kwanza)|contents?|details|numbers?|digits)\b",
    rf"\b{NUM} (?:[a-z]+ )?(?:on|kwenye|katika) (?:your |the )?(?:phone|screen|handset|simu)\b",
    rf"\b{NUM} (?:[a-z]+ )?from (?:safaricom|m-?pesa|22222)\b",
    rf"\b{NUM} (?:when|once|if|as) (?:[a-z]+ ){{0,4}}?(?:calls?|asks?|asked|rings?|phones?)\b",
    rf"\b(?:what|which) {EITHER} (?:did|do|will|has|have|was|you|came|comes)\b",
    r"\bwhat (?:is|was) (?:written|shown|said)\b(?! (?:on|in|at)\b)|\bwhat does (?:it|this|the [a-z]+) say\b",
    (
        rf"\b{SAID} (?:[a-z]+ ){{0,3}}?{any_of('in on inside from of within by kwenye katika ndani ya za wa kwa')}"
        rf" (?:[a-z-]+ ){{0,2}}?{MSG}\b"
    ),
    rf"\b(?:what(?:ever)?|anything|everything) (?:that )?{_WHO} {_AUX}{_GET}\b",
    rf"\b(?:what(?:ever)?|anything|everything) (?:[a-z]+ ){{0,4}}?(?:{_COMES}|{MSG})\b",
    r"\bwhat it (?:says|reads|contains|shows)\b",
    rf"\b(?:{EITHER}|maneno|kile|ile|zile) (?:[a-z]+ ){{0,2}}?{RELATIVE}\b|\b{RELATIVE} (?:[a-z]+ ){{0,3}}?{MSG}\b",
    r"\b(?:u|m|ki|ya)(?:taka|na|li)(?:cho|yo)(?:ki|ya|ku)?(?:pat|poke|fik|ingi|tumi|tumw|letw|letew|j)[a-z]*\b",
    r"\b(?:u|m)takacho(?:ki)?ona\b",
    rf"\b{MSG} (?:[a-z]+ ){{0,2}}?(?:una|ina|umese|unavyo|inavyo|wa)(?:sema\w*|ndika\w*| nini)\b",
    rf"\b(?:{THE}|hii) (?:[a-z]+ )?{EITHER} (?:u|m|i|zi)(?:ta|me|li|na)(?:{_GOT}|{_CAME})\b",
    rf"\b(?:{EITHER}|kile) (?:u|m)me{_GOT}\b",
)
COMING: Final = f"(?:{'|'.join(_PHRASES)}|{COUNT})"
"""A name for a message or a number that comes: "the SMS you get next", "ujumbe utakaopata", "what it says"."""
_HOLDS = any_of("has have contains? carries shows says with ina una zina yenye wenye")
ARRIVAL: Final = (
    rf"(?:\b(?:you|ya)(?:'ll)? {_AUX}{_GET} (?:[a-z0-9-]+ ){{0,4}}?{EITHER}\b"
    rf"|\b{EITHER} (?:[a-z]+ ){{0,2}}?{_COMES}\b"
    rf"|\b{MSG} (?:will )?{_HOLDS} (?:[a-z0-9-]+ ){{0,2}}?{NUM}\b"
    rf"|\b(?:we|they)(?:'ll)? {_AUX}{_GET} (?:you |an? |the |some )(?:[a-z0-9-]+ ){{0,4}}?{EITHER}\b"
    r"|\b(?:we|they) (?:have |just )?(?:texted|messaged) you\b"
    rf"|\b(?:expect|await|wait for|look out for|check|open|fungua|ngoja|subiri|tarajia) (?:[a-z]+ ){{0,3}}?{MSG}\b"
    rf"|\b(?:u|m)(?:ta|ki|me|na|li)(?:u|i|zi|ya)?{_GOT} (?:[a-z]+ ){{0,4}}?{EITHER}\b"
    rf"|\b{EITHER} (?:[a-z]+ ){{0,3}}?(?:u|i|zi)(?:ta|ki|me|na|li|ka)(?:ku)?{_CAME}\b"
    rf"|\btu(?:ta|me|na|li)ku(?:tumi|let)[a-z]* (?:[a-z]+ ){{0,3}}?{EITHER}\b)"
)
"""A clause that tells of a message to come. Beside it, "read it to us" is a request for what is in it."""
