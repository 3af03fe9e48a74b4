/* The handset itself: its body, its screen and its keys. */

import { button, element } from "./elements.js";
import { envelope, receiver, signal } from "./pictures.js";
import { spell } from "./store.js";
import { clock } from "./words.js";

const KEYS = [
  ["1", "."], ["2", "ABC"], ["3", "DEF"],
  ["4", "GHI"], ["5", "JKL"], ["6", "MNO"],
  ["7", "PQRS"], ["8", "TUV"], ["9", "WXYZ"],
  ["*", "+"], ["0", "␣"], ["#", "aA"],
];
const BUZZ_MILLISECONDS = 700;
const READ = ["ended", "notice", "message"];
/* Views that are read only: a digit typed on them begins to dial. */

export class Handset {
  constructor(phone) {
    this.phone = phone;
    this.isTouched = false;
    this.bars = element("span", { class: "bars" }, signal());
    this.carrier = element("span", { class: "carrier" });
    this.envelope = element("span", { class: "envelope", hidden: true }, envelope());
    this.time = element("span", { class: "time" });
    this.title = element("p", { class: "title", hidden: true });
    this.content = element("div", { class: "content" });
    this.soft = { left: element("span"), right: element("span") };
    this.screen = element(
      "div",
      { class: "screen", tabindex: 0, role: "group" },
      element("div", { class: "status" }, this.bars, this.carrier, this.envelope, this.time),
      this.title,
      this.content,
      element("div", { class: "softs", "aria-hidden": "true" }, this.soft.left, this.soft.right),
    );
    this.used = element("span");
    this.waits = element("span");
    this.usage = element("p", { class: "usage", "aria-hidden": "true" }, this.used, this.waits);
    this.keys = this.#keys();
    this.node = element(
      "div",
      { class: "handset", "data-colour": (phone.state.id - 1) % 4 },
      element("span", { class: "ear", "aria-hidden": "true" }),
      element("div", { class: "bezel" }, this.screen, this.usage),
      element("p", { class: "make", "aria-hidden": "true" }, "lango"),
      this.keys,
    );
    this.node.addEventListener("pointerdown", (event) => this.#touch(event));
  }

  /** Put a view on the screen. */
  show(view) {
    this.content.replaceChildren(view.body);
    this.content.scrollTop = 0;
    this.title.textContent = view.title ?? "";
    this.title.hidden = !view.title;
    this.screen.dataset.view = view.name;
    for (const side of ["left", "right"]) {
      const word = view[side]?.word ?? "";
      this.soft[side].textContent = word;
      this[side].setAttribute("aria-label", word ? `${word} (${side} soft key)` : `${side} soft key`);
      this[side].setAttribute("aria-disabled", String(!word));
    }
    this.content.lang = view.isScreen ? "" : this.phone.language;
    this.status();
  }

  /** The line on top: signal, network, envelope, clock. */
  status() {
    this.carrier.textContent = this.phone.network.name;
    this.time.textContent = clock();
    this.envelope.toggleAttribute("hidden", !this.phone.inbox?.unread);
  }

  /** How much of the screen and of the network's patience is used, below the screen. */
  count(used, seconds) {
    this.used.textContent = used;
    this.waits.textContent = seconds;
  }

  name() {
    this.screen.setAttribute("aria-label", `Screen of ${spell(this.phone.number)}`);
    this.carrier.textContent = this.phone.network.name;
  }

  /** Shake for a moment. */
  buzz() {
    this.node.classList.add("buzzing");
    setTimeout(() => this.node.classList.remove("buzzing"), BUZZ_MILLISECONDS);
  }

  /** A soft key does what the screen says above it. */
  press(side) {
    this.phone.view[side]?.act();
  }

  /** A digit, or a letter of a keyboard. */
  type(char) {
    const { view } = this.phone;
    if (view.type) {
      view.type(char);
    } else if (view.field) {
      const last = document.activeElement;
      const field = this.content.contains(last) && "value" in last ? last : view.field;
      if (field.maxLength < 0 || field.value.length < field.maxLength) {
        const end = field.value.length;
        field.setRangeText(char, field.selectionStart ?? end, field.selectionEnd ?? end, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    } else if (READ.includes(view.name)) {
      this.phone.startDialling(char);
    }
  }

  /** Take back the last character; on a list it leads back. */
  erase() {
    const { view } = this.phone;
    if (view.erase) {
      view.erase();
    } else if (view.field) {
      view.field.value = view.field.value.slice(0, -1);
      view.field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  /** Up or down: another line of a list, or further on in a text. */
  move(by) {
    if (this.phone.view.move) {
      this.phone.view.move(by);
    } else {
      this.content.scrollBy({ top: by * 44 });
    }
  }

  /** The green key: dial, or what the left soft key does. */
  call() {
    const { view } = this.phone;
    (view.call ?? view.left?.act)?.();
  }

  /** The red key: out of whatever it is. */
  end() {
    const { phone } = this;
    if (phone.state.session) {
      phone.ussd.cancel();
    } else if (phone.purse.shown) {
      phone.purse.answer("cancel");
    } else {
      phone.home();
    }
  }

  #keys() {
    this.left = key("", () => this.press("left"), { class: "key soft" }, element("i", { class: "dash" }));
    this.right = key("", () => this.press("right"), { class: "key soft" }, element("i", { class: "dash" }));
    const call = key("Call (green key)", () => this.call(), { class: "key call" }, receiver());
    const end = key("End (red key)", () => this.end(), { class: "key end" }, receiver());
    const pad = element(
      "div",
      { class: "dpad" },
      key("Up", () => this.move(-1), { class: "up", tabindex: -1 }),
      key("Back a character", () => this.erase(), { class: "back", tabindex: -1 }),
      key("OK", () => this.press("left"), { class: "middle", tabindex: -1 }),
      key("Down", () => this.move(1), { class: "down", tabindex: -1 }),
      key("Menu", () => this.phone.view.name === "idle" && this.phone.menu(), { class: "on", tabindex: -1 }),
    );
    const digits = KEYS.map(([digit, letters]) =>
      key(
        digit,
        () => this.type(digit),
        { class: "key digit", tabindex: -1 },
        element("b", {}, digit),
        element("small", { "aria-hidden": "true" }, letters),
      ),
    );
    return element(
      "div",
      { class: "keys" },
      element("div", { class: "turnpad" }, this.left, call, pad, this.right, end),
      element("div", { class: "keypad" }, ...digits),
    );
  }

  /** A press leaves the keyboard where it was, or takes it to this phone; a finger wants no keyboard on its screen. */
  #touch(event) {
    this.isTouched = event.pointerType === "touch";
    const inKeys = this.keys.contains(event.target);
    if (inKeys && !this.content.contains(document.activeElement)) {
      this.screen.focus({ preventScroll: true });
    }
  }
}

function key(name, act, attributes, ...inside) {
  const made = button("", act, { "aria-label": name || null, ...attributes });
  made.replaceChildren(...inside);
  made.addEventListener("mousedown", (event) => event.preventDefault());
  return made;
}
