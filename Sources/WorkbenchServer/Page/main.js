import { Board } from './board.js';
import { exact, order, written } from './exact.js';
import { button } from './markup.js';
import { Radii } from './radii.js';
import { Rail } from './rail.js';
import { Readout } from './readout.js';
import { ask, excuse, onSilence, Refusal } from './server.js';
import { parts, pathOf, turned } from './state.js';
import { Steps } from './steps.js';
import { Top } from './top.js';
import { Turn } from './turn.js';
import { heights } from './ways.js';
import { apply, onSwitch, said, text } from './words.js';

/** A published run on the workbench: which state is at hand, who is shown, and what is being turned. */
export class App {
  profile = 0;
  sector = '';
  sought = '';
  values = {};
  settings = [];
  /** What knobs are called that the rail does not show, by path. */
  labels = new Map();
  isReady = false;
  /** @type {Turn | null} */
  turn = null;
  radii = new Radii(this);
  name = crypto.randomUUID();
  /** Done when no state is being reached. */
  reached = Promise.resolve();

  async start() {
    apply();
    onSilence((isGone) => this.complain(isGone ? text('offline') : ''));
    this.run = await ask('run');
    this.steps = new Steps(this.run.run, () => this.arrive());
    this.board = new Board(document.getElementById('board'), {
      fetch: (from, count) => this.window(from, count), open: (row) => this.why(row.memberNo),
      facts: () => this.facts,
      radius: (row) => (this.turn ? null : this.radii.of(row)), seen: () => this.radii.soon(),
      refused: (fault) => this.refusedWindow(fault),
    });
    this.top = new Top(this);
    this.readout = new Readout(document.getElementById('readout'), this);
    this.rail = new Rail(document.getElementById('knobs'), this);
    onSwitch(() => this.redraw());
    await this.arrive();
    performance.mark('drawn');
    document.documentElement.dataset.ready = 'yes';
    matchMedia('print').addEventListener('change', (event) => this.board.print(event.matches));
  }

  get facts() {
    return { ...this.model, isPart: this.sector !== '' };
  }

  /** What does not change while the page is open. */
  get model() {
    this.known ??= { grades: this.run.grades.map((grade) => grade.name), height: heights(this.run.grades),
      roles: Object.fromEntries(this.run.categories.map((category) => [category.code, category.role])) };
    return this.known;
  }

  /** Another state is at hand: rows and cost of it. */
  async arrive() {
    this.endTurn();
    this.isReady = false;
    this.radii.forget();
    const rows = this.board.reset();
    try {
      const state = this.steps.text;
      const answer = this.ahead?.state === state ? this.ahead : await ask('state', { state });
      if (state !== this.steps.text) return;
      this.steps.rename(answer.state);
      Object.assign(this, { values: answer.values, settings: answer.settings, cost: answer.cost,
        isReady: true });
      for (const { path, label } of answer.settings) this.labels.set(path, label);
      this.complain('');
      await rows;
    } catch (fault) {
      this.complain(excuse(fault), fault.status !== 0);
    }
    this.draw();
    this.rail.rest();
    this.rail.work();
    this.radii.soon();
  }

  draw() {
    this.top.draw();
    this.readout.rest();
  }

  redraw() {
    this.board.draw();
    this.rail.draw();
    this.rail.rest();
    this.draw();
  }

  /**
   * What stays in view while the eye is elsewhere.
   * @param {string} words
   * @param {boolean} [isStuck] whether a way out is offered
   */
  complain(words, isStuck = false) {
    const place = document.getElementById('trouble');
    place.replaceChildren(...words ? [text('failed'), words] : []);
    if (words && isStuck && this.steps.text !== '')
      place.append(' ', button(text('toPublished'), () => this.reach(() => '', 'all'),
      { id: 'to-published' }));
    place.hidden = !words;
  }

  get view() {
    return { state: this.steps.text, profile: this.profile, sector: this.sector, find: this.sought };
  }

  /** A window of the table, as it stands or as the knob in motion makes it. */
  async window(from, count) {
    const { turn } = this;
    const answer = turn?.at ? await this.dragged(turn, turn.at, from, count)
      : await ask('rows', { ...this.view, from, count });
    if (this.isCutOff) this.complain('');
    this.isCutOff = false;
    return answer;
  }

  /** @param {Refusal} fault */
  refusedWindow(fault) {
    this.isCutOff = fault.isPassing;
    this.complain(fault.said);
  }

  /** Index of the only profile that a path turns; the one shown for all others. @param {string} path */
  profileOf(path) {
    const place = this.run.profiles.indexOf(path.slice(path.lastIndexOf('@') + 1));
    return path.includes('@') && place >= 0 ? place : this.profile;
  }

  /** A drag that names its page is answered only while it is that page's latest. */
  dragged(turn, at, from, count, { signal, page } = {}) {
    return ask('drag', { ...this.view, knob: turn.knob.path, at, from, count, page }, signal);
  }

  /** Another part of the table. @param {{profile?: number, sector?: string, sought?: string}} change */
  async show(change) {
    Object.assign(this, change);
    await this.board.reset(true);
    this.top.draw();
    if (change.profile !== undefined) {
      this.rail.draw();
      this.rail.rest();
    }
    this.radii.soon();
  }

  /** @param {import('./knob.js').KnobFacts} knob */
  valueOf(knob) {
    const value = exact(this.values[knob.path] ?? knob.published);
    return value ? written(value) : knob.published;
  }

  /**
   * A knob begins to move; false while it cannot.
   * @param {(answer: object) => void} hear @param {() => void} halt called when it moves no more, whoever
   * ended it
   */
  begin(knob, hear, halt) {
    if (!this.isReady) return false;
    let from = 0;
    this.turn = new Turn(knob, (at, signal) => {
      const place = this.board.window;
      from = place.from;
      return this.dragged(this.turn, at, place.from, place.count, { signal, page: this.name });
    }, (answer) => {
      this.board.take(answer, from);
      this.board.need();
      this.readout.turning(answer.cost);
      hear(answer);
    }, (refusal) => (refusal.status === 0 ? this.revert() : hear({ refused: refusal.said })), halt);
    document.documentElement.dataset.turning = 'yes';
    return true;
  }

  /** @param {string} at */
  move(at) {
    this.turn?.to(at);
  }

  /** Esc: all as before the drag. */
  revert() {
    this.endTurn();
    this.board.revert();
    this.rail.active?.rest();
    this.draw();
    this.rail.work();
    this.radii.soon();
  }

  endTurn() {
    this.turn?.stop();
    this.turn = null;
    delete document.documentElement.dataset.turning;
  }

  /**
   * A knob stays at a number, null for the published one: another state, unless the reader's own limits
   * forbid it.
   * @param {import('./knob.js').KnobFacts} knob @param {string | null} at
   */
  async turnTo(knob, at) {
    const obstacle = this.obstacle(knob, at);
    if (obstacle) return this.refuse(obstacle);
    return this.reach((state) => turned(state, knob.path, at), `${knob.path}=${at ?? ''}`);
  }

  /** Why the reader's lock, floor or ceiling forbid a place; '' where they do not. */
  obstacle(knob, at) {
    const { locked, low, high } = this.rail.kept(knob.path);
    const value = exact(at ?? knob.published ?? '');
    const isOutside = value
      && ((low && order(value, exact(low)) < 0) || (high && order(value, exact(high)) > 0));
    if (locked) return text('lockedKnob', this.nameOf(knob.path));
    return isOutside ? text('outsideLimits', this.nameOf(knob.path), low ?? '', high ?? '') : '';
  }

  /** All but what is locked as published. */
  putAllBack() {
    return this.reach((state) => parts(state).filter((part) => this.rail.kept(pathOf(part)).locked).join('&'),
      'all');
  }

  /**
   * Another state, made from the last one reached: of two changes at once, the later builds on the earlier.
   * @param {(state: string) => string} make @param {string} name
   */
  reach(make, name) {
    const done = this.reached.then(() => this.reachNow(make, name));
    this.reached = done.catch(() => {});
    return done;
  }

  async reachNow(make, name) {
    this.isReady = false;
    try {
      let before;
      do {
        before = this.steps.text;
        this.ahead = await ask('state', { state: make(before) });
      } while (before !== this.steps.text);
      this.endTurn();
      this.complain('');
      this.isReady = true;
      if (this.ahead.state === before) this.revert();
      else this.steps.reach(this.ahead.state, name);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.isReady = true;
      this.refuse(fault.said);
    }
  }

  /** All as before, and why. @param {string} words */
  refuse(words) {
    this.revert();
    this.complain(words);
  }

  /**
   * Opens a sheet, whose file comes when it is first wanted.
   * @param {string} name @param {(file: object) => unknown} open
   */
  async sheet(name, open) {
    let file;
    try {
      file = await import(`./${name}.js`);
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
      this.complain(text('offline'));
      return null;
    }
    return open(file);
  }

  /** @param {string} memberNo */
  why(memberNo) {
    return this.sheet('why', ({ openWhy }) => openWhy(this, memberNo));
  }

  /** What a number is called, in words. @param {string} path */
  nameOf(path) {
    return said(this.run.knobs.find((knob) => knob.path === path)?.label ?? this.labels.get(path)) || path;
  }

  hasValues(knob) {
    return knob.kind !== 'condition' && Boolean(this.leafOf(knob));
  }

  /** The indicator whose points a number decides; null for categories. */
  leafOf(knob) {
    return knob.node && knob.node !== knob.category ? knob.node : null;
  }

  editValues(knob) {
    return this.sheet('values', ({ openValues }) => openValues(this, this.leafOf(knob)));
  }
}

const app = new App();
app.start().catch((fault) => {
  app.complain(fault instanceof Refusal ? fault.said : String(fault));
  document.documentElement.dataset.ready = 'no';
  if (!(fault instanceof Refusal)) throw fault;
});
