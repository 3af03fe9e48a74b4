/* One stream for all phones of the page. It comes back by itself; where none is to be had, the page asks instead. */

const ASK_MILLISECONDS = 4000;
const AGAIN_MILLISECONDS = 30000;

export class Live {
  /** `tell(kind, content)` gets each event; `catchUp` asks for all that may have been missed; `say` shows how it is. */
  constructor(tell, catchUp, say) {
    Object.assign(this, { tell, catchUp, say, source: null, asking: 0, again: 0, numbers: "" });
  }

  /** Listen for these numbers, and for no others. */
  watch(numbers) {
    const wanted = [...new Set(numbers)].sort();
    if (wanted.join() !== this.numbers) {
      this.numbers = wanted.join();
      this.#open();
    }
  }

  #open() {
    clearTimeout(this.again);
    this.source?.close();
    const query = new URLSearchParams(this.numbers.split(",").map((each) => ["phone", each]));
    this.source = new EventSource(`/phone/events?${query}`);
    for (const kind of ["sms", "prompt", "prompt_over", "wire"]) {
      this.source.addEventListener(kind, (event) => this.tell(kind, JSON.parse(event.data)));
    }
    this.source.addEventListener("open", () => this.#opened());
    this.source.addEventListener("error", () => this.#failed());
  }

  #opened() {
    clearInterval(this.asking);
    this.asking = 0;
    this.say("live", "Live");
    this.catchUp();
  }

  #failed() {
    if (this.source.readyState !== EventSource.CLOSED) {
      this.say("waiting", "Connecting…");
      return;
    }
    this.say("off", "Not live: asked for every 4 s");
    this.catchUp();
    this.asking ||= setInterval(() => this.catchUp(), ASK_MILLISECONDS);
    clearTimeout(this.again);
    this.again = setTimeout(() => this.#open(), AGAIN_MILLISECONDS);
  }
}
