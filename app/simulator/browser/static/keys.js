/* A keyboard before a phone: digits and letters type, Enter sends, Esc cancels, arrows move, Backspace takes back. */

const ACTS = {
  Enter: (handset) => handset.call(),
  Escape: (handset, view) => (view.name === "idle" ? handset.end() : (view.right?.act ?? (() => handset.end()))()),
  Backspace: (handset) => handset.erase(),
  ArrowUp: (handset) => handset.move(-1),
  ArrowDown: (handset) => handset.move(1),
};

/** Have a phone obey the keyboard while the focus is within its body. */
export function listenToKeys(phone) {
  phone.handset.node.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    const act = ACTS[event.key];
    if (act && !isOwn(event)) {
      event.preventDefault();
      act(phone.handset, phone.view);
    } else if (!act && isTyped(event)) {
      event.preventDefault();
      phone.handset.type(event.key);
    }
  });
}

/** What a field or a button does with this key by itself. */
function isOwn({ key, target, shiftKey }) {
  if (key === "Enter") {
    return target.matches("button") || (shiftKey && target.matches("textarea"));
  }
  if (key === "Backspace") {
    return target.matches("input, textarea") && target.value !== "";
  }
  return key !== "Escape" && target.matches("textarea");
}

function isTyped({ key, target }) {
  const isField = target.matches("input, textarea");
  return key.length === 1 && !isField && !(key === " " && target.matches("button"));
}
