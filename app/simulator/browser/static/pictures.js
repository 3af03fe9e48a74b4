/* Small drawings of the handset. */

import { drawing } from "./elements.js";

const RECEIVER = "M4 9c5-4 11-4 16 0 1 1 1 3 0 4l-3 1-2-3c-2-1-4-1-6 0l-2 3-3-1c-1-1-1-3 0-4z";
const ROUND = { "stroke-linejoin": "round", "stroke-linecap": "round" };
const WHITE = { fill: "none", stroke: "#ffffff", "stroke-width": 2, ...ROUND };
const PICTURES = {
  messages: ["#2f7ed8", ["path", { d: "M7 9h18v12H15l-5 4v-4H7z", ...WHITE }], ["path", { d: "M11 13h10M11 17h6", ...WHITE }]],
  money: ["#1a9c46", ["rect", { x: 6, y: 10, width: 20, height: 12, rx: 2, ...WHITE }], ["circle", { cx: 16, cy: 16, r: 3, ...WHITE }]],
  mail: ["#d9622b", ["rect", { x: 6, y: 9, width: 20, height: 14, rx: 2, ...WHITE }], ["path", { d: "M7 11l9 7 9-7", ...WHITE }]],
  contacts: ["#8b4bb8", ["circle", { cx: 16, cy: 13, r: 4, ...WHITE }], ["path", { d: "M8 25c1-9 15-9 16 0", ...WHITE }]],
};

/** A picture of the menu. */
export function picture(name) {
  const [colour, ...lines] = PICTURES[name];
  return drawing("0 0 32 32", ["rect", { width: 32, height: 32, rx: 8, fill: colour }], ...lines);
}

/** The receiver of the green and the red key. */
export const receiver = () => drawing("0 0 24 20", ["path", { d: RECEIVER }]);

export function signal() {
  const bar = (x, height) => ["rect", { x, y: 12 - height, width: 2.4, height, rx: 0.6 }];
  return drawing("0 0 15 12", bar(0, 4), bar(4, 6.5), bar(8, 9), bar(12, 12));
}

export function envelope() {
  const edge = { fill: "none", stroke: "currentColor", "stroke-width": 1.6 };
  return drawing(
    "0 0 18 12",
    ["rect", { x: 1, y: 1, width: 16, height: 10, rx: 1.5, ...edge }],
    ["path", { d: "M1.5 2l7.5 5.5L16.5 2", ...edge }],
  );
}
