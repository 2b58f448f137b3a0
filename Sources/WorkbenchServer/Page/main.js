import { Board } from './board.js';
import { exact, written } from './exact.js';
import { button } from './markup.js';
import { Rail } from './rail.js';
import { Readout } from './readout.js';
import { ask, excuse, Refusal } from './server.js';
import { Steps } from './steps.js';
import { Top } from './top.js';
import { Turn } from './turn.js';
import { apply, onSwitch, text } from './words.js';

/** A published run on the workbench: which state is at hand, who is shown, and what is being turned. */
export class App {
  profile = 0;
  sector = '';
  sought = '';
  values = {};
  settings = [];
  isReady = false;
  /** @type {Turn | null} */
  turn = null;
  radii = new Map();
  name = crypto.randomUUID();

  async start() {
    apply();
    this.run = await ask('run');
    this.steps = new Steps(this.run.run, () => this.arrive());
    this.board = new Board(document.getElementById('board'), {
      fetch: (from, count) => this.window(from, count), open: (row) => this.why(row.memberNo), facts: () => this.facts,
      radius: (row) => (this.turn ? null : row.radius ?? this.radii.get(row.memberNo) ?? null), seen: () => this.askRadii(),
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
    this.known ??= { grades: this.run.grades.map((grade) => grade.name),
      roles: Object.fromEntries(this.run.categories.map((category) => [category.code, category.role])) };
    return this.known;
  }

  /** Another state is at hand: rows and cost of it. */
  async arrive() {
    this.turn?.stop();
    this.turn = null;
    this.isReady = false;
    this.radii = new Map();
    const rows = this.board.reset();
    try {
      const state = this.steps.text;
      const answer = this.ahead?.state === state ? this.ahead : await ask('state', { state });
      if (state !== this.steps.text) return;
      this.steps.rename(answer.state);
      Object.assign(this, { values: answer.values, settings: answer.settings, cost: answer.cost, isReady: true });
      this.complain('');
      await rows;
    } catch (fault) {
      this.complain(excuse(fault), true);
    }
    this.draw();
    this.rail.rest();
    this.rail.work();
    this.askRadii();
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

  /** What stays in view while the eye is elsewhere. @param {string} words @param {boolean} [isStuck] whether a way out is offered */
  complain(words, isStuck = false) {
    const place = document.getElementById('trouble');
    place.replaceChildren(...words ? [text('failed'), words] : []);
    if (words && isStuck && this.steps.text !== '') place.append(' ', button(text('toPublished'), () => this.reach('', 'all'), { id: 'to-published' }));
    place.hidden = !words;
  }

  get view() {
    return { state: this.steps.text, profile: this.profile, sector: this.sector, find: this.sought };
  }

  /** A window of the table, as it stands or as the knob in motion makes it. */
  async window(from, count) {
    const { turn } = this;
    try {
      return turn?.at ? await this.dragged(turn, turn.at, from, count) : await ask('rows', { ...this.view, from, count });
    } catch (fault) {
      this.complain(excuse(fault));
      return null;
    }
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
    this.askRadii();
  }

  /** @param {import('./knob.js').KnobFacts} knob */
  valueOf(knob) {
    const value = exact(this.values[knob.path] ?? knob.published);
    return value ? written(value) : knob.published;
  }

  /** A knob begins to move; false while it cannot. @param {(answer: object) => void} hear */
  begin(knob, hear) {
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
    }, (refusal) => hear({ refused: refusal.said }));
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
    this.board.reset();
    this.rail.active?.rest();
    this.draw();
    this.rail.work();
  }

  endTurn() {
    this.turn?.stop();
    this.turn = null;
    delete document.documentElement.dataset.turning;
  }

  /** A knob stays at a number: another state. @param {import('./knob.js').KnobFacts} knob @param {string} at */
  turnTo(knob, at) {
    const parts = this.steps.text.split('&').filter(Boolean);
    const path = encodeURIComponent(knob.path);
    const place = parts.findIndex((part) => plain(part).startsWith(`${knob.path}=`));
    parts.splice(place < 0 ? parts.length : place, place < 0 ? 0 : 1, `${path}=${at}`);
    return this.reach(parts.join('&'), `${knob.path}=${at}`);
  }

  /** @param {string} state @param {string} name */
  async reach(state, name) {
    this.isReady = false;
    try {
      this.ahead = await ask('state', { state });
      this.endTurn();
      this.complain('');
      this.isReady = true;
      if (this.ahead.state === this.steps.text) this.revert();
      else this.steps.reach(this.ahead.state, name);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.isReady = true;
      this.revert();
      this.complain(fault.said);
    }
  }

  /** Safe radii come after the rest: the first takes long. */
  askRadii() {
    clearTimeout(this.radiusTimer);
    this.radiusTimer = setTimeout(() => this.takeRadii(), 250);
  }

  async takeRadii() {
    const { first, last } = this.board.visible;
    const state = this.steps.text;
    const shown = [...Array(Math.max(0, last - first)).keys()].map((place) => this.board.rows.get(first + place)).filter(Boolean);
    if (this.turn || this.noRadius || shown.every((row) => row.radius || this.radii.has(row.memberNo))) return;
    try {
      const { rows } = await ask('radius', { ...this.view, from: first, count: last - first });
      if (state !== this.steps.text) return;
      for (const row of rows) this.radii.set(row.memberNo, row.radius ?? null);
      this.board.draw();
    } catch (fault) {
      this.noRadius = true;
      excuse(fault);
    }
  }

  async why(memberNo) {
    const { openWhy } = await import('./why.js');
    return openWhy(this, memberNo);
  }

  hasValues(knob) {
    return knob.kind !== 'condition' && Boolean(this.leafOf(knob));
  }

  /** The indicator whose points a number decides; null for categories. */
  leafOf(knob) {
    return knob.node && knob.node !== knob.category ? knob.node : null;
  }

  async editValues(knob) {
    const { openValues } = await import('./values.js');
    return openValues(this, this.leafOf(knob));
  }
}

/** Without escapes, where they are some. @param {string} part */
function plain(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const app = new App();
app.start().catch((fault) => {
  app.complain(fault instanceof Refusal ? fault.said : String(fault));
  document.documentElement.dataset.ready = 'no';
  if (!(fault instanceof Refusal)) throw fault;
});
