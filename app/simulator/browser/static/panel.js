/* Beside a phone: its SIM, how much of the screen and of the time is used, and what can go wrong. */

import { button, choice, drawing, element, labelled } from "./elements.js";
import { readNumber, spell } from "./store.js";
import { LANGUAGE_NAMES } from "./words.js";

const SCREEN = 160;
const TOLD = [["once", "once"], ["twice", "twice"], ["late", "20 s late"]];
const WAYS = [["pin_wrong", "Wrong PIN"], ["no_money", "No money"], ["no_answer", "No answer"]];

export class Panel {
  constructor(phone) {
    this.phone = phone;
    this.sim = this.#sim();
    this.gauges = {
      septets: gauge("Screen", SCREEN, "septets"),
      idle: gauge("Network waits", 30, "time"),
      whole: gauge("Session", 180, "time"),
    };
    this.toldAs = choice(TOLD, "once", () => undefined);
    this.node = element("div", { class: "panel" }, this.#gaugeBox(), this.#faultBox(), this.#moneyBox());
    this.clear();
  }

  /** How the gateway is to hear of a prompt's end. */
  told() {
    return this.toldAs.value;
  }

  /** How much of a screen is used; `CON ` counts. */
  septets(used) {
    const most = Math.max(SCREEN, used);
    set(this.gauges.septets, used, most, used ? `${used} of ${SCREEN}` : "–");
    this.phone.handset.count(used ? `${used} / ${SCREEN}` : "", "");
  }

  /** Seconds that are left, of the network's patience (null: it waits for the gateway) and in all. */
  clocks(idle, whole) {
    const { handset, network, state } = this.phone;
    const most = network.idle_seconds;
    set(this.gauges.idle, idle ?? most, most, idle === null ? "gateway" : `${Math.ceil(idle)} s`);
    set(this.gauges.whole, whole, this.phone.page.facts.session_seconds, `${Math.ceil(whole)} s`);
    const used = state.session.septets ? `${state.session.septets} / ${SCREEN}` : "";
    handset.count(used, `${idle === null ? "…" : Math.ceil(idle)} s · ${Math.ceil(whole)} s`);
  }

  /** No session. */
  clear() {
    this.septets(0);
    set(this.gauges.idle, 0, 30, "–");
    set(this.gauges.whole, 0, 180, "–");
  }

  /** Which faults can happen now, and which one waits for the next hop. */
  faults() {
    const { state, ussd } = this.phone;
    this.lost.disabled = !state.session;
    this.same.disabled = !state.last;
    for (const [name, made] of Object.entries(this.armed)) {
      made.setAttribute("aria-pressed", String(ussd.fault === name));
    }
  }

  #sim() {
    const { state, page } = this.phone;
    const number = element("input", { type: "tel", autocomplete: "off", class: "number" });
    number.value = spell(state.number);
    number.addEventListener("change", () => this.#take(number));
    number.addEventListener("keydown", (event) => event.key === "Enter" && this.#take(number));
    const networks = page.facts.networks.map((each) => [each.code, each.name]);
    this.problem = element("p", { class: "problem", role: "alert", hidden: true });
    this.number = number;
    const remove = button("×", () => page.remove(this.phone), { class: "remove", "aria-label": "Remove this phone" });
    return element(
      "div",
      { class: "sim" },
      labelled("Number", number),
      labelled("Network", choice(networks, state.network, (code) => this.phone.set("network", code))),
      labelled("Language", choice(LANGUAGE_NAMES, state.language, (code) => this.phone.set("language", code))),
      remove,
      this.problem,
    );
  }

  #take(field) {
    const number = readNumber(field.value);
    const holder = number && this.phone.page.holder(number);
    const isTaken = holder && holder !== this.phone;
    this.problem.hidden = Boolean(number && !isTaken);
    this.problem.textContent = isTaken ? "Another phone here has this number." : "A number is wanted, such as 0712 000 001.";
    if (number && !holder) {
      this.phone.take(number);
    } else if (holder === this.phone) {
      field.value = spell(number);
    }
  }

  #gaugeBox() {
    return element("div", { class: "gauges" }, ...Object.values(this.gauges).map((each) => each.node));
  }

  #faultBox() {
    const { phone } = this;
    this.lost = button("Network lost", () => this.#after(() => phone.ussd.lose()));
    this.same = button("Same callback again", () => this.#after(() => this.#repeat()));
    const arm = (fault) => () => this.#after(() => (phone.ussd.fault = phone.ussd.fault === fault ? "" : fault));
    this.armed = {
      twice: button("Twice at once", arm("twice"), { "aria-pressed": "false" }),
      late: button("Late", arm("late"), { "aria-pressed": "false" }),
    };
    return group(
      "What goes wrong",
      "Twice and late are for the next hop.",
      this.lost,
      this.same,
      ...Object.values(this.armed),
    );
  }

  #moneyBox() {
    const ways = WAYS.map(([answer, name]) => button(name, () => this.phone.purse.answer(answer), { disabled: true }));
    this.ways = ways;
    return group(
      "M-PESA prompt",
      `PIN ${this.phone.page.facts.pin} is right. Other ends:`,
      ...ways,
      labelled("The gateway is told", this.toldAs, { class: "inline" }),
    );
  }

  /** The other ends of a prompt are there while one is on the screen. */
  prompting(isShown) {
    this.ways.forEach((each) => (each.disabled = !isShown));
  }

  #repeat() {
    const { last } = this.phone.state;
    if (last.kind === "hop") {
      this.phone.ussd.repeat(last.hop);
    } else {
      this.phone.inbox.repeat(last.text);
    }
  }

  #after(act) {
    act();
    this.faults();
  }
}

function group(title, hint, ...inside) {
  const legend = element("legend", {}, title);
  const ways = element("div", { class: "ways" }, ...inside);
  return element("fieldset", {}, legend, element("p", { class: "hint" }, hint), ways);
}

function gauge(name, most, kind) {
  const value = element("b");
  const used = drawing("0 0 100 1", ["rect", { width: 0, height: 1 }]);
  used.setAttribute("preserveAspectRatio", "none");
  const range = { "aria-valuemin": 0, "aria-valuemax": most, "aria-valuenow": 0 };
  const bar = element("div", { role: "meter", class: `bar ${kind}`, "aria-label": name, ...range }, used);
  return { node: element("div", { class: "gauge" }, element("span", {}, name), value, bar), value, bar };
}

function set({ value, bar }, now, most, words) {
  value.textContent = words;
  bar.setAttribute("aria-valuemax", most);
  bar.setAttribute("aria-valuenow", Math.round(now));
  bar.setAttribute("aria-valuetext", words);
  bar.querySelector("rect").setAttribute("width", (100 * now) / most);
  const isTime = bar.classList.contains("time");
  bar.classList.toggle("short", isTime ? now > 0 && now <= 10 : now > 150);
}
