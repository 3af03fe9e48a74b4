/* What the page asks the simulator for. The gateway itself is reached by the simulator alone, as the provider does. */

/** The simulator refused, or is not there; the message is for people. */
export class Refused extends Error {}

export const facts = () => ask("/phone/facts");
export const messages = (phone) => ask(`/phone/messages?${new URLSearchParams({ phone })}`);
export const prompts = (phone) => ask(`/phone/prompts?${new URLSearchParams({ phone })}`);
export const mails = () => ask("/phone/mails");
export const sendHop = (hop) => tell("/phone/hops", hop);
export const sendText = (text) => tell("/phone/texts", text);
export const payBill = (bill) => tell("/phone/paybill", bill);
export const answerPrompt = (id, answer, told) => tell(`/phone/prompts/${encodeURIComponent(id)}`, { answer, told });

/** The line is free again; whether that could be told does not matter to the phone. */
export function hangUp(phone, session) {
  tell("/phone/hangups", { phone, session }).catch(() => undefined);
}

/** A name as the provider gives to sessions. */
export function newSessionId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `ATUid_${Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("")}`;
}

function tell(path, content) {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) });
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refused("The simulator does not answer. Is `make run` still running?");
  }
  if (!answer.ok) {
    throw new Refused((await answer.text()).trim() || `HTTP ${answer.status}`);
  }
  return answer.status === 204 ? null : answer.json();
}
