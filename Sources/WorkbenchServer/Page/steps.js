/**
 * The states in the order in which they were reached: undo and redo without end. The browser's own way back
 * agrees with it as far as the browser remembers; the rest is in this tab's storage.
 */

/** A browser keeps some fifty addresses of a tab. */
const remembered = 40;
/** Milliseconds in which a browser has gone to an address that it knows. */
const patience = 1_000;

/** @typedef {{text: string, name: string}} Step  `name` says what was done to reach the state */

export class Steps {
  /** @param {string} run @param {(step: Step) => void} arrive called whenever another state is at hand */
  constructor(run, arrive) {
    /** Of the steps kept in the storage. */
    this.first = 0;
    this.key = `steps ${run}`;
    this.arrive = arrive;
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? 'null');
    const text = Steps.address();
    const at = history.state?.at;
    if (kept?.steps[at - kept.first]?.text === text) {
      this.first = kept.first;
      this.steps = [...Array(kept.first), ...kept.steps];
      this.at = at;
    } else {
      this.steps = [{ text, name: '' }];
      this.at = 0;
    }
    this.oldest = this.at;
    this.keep('replaceState');
    addEventListener('popstate', (event) => this.arrived(event.state?.at));
  }

  /** What stands in the address. */
  static address() {
    return location.hash.slice(1);
  }

  get text() {
    return this.steps[this.at].text;
  }

  /** What undo would take back; '' for nothing. */
  get undoName() {
    return this.steps[this.at - 1] ? this.steps[this.at].name : '';
  }

  get redoName() {
    return this.steps[this.at + 1]?.name ?? '';
  }

  /** Goes on to a state; what was undone before is forgotten. @param {string} text @param {string} name */
  reach(text, name) {
    if (text === this.text) return;
    this.forgetTarget();
    this.steps.splice(this.at + 1, this.steps.length, { text, name });
    this.at += 1;
    this.oldest = Math.max(this.oldest, this.at - remembered);
    this.keep('pushState');
    this.arrive(this.steps[this.at]);
  }

  /** The server's way of writing the state at hand. @param {string} text */
  rename(text) {
    if (text === this.text) return;
    this.steps[this.at].text = text;
    this.keep('replaceState');
  }

  /** From where the browser is on its way to. @param {-1 | 1} way */
  go(way) {
    const next = (this.target ?? this.at) + way;
    if (!this.steps[next]) return;
    const browserKnows = way < 0 ? next >= this.oldest : this.newest >= next;
    if (!browserKnows) return this.jump(next);
    this.forgetTarget();
    this.target = next;
    this.timer = setTimeout(() => this.jump(next), patience);
    return history.go(way);
  }

  /** To a step at whose address the browser was not, or does not arrive. */
  jump(next) {
    this.forgetTarget();
    Object.assign(this, { at: next, oldest: next, newest: next });
    this.keep('replaceState');
    this.arrive(this.steps[next]);
  }

  forgetTarget() {
    clearTimeout(this.timer);
    this.target = undefined;
  }

  /** @param {number | undefined} at */
  arrived(at) {
    if (at === undefined || at === this.target) this.forgetTarget();
    const text = Steps.address();
    if (at !== undefined && this.steps[at]?.text === text) {
      if (at === this.at) return;
      this.at = at;
      if (at < this.oldest || at > this.newest) Object.assign(this, { oldest: at, newest: at });
    } else {
      this.steps.splice(this.at + 1, this.steps.length, { text, name: '#' });
      this.at += 1;
    }
    this.keep('replaceState');
    this.arrive(this.steps[this.at]);
  }

  /** @param {'pushState' | 'replaceState'} how */
  keep(how) {
    this.newest = how === 'pushState' ? this.at : Math.max(this.newest ?? 0, this.at);
    this.store();
    try {
      history[how]({ at: this.at }, '', this.text ? `#${this.text}` : location.pathname);
    } catch (fault) {
      if (fault.name !== 'SecurityError') throw fault;
    }
    this.catchUp();
  }

  /** A browser takes so many changes of the address in a while, and leaves out the others: the last is told again. */
  catchUp() {
    clearTimeout(this.later);
    if (history.state?.at === this.at) return;
    this.oldest = this.at;
    this.newest = this.at;
    this.later = setTimeout(() => this.keep('replaceState'), patience);
  }

  /** For a reload; where the storage is full, without the oldest. */
  store() {
    for (;;) {
      try {
        sessionStorage.setItem(this.key,
          JSON.stringify({ first: this.first, steps: this.steps.slice(this.first) }));
        return;
      } catch (fault) {
        if (fault.name !== 'QuotaExceededError') throw fault;
        if (this.first >= this.at) return;
        this.first += Math.ceil((this.at - this.first) / 4);
      }
    }
  }
}
