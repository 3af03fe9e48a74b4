/* One phone: its parts, what it shows, and its menus. */

import { Handset } from "./handset.js";
import { Inbox } from "./inbox.js";
import { element } from "./elements.js";
import { listenToKeys } from "./keys.js";
import { picture } from "./pictures.js";
import { Panel } from "./panel.js";
import { Purse } from "./purse.js";
import { mails } from "./server.js";
import { spell } from "./store.js";
import { UssdLine } from "./ussd.js";
import { askView, listView, textView } from "./views.js";
import { Wire } from "./wire.js";
import { clock, day, moment, say } from "./words.js";

export class Phone {
  constructor(state, page) {
    this.state = state;
    this.page = page;
    this.view = null;
    this.handset = new Handset(this);
    this.wire = new Wire(this);
    this.panel = new Panel(this);
    this.ussd = new UssdLine(this);
    this.inbox = new Inbox(this);
    this.purse = new Purse(this);
    this.node = element(
      "section",
      { class: "station", id: `phone-${state.id}` },
      element("div", { class: "front" }, this.panel.sim, this.handset.node),
      element("div", { class: "side" }, this.panel.node, this.wire.node),
    );
    listenToKeys(this);
    this.#name();
    if (!this.ussd.resume() && this.view === null) {
      this.home();
    }
    this.panel.faults();
  }

  get number() {
    return this.state.number;
  }

  get language() {
    return this.state.language;
  }

  get network() {
    return this.page.facts.networks.find((each) => each.code === this.state.network) ?? this.page.facts.networks[0];
  }

  say(word, gaps) {
    return say(this.language, word, gaps);
  }

  /** Take another number: another SIM in the same phone. */
  take(number) {
    const holder = this.page.holder(number);
    if (holder) {
      this.page.front(holder);
      holder.hold();
      return;
    }
    this.ussd.close();
    this.state.number = number;
    this.state.last = null;
    this.inbox.clear();
    this.purse.clear();
    this.#name();
    this.panel.faults();
    this.home();
    this.page.numbersChanged();
  }

  /** Another network, or another language of the handset. */
  set(name, value) {
    if (name === "network") {
      this.ussd.close();
    }
    this.state[name] = value;
    this.#name();
    this.home();
    this.page.save();
  }

  /** Show a view; the keyboard stays with this phone if it was there. */
  show(view) {
    const isHeld = this.handset.node.contains(document.activeElement);
    this.view = view;
    this.handset.show(view);
    this.panel.prompting(Boolean(view.prompt));
    this.panel.faults();
    if (isHeld) {
      this.hold();
    }
  }

  /** Put the keyboard to where this view wants it. */
  hold() {
    const wanted = this.handset.isTouched ? null : (this.view.field ?? this.view.focus);
    (wanted ?? this.handset.screen).focus({ preventScroll: true });
  }

  /** Words to be read and left. */
  tell(text, after = () => this.home()) {
    this.show(textView("notice", "", text, { word: this.say("ok"), act: after }));
  }

  /** What has changed shows where it is shown: the status line, the idle screen, the inbox. */
  refresh() {
    this.handset.status();
    if (this.view?.name === "idle") {
      this.home();
    } else if (this.view?.name === "inbox") {
      this.inbox.list();
    }
    this.page.tabsChanged();
  }

  backTo(act) {
    return { word: this.say("back"), act };
  }

  buzz() {
    this.handset.buzz();
  }

  tick() {
    this.handset.status();
    this.ussd.tick();
  }

  home() {
    this.panel.clear();
    const { unread } = this.inbox;
    const news = { type: "button", class: "news", tabindex: -1, onclick: () => this.inbox.list() };
    const body = element(
      "div",
      { class: "idle" },
      element("p", { class: "time" }, clock()),
      element("p", { class: "day", lang: this.language }, day(this.language)),
      element("p", { class: "own" }, `${spell(this.number)}`),
      unread ? element("button", news, `✉ ${this.say("unread", { n: unread })}`) : null,
    );
    this.show({
      name: "idle",
      body,
      left: { word: this.say("menu"), act: () => this.menu() },
      right: { word: this.say("contacts"), act: () => this.#contacts() },
      type: (char) => this.startDialling(char),
      call: () => this.startDialling(this.state.dialled || this.page.facts.ussd_code),
    });
  }

  menu() {
    const detail = this.inbox.unread ? this.say("unread", { n: this.inbox.unread }) : "";
    const items = [
      { picture: picture("messages"), label: this.say("messages"), detail, act: () => this.inbox.menu() },
      { picture: picture("money"), label: this.say("mpesa"), act: () => this.purse.menu() },
      { picture: picture("mail"), label: this.say("mail"), act: () => this.#mails() },
      { picture: picture("contacts"), label: this.say("contacts"), act: () => this.#contacts() },
    ];
    this.show(listView("menu", this.say("menu"), items, this.say("select"), this.backTo(() => this.home())));
  }

  startDialling(typed) {
    const dial = () => this.ussd.dial(this.view.field.value);
    const clear = { word: this.say("clear"), act: () => this.view.erase() };
    const view = askView("dial", "", this.say("call"), dial, clear, { value: typed, most: 160, left: this.say("call") });
    view.body.classList.add("dialling");
    view.field.inputMode = "tel";
    view.call = dial;
    view.erase = () => {
      view.field.value = view.field.value.slice(0, -1);
      if (!view.field.value) {
        this.home();
      }
    };
    this.show(view);
  }

  #contacts() {
    const items = this.page.facts.numbers.map((each) => ({
      label: each.name,
      detail: spell(each.phone),
      act: () => this.take(each.phone),
    }));
    this.show(listView("contacts", this.say("contacts"), items, this.say("select"), this.backTo(() => this.home())));
  }

  async #mails() {
    this.tell(this.say("wait"));
    const back = this.backTo(() => this.menu());
    try {
      const found = (await mails()).reverse();
      const items = found.map((each) => ({
        label: each.subject || each.text,
        detail: `${each.to} · ${moment(each.at)}`,
        act: () => this.show(textView("mail", each.subject, each.text, null, this.backTo(() => this.#mails()))),
      }));
      this.show(listView("mails", this.say("mail"), items, this.say("open"), back, this.say("no_mail")));
    } catch (refused) {
      this.tell(refused.message, () => this.menu());
    }
  }

  #name() {
    this.node.setAttribute("aria-label", `Phone ${spell(this.number)}, ${this.network.name}`);
    this.handset.name();
  }
}
