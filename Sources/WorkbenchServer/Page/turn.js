import { Refusal } from './server.js';

/** A knob in motion: at most one question is under way, and of the places since, only the last is asked. */
export class Turn {
  /**
   * @param {{path: string}} knob @param {(at: string, signal: AbortSignal) => Promise<object>} question
   * @param {(answer: object, at: string) => void} show @param {(refusal: Refusal) => void} refuse
   * @param {() => void} halt called once it is stopped
   */
  constructor(knob, question, show, refuse, halt) {
    Object.assign(this, { knob, question, show, refuse, halt });
    this.stopper = new AbortController();
    /** The place that the answer shown is for. */
    this.at = null;
  }

  /** @param {string} at */
  to(at) {
    this.wanted = at;
    this.ask();
  }

  async ask() {
    if (this.stopper.signal.aborted || this.isBusy || this.wanted === null || this.wanted === this.at) return;
    this.isBusy = true;
    const at = this.wanted;
    try {
      const answer = await this.question(at, this.stopper.signal);
      if (this.stopper.signal.aborted) return;
      this.at = at;
      this.show(answer, at);
    } catch (fault) {
      if (this.stopper.signal.aborted) return;
      if (!(fault instanceof Refusal)) throw fault;
      this.at = at;
      if (!fault.isOvertaken) this.refuse(fault);
    } finally {
      this.isBusy = false;
    }
    this.ask();
  }

  /** No answer is shown from here on. */
  stop() {
    this.stopper.abort();
    this.halt();
  }
}
