/* M-PESA on a phone: the prompts of the SIM toolkit, Pay Bill by hand, and the receipts. */

import * as server from "./server.js";
import { askView, listView, textView } from "./views.js";

const PIN_LENGTH = 4;
const WITHOUT = ["63903", "63907"];
/* Airtel and Telkom: their SIMs have no M-PESA. */

export class Purse {
  constructor(phone) {
    this.phone = phone;
    this.waiting = new Map();
    this.before = null;
  }

  /** A prompt has come. While a USSD session is open it waits: a SIM toolkit cannot come up beside one. */
  take(prompt) {
    this.waiting.set(prompt.id, prompt);
    this.showWaiting();
  }

  /** A prompt is no more: its time is over, or it was answered elsewhere. */
  drop(id) {
    const isShown = this.shown === id;
    this.waiting.delete(id);
    if (isShown) {
      this.#leave(this.phone.say("prompt_over"));
    }
  }

  /** Which prompt is on the screen. */
  get shown() {
    return this.phone.view?.prompt ?? null;
  }

  /** Another number: other prompts. */
  clear() {
    this.waiting.clear();
  }

  async refresh() {
    const found = await server.prompts(this.phone.number);
    const ids = found.map((each) => each.id);
    [...this.waiting.keys()].filter((id) => !ids.includes(id)).forEach((id) => this.drop(id));
    found.filter((each) => !this.waiting.has(each.id)).forEach((each) => this.take(each));
  }

  showWaiting() {
    const [prompt] = this.waiting.values();
    if (!prompt || this.shown || this.phone.state.session || this.phone.view?.name === "running") {
      return;
    }
    const { phone } = this;
    this.before = ["idle", "ended", "notice"].includes(phone.view?.name) ? null : phone.view;
    const done = (pin) => pin.length === PIN_LENGTH && this.answer(pin === phone.page.facts.pin ? "pin_right" : "pin_wrong");
    const cancel = { word: phone.say("cancel"), act: () => this.answer("cancel") };
    const options = { secret: true, digits: true, most: PIN_LENGTH, before: prompt.text, left: phone.say("ok") };
    phone.show({ ...askView("prompt", "M-PESA", phone.say("pin"), done, cancel, options), prompt: prompt.id });
    phone.page.announce(phone, prompt.text);
    phone.buzz();
  }

  /** End the prompt on the screen: by a PIN, or by one of the other ways. */
  async answer(answer) {
    const id = this.shown;
    if (id === null) {
      return;
    }
    this.waiting.delete(id);
    this.phone.tell(this.phone.say("wait"));
    try {
      const paid = await server.answerPrompt(id, answer, this.phone.panel.told());
      this.#leave(paid.text, paid.receipt);
    } catch (refused) {
      this.#leave(refused.message);
    }
  }

  menu() {
    const { phone } = this;
    const back = phone.backTo(() => phone.menu());
    if (WITHOUT.includes(phone.state.network)) {
      phone.tell(phone.say("no_mpesa"), () => phone.menu());
      return;
    }
    const items = [
      { label: phone.say("lipa"), act: () => this.#lipa() },
      { label: phone.say("receipts"), act: () => this.#receipts() },
    ];
    phone.show(listView("mpesa", phone.say("mpesa"), items, phone.say("select"), back));
  }

  #lipa() {
    const { phone } = this;
    const items = [{ label: phone.say("paybill"), act: () => this.#ask({}, 0) }];
    phone.show(listView("lipa", phone.say("lipa"), items, phone.say("select"), phone.backTo(() => this.menu())));
  }

  #ask(bill, step) {
    const { phone } = this;
    const steps = [
      { name: "paybill", word: "business", digits: true, most: 7, hint: known(phone.page.facts.paybills) },
      { name: "account", word: "account", most: 20 },
      { name: "amount", word: "amount", digits: true, most: 7 },
      { name: "pin", word: "pin", digits: true, most: PIN_LENGTH, secret: true },
    ];
    if (step === steps.length) {
      this.#confirm(bill);
      return;
    }
    const { name, word, ...options } = steps[step];
    const next = (value) => value && this.#ask({ ...bill, [name]: value }, step + 1);
    const back = phone.backTo(() => (step ? this.#ask(bill, step - 1) : this.#lipa()));
    const left = { ...options, value: options.secret ? "" : bill[name], left: phone.say("ok") };
    phone.show(askView("paybill", phone.say("paybill"), phone.say(word), next, back, left));
  }

  #confirm(bill) {
    const { phone } = this;
    const words = phone.say("confirm", { amount: bill.amount, to: bill.paybill, account: bill.account });
    const pay = { word: phone.say("ok"), act: () => this.#pay(bill) };
    const cancel = { word: phone.say("cancel"), act: () => phone.home() };
    phone.show(textView("confirm", phone.say("paybill"), words, pay, cancel));
  }

  async #pay({ pin, ...bill }) {
    const { phone } = this;
    if (pin !== phone.page.facts.pin) {
      phone.tell(phone.say("wrong_pin"), () => this.menu());
      return;
    }
    phone.tell(phone.say("wait"));
    try {
      const paid = await server.payBill({ phone: phone.number, ...bill });
      this.#leave(paid.text, paid.receipt);
    } catch (refused) {
      this.#leave(refused.message);
    }
  }

  #receipts() {
    const { phone } = this;
    const items = phone.state.receipts.map((each) => ({
      label: each.text,
      act: () =>
        phone.show(textView("receipt", each.receipt, each.text, null, phone.backTo(() => this.#receipts()))),
    }));
    const back = phone.backTo(() => this.menu());
    phone.show(listView("receipts", phone.say("receipts"), items, phone.say("open"), back, phone.say("no_receipts")));
  }

  #leave(text, receipt = "") {
    const { phone, before } = this;
    if (receipt) {
      phone.state.receipts.unshift({ receipt, text });
      phone.page.save();
    }
    this.before = null;
    phone.tell(text, () => {
      if (before) {
        phone.show(before);
      } else {
        phone.home();
      }
      this.showWaiting();
    });
    phone.page.announce(phone, text);
  }
}

function known(paybills) {
  return paybills.map((each) => `${each.number} ${each.name}`).join(" · ");
}
