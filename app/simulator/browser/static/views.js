/* What stands on a handset's screen: a view is built once and shown until another takes its place.

A view: `name`, `title`, `body` (an element), `left` and `right` (soft keys: word and act), `field` (where keys type),
`type`, `erase`, `move` (what the keys do where there is no field). All but `name` and `body` may be left out. */

import { element } from "./elements.js";

/** Words alone, to be read and left. */
export function textView(name, title, text, left, right, more = null) {
  const body = element("div", { class: "reading" }, element("p", { class: "words" }, text), more);
  return { name, title, body, left, right };
}

/** Lines to choose from: by the d-pad, by their number, or by pressing one. Each has a label, a detail and an act. */
export function listView(name, title, items, select, right, empty = "") {
  const list = element("ol", { class: "list" });
  const buttons = items.map((item, at) => {
    const made = element("button", { type: "button", class: item.strong ? "item strong" : "item", tabindex: at ? -1 : 0 });
    if (item.picture) {
      made.classList.add("pictured");
      made.append(item.picture);
    }
    made.append(element("span", { class: "label" }, item.label));
    if (item.detail) {
      made.append(element("span", { class: "detail" }, item.detail));
    }
    made.addEventListener("click", item.act);
    made.addEventListener("focus", () => choose(at));
    list.append(element("li", {}, made));
    return made;
  });
  let chosen = 0;
  function choose(at) {
    chosen = at;
    buttons.forEach((each, number) => {
      each.classList.toggle("chosen", number === at);
      each.tabIndex = number === at ? 0 : -1;
    });
    buttons[at]?.scrollIntoView({ block: "nearest" });
  }
  function move(by) {
    if (buttons.length) {
      choose((chosen + by + buttons.length) % buttons.length);
      if (list.contains(document.activeElement)) {
        buttons[chosen].focus();
      }
    }
  }
  if (buttons.length) {
    choose(0);
  }
  return {
    name,
    title,
    body: buttons.length ? list : element("p", { class: "words" }, empty),
    left: buttons.length ? { word: select, act: () => buttons[chosen].click() } : null,
    right,
    focus: buttons[0],
    move,
    type: (char) => items[Number(char) - 1]?.act(),
    erase: right?.act,
  };
}

/** One question with a field. `done` gets what was typed. */
export function askView(name, title, question, done, right, options = {}) {
  const field = element("input", {
    type: options.secret ? "password" : "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    inputmode: options.digits ? "numeric" : "text",
    maxlength: options.most,
    class: "line",
  });
  field.value = options.value ?? "";
  const hint = options.hint ? element("p", { class: "hint" }, options.hint) : null;
  const before = options.before ? element("p", { class: "words" }, options.before) : null;
  const keep = (event) => event.preventDefault();
  const label = element("label", {}, element("span", {}, question), field);
  const body = element("form", { class: "asking", onsubmit: keep }, before, label, hint);
  return { name, title, body, field, left: { word: options.left, act: () => done(field.value.trim()) }, right };
}

/** A message being written: to whom, and what. The counter says how many SMS it takes. */
export function writeView(title, labels, values, send, right) {
  const to = element("input", { type: "text", class: "line", inputmode: "tel", autocomplete: "off" });
  to.value = values.to;
  const text = element("textarea", { class: "line", rows: 5, maxlength: 918, autocapitalize: "sentences" });
  text.value = values.text;
  const count = element("p", { class: "hint" });
  const recount = () => (count.textContent = counted(text.value));
  text.addEventListener("input", recount);
  recount();
  const body = element(
    "div",
    { class: "asking" },
    element("label", {}, element("span", {}, labels.to), to),
    element("label", {}, element("span", {}, labels.text), text),
    count,
  );
  const left = { word: labels.send, act: () => send(to.value, text.value) };
  return { name: "write", title, body, field: text, left, right };
}

const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;

/** Characters and parts of an SMS, as handsets count them: 3/1. */
export function counted(text) {
  const extended = text.match(/[\^{}\\[~\]|€]/g)?.length ?? 0;
  const [length, one, part] = GSM.test(text) ? [text.length + extended, 160, 153] : [text.length, 70, 67];
  const parts = length <= one ? 1 : Math.ceil(length / part);
  return `${length} / ${parts === 1 ? one : parts * part} · SMS ${parts}`;
}
