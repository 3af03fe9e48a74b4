/* What outlives a reload: kept for this tab alone, and gone with it. */

const KEY = "lango-phones";
export const MOST_PHONES = 8;

/** A phone as it is kept. `session` is the open USSD session; `last` is the last callback, to be sent again. */
export function newPhone(id, number) {
  return {
    id,
    number,
    network: "63902",
    language: "en",
    session: null,
    last: null,
    dialled: "",
    read: [],
    known: {},
    receipts: [],
    wire: [],
  };
}

/** All that is kept: the phones, the next one's id, the phone in front, and where straight dialling puts its digits. */
export function load() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (Array.isArray(kept?.phones) && kept.phones.length) {
      kept.phones = kept.phones.map((each) => ({ ...newPhone(each.id, each.number), ...each }));
      return kept;
    }
  } catch {
    /* what is there was written by nobody of ours */
  }
  return { phones: [newPhone(1, "+254700000001")], next: 2, front: 1, straight: "code" };
}

export function save(state) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    /* no room, or none allowed: the page goes on without */
  }
}

/** A number as it is typed in Kenya or with its country, in E.164; null where it is none. */
export function readNumber(typed) {
  const plain = typed.replace(/[\s().-]/g, "");
  if (/^(0|\+?254)[17]\d{8}$/.test(plain)) {
    return `+254${plain.slice(-9)}`;
  }
  return /^\+[1-9]\d{7,14}$/.test(plain) && !plain.startsWith("+254") ? plain : null;
}

/** A number as it is read: 0712 000 001. */
export function spell(number) {
  const local = /^\+254(\d{3})(\d{3})(\d{3})$/.exec(number);
  return local ? `0${local[1]} ${local[2]} ${local[3]}` : number;
}
