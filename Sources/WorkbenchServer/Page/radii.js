import { ask, pause, Refusal } from './server.js';

/** Safe radii of the rows in view. They come after the rest: the first of a state takes long. */
export class Radii {
  /** @param {import('./main.js').App} app */
  constructor(app) {
    this.app = app;
    this.forget();
  }

  /** Of another state nothing is known. */
  forget() {
    this.stopper?.abort();
    this.stopper = new AbortController();
    this.isBusy = false;
    /** By member, null where there is none. @type {Map<string, string | null>} */
    this.known = new Map();
  }

  /** @param {import('./row.js').BoardRow} row */
  of(row) {
    return row.radius ?? this.known.get(row.memberNo) ?? null;
  }

  /** Once the view rests. */
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.work(), 250);
  }

  /** One question at a time, until nothing in view is missing. */
  async work() {
    if (this.isBusy) return;
    this.isBusy = true;
    const { known, stopper } = this;
    try {
      while (known === this.known && this.missing.length > 0) await this.askOnce();
    } catch (fault) {
      if (!(fault instanceof Refusal) && !stopper.signal.aborted) throw fault;
    } finally {
      if (known === this.known) this.isBusy = false;
    }
  }

  /** Rows in view without an answer; none while a knob turns. */
  get missing() {
    const { turn, isReady, board, run } = this.app;
    if (turn || !isReady || !run.isGraded) return [];
    const { first, last } = board.visible;
    const shown = Array.from({ length: Math.max(0, last - first) }, (_, place) =>
      board.rows.get(first + place));
    return shown.filter((row) => row && !row.radius && !this.known.has(row.memberNo));
  }

  /** A later question of the same page overtakes one that still waits. */
  async askOnce() {
    const { known, missing, stopper } = this;
    const { first, last } = this.app.board.visible;
    try {
      const { rows } = await ask('radius',
        { ...this.app.view, from: first, count: last - first, page: this.app.name }, stopper.signal);
      for (const row of missing) known.set(row.memberNo, null);
      for (const row of rows) known.set(row.memberNo, row.radius ?? null);
      if (known === this.known) this.app.board.draw();
    } catch (fault) {
      if (!fault.isPassing) throw fault;
      await pause();
    }
  }
}
