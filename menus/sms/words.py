"""Words that people write around the words of the SMS side: polite ones, and those that belong to each."""

import re
from typing import Final

_NOT_WANTED: Final = ("don't want", "dont want", "do not want")
_OF_OURS: Final = ["alerts", "any", "messages", "more", "sms", "texts", "the", "these", "this", "your"]
PHRASES: Final = {
    **{f"{denied} {what}": f"nomore {what}" for denied in _NOT_WANTED for what in _OF_OURS},
    "222 222": "222222",
    "barua pepe": "baruapepe",
    "barua-pepe": "baruapepe",
    "customer care": "helpline",
    "customer service": "helpline",
    "e-mail": "email",
    "huduma kwa wateja": "helpline",
    "leave me alone": "stop",
    "log in": "login",
    "log-in": "login",
    "m-pesa": "mpesa",
    "namba ya simu": "nambayasimu",
    "nambari ya simu": "nambayasimu",
    "neno la siri": "nenosiri",
    "neno siri": "nenosiri",
    "no more": "nomore",
    "opt in": "optin",
    "opt out": "optout",
    "opt-in": "optin",
    "opt-out": "optout",
    "pass word": "password",
    "pay bill": "paybill",
    "phone number": "phonenumber",
    "sign in": "signin",
    "sign up": "signup",
    "sign-in": "signin",
    "sign-up": "signup",
    "sim card": "simcard",
    "wachana na mimi": "acha",
    "wachaneni na mimi": "acha",
}
"""What is written as two words, and the one that it is read as."""

_THANKING: Final = "thanks thank thx tnx tenks thnx asante asanteni ahsante shukran shukrani nashukuru"
THANKING: Final = frozenset(_THANKING.split())
_GREETING: Final = "hi hello hey dear morning afternoon evening habari jambo mambo hujambo salaam jamani ecitizen"
GREETING: Final = frozenset(_GREETING.split())
GREETED: Final = re.compile(r"\bgood (?:morning|afternoon|evening|day|night)\b", re.IGNORECASE)
_NAMES_NOTHING: Final = """
number numbers namba nambari tuma nitumie call piga nipigie sms dial ussd free bure website tovuti internet
account akaunti close delete funga futa new mpya
"""
NAMES_NOTHING: Final = GREETING | frozenset(_NAMES_NOTHING.split())
"""Words that alone name no service, though some service has them in its name."""
_POLITE: Final = """
please pls plz plis kindly u ur you very much so god bless sir madam now ok okay a my me i for to
your help welcome good
tafadhali naomba sana ndugu sasa kwa na ya nataka mno pia bwana mungu akubariki awabariki msaada wenu wako
sawa poa karibu basi
"""
POLITE: Final = THANKING | GREETING | frozenset(_POLITE.split())
"""Words that change nothing of what a text asks for. None of them may deny it: not, don't, si, sitaki."""

_ALERTS: Final = """
all the these this it from sending messages message msgs msg sms texts text texting alerts alert notifications
notification updates receiving getting any more again want list service number be on of and by
bother bothering disturb disturbing spam spamming tired am
arifa ujumbe jumbe meseji zote hizi hii huu tena kunitumia kutuma kupata kupokea kutumiwa za wa
zenu yenu wenu zako yako yangu mimi kabisa nimechoka nimechoshwa kunisumbua kusumbua kusumbuliwa
msitume usitume mnazotuma mnazonitumia mnanisumbua mnatuma mnanitumia
"""
ALERTS: Final = frozenset(_ALERTS.split())
_WHAT_COMES: Final = """
message messages msg msgs sms text texts alert alerts notification notifications updates arifa ujumbe jumbe meseji
"""
WHAT_COMES: Final = frozenset(_WHAT_COMES.split())
"""What we send: a word such as `sitaki` (I do not want) is about our alerts only where one of these stands with it."""
_LANGUAGES: Final = """
in use change switch speak write reply translate set want language lang lugha en eng e sw swa kisw s
badilisha badili weka tumia andika jibu iwe kuwa ongea nijibu niandikie
"""
LANGUAGES: Final = frozenset(_LANGUAGES.split())
_REGISTERING: Final = """
how do can where want on with account an new open create citizen myself
akaunti jinsi namna vipi wapi gani je naweza ninawezaje najisajilije kufungua fungua raia mpya kwenye
"""
REGISTERING: Final = frozenset(_REGISTERING.split())
_TALKING: Final = """
with the back simu can do how want talk speak contact reach agent person human somebody someone staff of number phone
nataka ongea kuongea nizungumze kuzungumza zungumza mtu wakala nani naweza namba nambari nipe ya na
"""
TALKING: Final = frozenset(_TALKING.split())
_PASSWORDS: Final = """
the is have has lost new reset change recover how do can want in account it pin code
yangu langu mpya badilisha kubadilisha kusahau umesahau nimepoteza la cha jinsi akaunti kuingia siwezi vipi nifanye nini
pini cannot can't cant unable wrong failed fails not working account blocked imefungwa imekataa inakataa
"""
PASSWORDS: Final = frozenset(_PASSWORDS.split())
_NUMBERS: Final = """
the is have has lost stolen new change changed replace how do can want in account line phone number got another number's
yangu langu mpya nyingine badilisha kubadilisha nimebadilisha nimepoteza nilipoteza imepotea imeibiwa nimeibiwa la cha
jinsi vipi nifanye nini simu iliyopotea akaunti
"""
NUMBERS: Final = frozenset(_NUMBERS.split())
_PAYMENTS: Final = """
how do can where what is the number no which account via through by with money fee bill till check want
je vipi namna jinsi wapi gani ni namba nambari akaunti ipi nilipe nitalipaje naweza kulipia pesa kupitia ada
"""
PAYMENTS: Final = frozenset(_PAYMENTS.split())
