/* The page: its phones, its tools, and what comes to the phones. */

import { button, choice, element, labelled } from "./elements.js";
import { Live } from "./live.js";
import { Phone } from "./phone.js";
import * as server from "./server.js";
import { load, MOST_PHONES, newPhone, save, spell } from "./store.js";

const $ = (id) => document.getElementById(id);
const STRAIGHT = [["code", "serviceCode"], ["text", "text"]];

class PhonePage {
  constructor(facts) {
    this.facts = facts;
    this.settings = load();
    this.phones = [];
    this.state = element("p", { class: "live", role: "status", "data-state": "waiting" }, "Connecting…");
    this.adding = button("Add a phone", () => this.add(), { class: "primary" });
    this.live = new Live(
      (kind, content) => this.#hear(kind, content),
      () => this.#catchUp(),
      (state, words) => this.#sayState(state, words),
    );
    const straight = choice(STRAIGHT, this.settings.straight, (value) => this.#set("straight", value));
    $("tools").append(this.state, labelled("*222*4# arrives in", straight, { class: "inline" }), this.adding);
    this.settings.phones.forEach((each) => this.#place(each));
    $("more").append(fixedNumbers(this), keysHelp());
    this.numbersChanged();
    setInterval(() => this.phones.forEach((each) => each.tick()), 250);
  }

  save() {
    save(this.settings);
  }

  /** Put one more phone on the page, with a number or with the next one. */
  add(number = this.#freeNumber()) {
    const holder = this.holder(number);
    if (holder || this.phones.length >= MOST_PHONES) {
      this.front(holder ?? this.phones[0]);
      holder?.hold();
      return;
    }
    const state = newPhone(this.settings.next++, number);
    this.settings.phones.push(state);
    const phone = this.#place(state);
    this.front(phone);
    this.numbersChanged();
    phone.hold();
    phone.node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  remove(phone) {
    phone.ussd.close();
    this.phones = this.phones.filter((each) => each !== phone);
    this.settings.phones = this.settings.phones.filter((each) => each !== phone.state);
    phone.node.remove();
    this.front(this.phones[0]);
    this.numbersChanged();
    this.phones[0].hold();
  }

  /** The phone that has a number: two cannot have one SIM. */
  holder(number) {
    return this.phones.find((each) => each.number === number);
  }

  /** Which phone is shown where there is room for one. */
  front(phone) {
    this.settings.front = phone.state.id;
    this.tabsChanged();
    this.save();
  }

  numbersChanged() {
    this.live.watch(this.phones.map((each) => each.number));
    this.adding.disabled = this.phones.length >= MOST_PHONES;
    this.phones.forEach((each) => (each.panel.number.value = spell(each.number)));
    document.body.classList.toggle("alone", this.phones.length === 1);
    this.tabsChanged();
    this.save();
  }

  tabsChanged() {
    const front = this.phones.find((each) => each.state.id === this.settings.front) ?? this.phones[0];
    $("tabs").hidden = this.phones.length < 2;
    const made = this.phones.map((phone) => {
      phone.node.classList.toggle("fore", phone === front);
      const news = phone.inbox.unread ? ` ✉ ${phone.inbox.unread}` : "";
      const attributes = { "aria-current": phone === front ? "true" : null, "data-id": phone.state.id };
      return button(`${spell(phone.number)}${news}`, () => this.front(phone), attributes);
    });
    const held = document.activeElement?.dataset?.id;
    $("tabs").replaceChildren(...made);
    made.find((each) => held && each.dataset.id === held)?.focus();
  }

  /** Say it to whoever cannot see it. */
  announce(phone, text) {
    $("said").textContent = `${spell(phone.number)}: ${text}`;
  }

  #place(state) {
    const phone = new Phone(state, this);
    this.phones.push(phone);
    $("phones").append(phone.node);
    return phone;
  }

  #freeNumber() {
    const taken = this.phones.map((each) => each.number);
    const numbers = Array.from({ length: MOST_PHONES + 1 }, (_, at) => `+25470000000${at + 1}`);
    return numbers.find((each) => !taken.includes(each));
  }

  #set(name, value) {
    this.settings[name] = value;
    this.save();
  }

  #hear(kind, content) {
    for (const phone of this.phones.filter((each) => !content.phone || each.number === content.phone)) {
      if (kind === "sms") {
        phone.inbox.take(content);
      } else if (kind === "prompt") {
        phone.purse.take(content);
      } else if (kind === "prompt_over") {
        phone.purse.drop(content.id);
      } else if (kind === "wire") {
        phone.wire.addTold(content);
      }
    }
  }

  #catchUp() {
    for (const phone of this.phones) {
      Promise.all([phone.inbox.refresh(), phone.purse.refresh()]).catch((refused) => {
        if (!(refused instanceof server.Refused)) {
          throw refused;
        }
        this.#sayState("off", refused.message);
      });
    }
  }

  #sayState(state, words) {
    this.state.dataset.state = state;
    if (this.state.textContent !== words) {
      this.state.textContent = words;
    }
  }
}

function fixedNumbers(page) {
  const rows = page.facts.numbers.map((each) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, spell(each.phone)),
      element("td", {}, element("b", {}, each.name), element("br"), each.behaviour),
      element("td", {}, button("Add", () => page.add(each.phone), { "aria-label": `Add ${each.name}`, class: "small" })),
    ),
  );
  const head = ["Number", "What it does", "Phone"].map((each) => element("th", { scope: "col" }, each));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  const summary = element("summary", {}, "Numbers that always behave in one way");
  return element("details", { class: "numbers" }, summary, table);
}

function keysHelp() {
  const words =
    "Digits and letters type, Enter sends or dials, Esc cancels, Backspace takes back, the arrows move. " +
    "Words can be typed into the line on the screen.";
  return element("p", { class: "help" }, element("b", {}, "Keyboard: "), words);
}

$("needs").remove();
server
  .facts()
  .then((facts) => new PhonePage(facts))
  .catch((refused) => $("phones").append(element("p", { class: "notice", role: "alert" }, refused.message)));
