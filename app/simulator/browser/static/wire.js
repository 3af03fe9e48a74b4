/* The wire of a phone: each request and answer as the provider sends and gets it, newest first. */

import { button, element } from "./elements.js";
import { clock } from "./words.js";

const MOST = 30;
const COPIED_MILLISECONDS = 1500;
const ROOMY = 900;
/* Pixels from which on the wire is open to begin with. */

export class Wire {
  constructor(phone) {
    this.phone = phone;
    this.list = element("ol", { class: "exchanges" });
    this.count = element("span", { class: "count" });
    this.copy = button("Copy all", () => this.#copyAll(), { class: "small" });
    this.node = element(
      "details",
      { class: "wire" },
      element("summary", {}, "Wire ", this.count),
      element("div", { class: "copying" }, this.copy),
      this.list,
    );
    this.node.addEventListener("toggle", () => {
      phone.state.isWireOpen = this.node.open;
      phone.page.save();
    });
    this.node.open = phone.state.isWireOpen ?? window.innerWidth > ROOMY;
    phone.state.wire.toReversed().forEach((each) => this.#draw(each));
    this.#recount();
  }

  /** Requests and their answers, in the order in which they went. */
  add(exchanges) {
    exchanges.forEach((each) => this.#keep({ at: clock(), ...each }));
  }

  /** What a provider has told by itself: a report on an SMS, the end of a prompt. It may be told here again. */
  addTold(exchange) {
    if (!this.phone.state.wire.some((each) => each.id === exchange.id)) {
      this.#keep({ ...exchange, at: clock(new Date(exchange.at)) });
    }
  }

  /** What happened without a request of the provider's. */
  note(text) {
    this.#keep({ at: clock(), note: text });
  }

  #keep(entry) {
    const { wire } = this.phone.state;
    wire.unshift(entry);
    wire.splice(MOST);
    this.#draw(entry);
    while (this.list.childElementCount > MOST) {
      this.list.lastElementChild.remove();
    }
    this.#recount();
    this.phone.page.save();
  }

  #draw(entry) {
    this.list.prepend(element("li", {}, entry.note ? noted(entry) : exchanged(entry)));
  }

  #recount() {
    const sent = this.phone.state.wire.filter((each) => !each.note && !each.id).length;
    this.count.textContent = sent ? `${sent}` : "nothing yet";
  }

  async #copyAll() {
    const all = this.phone.state.wire.toReversed().map(written).join("\n\n");
    try {
      await navigator.clipboard.writeText(all);
      this.copy.textContent = "Copied";
    } catch {
      this.copy.textContent = "Not allowed here";
    }
    setTimeout(() => (this.copy.textContent = "Copy all"), COPIED_MILLISECONDS);
  }
}

function noted(entry) {
  return element("p", { class: "noted" }, element("time", {}, entry.at), ` ${entry.note}`);
}

function exchanged(entry) {
  const { request, answer, milliseconds } = entry;
  const isGood = answer !== null && answer.status < 300;
  const status = element("b", { class: isGood ? "good" : "bad" }, answer === null ? "no answer" : `${answer.status}`);
  const head = element(
    "summary",
    {},
    element("time", {}, entry.at),
    element("code", {}, `${request.method} ${request.path}`),
    status,
    element("span", {}, `${milliseconds} ms`),
    answer?.body ? element("span", { class: "seen" }, answer.body.replace(/\s+/g, " ")) : null,
  );
  return element("details", {}, head, element("pre", {}, written(entry)), fields(request));
}

/** The form's fields, decoded, for the eye. */
function fields({ headers, body }) {
  if (!headers["Content-Type"]?.includes("form")) {
    return null;
  }
  const list = element("dl", { class: "fields" });
  for (const [name, value] of new URLSearchParams(body)) {
    list.append(element("dt", {}, name), element("dd", {}, value || "(empty)"));
  }
  return list;
}

/** One exchange in the words of HTTP. */
function written({ note, request, answer, milliseconds }) {
  if (note) {
    return `# ${note}`;
  }
  const asked = [`${request.method} ${request.path} HTTP/1.1`, ...headers(request.headers), "", request.body];
  const said = answer ? [`HTTP/1.1 ${answer.status}`, ...headers(answer.headers), "", answer.body] : ["(no answer)"];
  return [...asked, "", `# ${milliseconds} ms`, ...said].join("\n");
}

const headers = (given) => Object.entries(given).map(([name, value]) => `${name}: ${value}`);
