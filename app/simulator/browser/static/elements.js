/* Elements made without markup: what others wrote is text, and never becomes HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** An element. Attributes that begin with `on` are listeners; of a true one the name alone stands. */
export function element(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** A button that sends no form. */
export function button(text, act, attributes = {}) {
  return element("button", { type: "button", onclick: act, ...attributes }, text);
}

/** A small drawing that says nothing by itself: shapes are [tag, attributes]. */
export function drawing(viewBox, ...shapes) {
  const drawn = document.createElementNS(SVG, "svg");
  furnish(drawn, { viewBox, "aria-hidden": "true", focusable: "false" }, []);
  for (const [tag, attributes] of shapes) {
    drawn.append(furnish(document.createElementNS(SVG, tag), attributes, []));
  }
  return drawn;
}

/** A labelled field: the label stands around it. */
export function labelled(text, field, attributes = {}) {
  return element("label", attributes, element("span", {}, text), field);
}

/** A field to choose from [value, text] pairs. */
export function choice(pairs, chosen, change) {
  const made = element("select", { onchange: () => change(made.value) });
  for (const [value, text] of pairs) {
    made.append(element("option", { value, selected: value === chosen }, text));
  }
  return made;
}

function furnish(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
