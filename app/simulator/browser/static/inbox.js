/* The SMS of a phone: what came, what was read, and writing to the short code. */

import * as server from "./server.js";
import { moment } from "./words.js";
import { listView, textView, writeView } from "./views.js";

export class Inbox {
  constructor(phone) {
    this.phone = phone;
    this.messages = new Map();
  }

  /** How many have not been read. What was there before this phone was taken counts as read. */
  get unread() {
    return this.#newest().filter((each) => this.#isNew(each)).length;
  }

  /** Ask for all of them. */
  async refresh() {
    const { number } = this.phone;
    const found = await server.messages(number);
    if (number !== this.phone.number) {
      return;
    }
    const { known } = this.phone.state;
    const isFirst = !(number in known);
    if (isFirst) {
      known[number] = Math.max(0, ...found.map((each) => each.id));
    }
    const news = found.filter((each) => !this.messages.has(each.id));
    news.forEach((each) => this.messages.set(each.id, each));
    news.filter((each) => this.#isNew(each)).forEach((each) => this.#announce(each));
    this.phone.refresh();
  }

  /** One has come. */
  take(message) {
    if (!this.messages.has(message.id)) {
      this.messages.set(message.id, message);
      this.phone.state.known[this.phone.number] ??= 0;
      this.#announce(message);
      this.phone.refresh();
    }
  }

  /** Another number: another inbox. */
  clear() {
    this.messages.clear();
  }

  menu() {
    const { phone } = this;
    const detail = this.unread ? phone.say("unread", { n: this.unread }) : "";
    const items = [
      { label: phone.say("inbox"), detail, act: () => this.list() },
      { label: phone.say("write"), act: () => this.write() },
    ];
    const back = phone.backTo(() => phone.menu());
    phone.show(listView("messages", phone.say("messages"), items, phone.say("select"), back));
  }

  list() {
    const { phone } = this;
    const items = this.#newest().map((each) => ({
      label: each.text,
      detail: moment(each.at),
      strong: this.#isNew(each),
      act: () => this.#read(each),
    }));
    const back = phone.backTo(() => this.menu());
    phone.show(listView("inbox", phone.say("inbox"), items, phone.say("open"), back, phone.say("nothing")));
  }

  write(text = "", to = this.phone.page.facts.sms_code) {
    const { phone } = this;
    const labels = { to: phone.say("to"), text: phone.say("text"), send: phone.say("send") };
    const back = phone.backTo(() => this.menu());
    const send = (recipient, words) => this.#send(recipient.trim(), words);
    phone.show(writeView(phone.say("write"), labels, { to, text }, send, back));
  }

  /** The same SMS once more, as the provider sends it that has heard no answer. */
  async repeat(message) {
    try {
      const answer = await server.sendText(message);
      this.phone.wire.add(answer.wire);
    } catch (refused) {
      this.phone.tell(refused.message);
    }
  }

  async #send(to, text) {
    const { phone } = this;
    const code = phone.page.facts.sms_code;
    if (to !== code) {
      phone.tell(phone.say("others", { code }), () => this.write(text, code));
      return;
    }
    if (!text.trim()) {
      phone.tell(phone.say("empty"), () => this.write(text));
      return;
    }
    phone.tell(phone.say("sending"));
    try {
      const answer = await server.sendText({ phone: phone.number, text });
      phone.state.last = { kind: "text", text: { phone: phone.number, text, id: answer.id } };
      phone.wire.add(answer.wire);
      phone.panel.faults();
      phone.tell(phone.say("sent"));
    } catch (refused) {
      phone.tell(refused.message, () => this.write(text));
    }
  }

  #read(message) {
    const { phone } = this;
    phone.state.read.push(message.id);
    phone.page.save();
    const reply = { word: phone.say("reply"), act: () => this.write() };
    phone.show(textView("message", moment(message.at), message.text, reply, phone.backTo(() => this.list())));
  }

  #announce(message) {
    this.phone.wire.note(`SMS ${message.provider_id} has come to the phone.`);
    this.phone.page.announce(this.phone, `New message: ${message.text}`);
    this.phone.buzz();
  }

  #isNew(message) {
    const { known, read } = this.phone.state;
    return message.id > (known[this.phone.number] ?? 0) && !read.includes(message.id);
  }

  #newest() {
    return [...this.messages.values()].sort((one, other) => other.id - one.id);
  }
}
