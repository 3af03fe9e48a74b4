/* The handset's own words, in the language that its owner has set. What the gateway says is not among them. */

const WORDS = {
  menu: ["Menu", "Menyu"],
  contacts: ["Contacts", "Majina"],
  call: ["Call", "Piga"],
  send: ["Send", "Tuma"],
  cancel: ["Cancel", "Ghairi"],
  ok: ["OK", "Sawa"],
  back: ["Back", "Rudi"],
  select: ["Select", "Chagua"],
  clear: ["Clear", "Futa"],
  reply: ["Reply", "Jibu"],
  open: ["Read", "Soma"],
  answer: ["Answer", "Jibu"],
  running: ["USSD code running…", "Inatuma msimbo wa USSD…"],
  sending: ["Sending…", "Inatuma…"],
  mmi: ["Connection problem or invalid MMI code.", "Tatizo la mtandao au msimbo batili wa MMI."],
  lost: ["Network lost. The session is gone.", "Mtandao umepotea. Kipindi kimeisha."],
  no_network: ["No network", "Hakuna mtandao"],
  idle: [
    "Session closed by the network: no answer for {n} seconds.",
    "Mtandao umefunga kipindi: hakuna jibu kwa sekunde {n}.",
  ],
  long: [
    "Session closed by the network after {n} seconds.",
    "Mtandao umefunga kipindi baada ya sekunde {n}.",
  ],
  voice: ["Only codes are dialled here: digits, * and #, such as {code}.", "Hapa hupigwa misimbo tu: tarakimu, * na #, kama {code}."],
  messages: ["Messages", "Ujumbe"],
  unread: ["{n} new", "{n} mpya"],
  inbox: ["Inbox", "Kikasha"],
  nothing: ["No messages", "Hakuna ujumbe"],
  write: ["Write message", "Andika ujumbe"],
  to: ["To", "Kwa"],
  text: ["Message", "Ujumbe"],
  sent: ["Message sent.", "Ujumbe umetumwa."],
  empty: ["Write something first.", "Andika kwanza."],
  others: [
    "This phone texts {code} alone: nobody else is simulated.",
    "Simu hii hutuma kwa {code} tu: wengine hawaigizwi.",
  ],
  mpesa: ["M-PESA", "M-PESA"],
  lipa: ["Lipa na M-PESA", "Lipa na M-PESA"],
  paybill: ["Pay Bill", "Lipa Bill"],
  business: ["Enter business no.", "Weka namba ya biashara"],
  account: ["Enter account no.", "Weka namba ya akaunti"],
  amount: ["Enter amount", "Weka kiasi"],
  pin: ["Enter M-PESA PIN", "Weka PIN ya M-PESA"],
  confirm: ["Pay Ksh{amount} to {to}, account {account}?", "Lipa Ksh{amount} kwa {to}, akaunti {account}?"],
  wrong_pin: ["You have entered a wrong PIN.", "PIN uliyoweka si sahihi."],
  no_mpesa: ["This SIM has no M-PESA.", "Laini hii haina M-PESA."],
  prompt_over: ["The request has timed out.", "Muda wa ombi umekwisha."],
  receipts: ["My receipts", "Risiti zangu"],
  no_receipts: ["No receipts yet", "Bado hakuna risiti"],
  mail: ["E-mail", "Barua pepe"],
  no_mail: ["No e-mail", "Hakuna barua pepe"],
  wait: ["Please wait…", "Tafadhali subiri…"],
};
const LANGUAGES = ["en", "sw"];
export const LANGUAGE_NAMES = [["en", "English"], ["sw", "Kiswahili"]];

/** A word of the handset, its gaps filled. */
export function say(language, name, gaps = {}) {
  const word = WORDS[name][Math.max(0, LANGUAGES.indexOf(language))];
  return word.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
}

const nairobi = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "Africa/Nairobi", ...options });
const CLOCK = nairobi({ hour: "2-digit", minute: "2-digit" });
const SHORT = nairobi({ day: "2-digit", month: "short", hour: "2-digit", minute: "2-digit" });
const DAYS = {
  en: nairobi({ weekday: "long", day: "numeric", month: "long" }),
  sw: new Intl.DateTimeFormat("sw-KE", { timeZone: "Africa/Nairobi", weekday: "long", day: "numeric", month: "long" }),
};

export const clock = (at = new Date()) => CLOCK.format(at);
export const moment = (at) => SHORT.format(new Date(at));
export const day = (language) => DAYS[language].format(new Date());
