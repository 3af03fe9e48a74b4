/* A USSD session as the network keeps it: the text that only grows, two clocks, and faults of the line. */

import { element } from "./elements.js";
import * as server from "./server.js";
import { say } from "./words.js";
import { textView } from "./views.js";

const CODE = /^\*[0-9][0-9*]*#$/;

export class UssdLine {
  constructor(phone) {
    this.phone = phone;
    this.fault = "";
    this.field = null;
  }

  get session() {
    return this.phone.state.session;
  }

  /** Dial what was typed; a session begins. Only codes are sent: voice is not simulated. */
  dial(typed) {
    const string = typed.replace(/\s/g, "");
    const { facts, settings } = this.phone.page;
    if (!CODE.test(string)) {
      this.phone.tell(say(this.phone.language, "voice", { code: facts.ussd_code }));
      return;
    }
    this.close();
    const inner = `${facts.ussd_code.slice(0, -1)}*`;
    const ahead = settings.straight === "text" && string.startsWith(inner);
    this.phone.state.dialled = string;
    this.phone.state.session = {
      id: server.newSessionId(),
      code: ahead ? facts.ussd_code : string,
      text: ahead ? string.slice(inner.length, -1) : "",
      began: Date.now(),
      answered: null,
      screen: "",
      septets: 0,
    };
    this.#send(this.#hop(), this.session);
  }

  /** Answer the screen: what was typed is joined to all before it. */
  answer(typed) {
    const { session } = this;
    if (!session || session.answered === null || typed === "") {
      return;
    }
    session.text = session.text === "" ? typed : `${session.text}*${typed}`;
    session.answered = null;
    this.#send(this.#hop(), session);
  }

  /** The last callback once more, as a provider or a proxy may send it. */
  repeat(hop) {
    const open = this.session?.id === hop.session ? this.session : null;
    if (open) {
      open.answered = null;
    }
    this.#send(hop, open);
  }

  /** Whoever holds the phone has had enough; the gateway hears nothing. */
  cancel() {
    this.close();
    this.phone.home();
  }

  /** The network is gone in the middle of it; the gateway hears nothing. */
  lose() {
    this.close("network lost");
    this.phone.tell(say(this.phone.language, "lost"));
  }

  /** Close the session, if there is one, and say on the wire why. */
  close(why = "cancelled on the phone") {
    if (this.session) {
      server.hangUp(this.phone.number, this.session.id);
      this.phone.state.session = null;
      this.phone.wire.note(`Session over: ${why}. Nothing is sent to the gateway.`);
    }
    this.phone.panel.clear();
    this.phone.page.save();
    this.phone.purse.showWaiting();
  }

  /** Show the session that a reload has interrupted, while its time lasts. */
  resume() {
    if (this.session && this.session.answered === null) {
      this.close("the page was left before the answer came");
    }
    if (this.session && this.tick()) {
      this.#show(this.session);
      return true;
    }
    return false;
  }

  /** Let time go by: false where the network has closed the session. */
  tick() {
    const { session } = this;
    if (!session) {
      return false;
    }
    const { idle, whole } = this.left();
    if (whole > 0 && (idle === null || idle > 0)) {
      this.phone.panel.clocks(idle, whole);
      return true;
    }
    const [word, n] = whole <= 0 ? ["long", this.phone.page.facts.session_seconds] : ["idle", this.phone.network.idle_seconds];
    this.close(word === "long" ? "its time is over" : "nobody has answered in time");
    this.phone.tell(say(this.phone.language, word, { n }));
    return false;
  }

  /** Seconds that are left of the network's patience with the citizen (null: it waits for the gateway), and in all. */
  left() {
    const { session } = this;
    const whole = this.phone.page.facts.session_seconds - (Date.now() - session.began) / 1000;
    const waited = session.answered === null ? null : (Date.now() - session.answered) / 1000;
    return { whole, idle: waited === null ? null : Math.min(whole, this.phone.network.idle_seconds - waited) };
  }

  #hop() {
    const { id, code, text } = this.session;
    return { phone: this.phone.number, network: this.phone.state.network, session: id, code, text };
  }

  async #send(hop, session) {
    const fault = this.fault;
    this.fault = "";
    this.phone.state.last = { kind: "hop", hop };
    this.phone.show({ name: "running", body: running(this.phone), right: this.#cancelKey() });
    this.phone.panel.faults();
    let answer;
    try {
      answer = await server.sendHop({ ...hop, fault });
    } catch (refused) {
      this.#end(session, refused.message);
      return;
    }
    this.phone.wire.add(answer.wire);
    if (session !== null ? this.session !== session : this.session !== null) {
      return; // the phone is elsewhere by now
    }
    const { shown, septets } = answer;
    if (shown === null) {
      this.#end(session, say(this.phone.language, "mmi"));
    } else if (shown.over || session === null) {
      this.#end(session, shown.text, septets);
    } else {
      Object.assign(session, { answered: Date.now(), screen: shown.text, septets });
      this.#show(session);
      this.phone.page.save();
    }
  }

  #end(session, text, septets = 0) {
    if (session) {
      this.phone.state.session = null;
    }
    this.phone.panel.clear();
    this.phone.page.save();
    this.phone.show({ ...textView("ended", "", text, this.#okKey()), isScreen: septets > 0 });
    this.phone.panel.septets(septets);
    this.phone.page.announce(this.phone, text);
    if (!septets) {
      server.hangUp(this.phone.number, this.phone.state.last.hop.session);
    }
  }

  #show(session) {
    const words = element("p", { class: "words" }, session.screen);
    const field = element("input", {
      type: "text",
      class: "line",
      "aria-label": say(this.phone.language, "answer"),
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: this.phone.network.input_characters ?? 182,
    });
    this.phone.show({
      name: "session",
      body: element("div", { class: "session" }, words, field),
      field,
      isScreen: true,
      left: { word: this.phone.say("send"), act: () => this.answer(field.value) },
      right: this.#cancelKey(),
    });
    this.phone.panel.septets(session.septets);
    this.tick();
    this.phone.page.announce(this.phone, session.screen);
  }

  #cancelKey() {
    return { word: this.phone.say("cancel"), act: () => this.cancel() };
  }

  #okKey() {
    return { word: this.phone.say("ok"), act: () => this.phone.home() };
  }
}

function running(phone) {
  return element("div", { class: "running" }, element("span", { class: "turning" }), element("p", {}, phone.say("running")));
}
