import { exact, near, order, within, written } from './exact.js';
import { button, html } from './markup.js';
import { Slider } from './slider.js';
import { tip } from './tip.js';
import { gradeWords } from './ways.js';
import { listed, said, text, tongue } from './words.js';

/**
 * @typedef {{path: string, label: {zh: string, en: string}, node: string | null, category: string | null,
 *   kind: string, unit: string, published: string, lowest: string, highest: string, step?: string,
 *   profile?: number | null}} KnobFacts
 */

let serial = 0;
const units = { points: 'unitPoints', times: 'unitTimes', share: 'unitShare', records: 'unitRecords',
  members: 'unitMembers' };

/** @param {string} [unit] as the server names it */
const unitWords = (unit) => (units[unit] ? text(units[unit]) : '');

/** A crossing in words: who, from which grade to which. */
export const crossingWords = (crossing) => `${crossing.memberNo} ${crossing.name} ` +
  `${gradeWords(crossing.before)}→${gradeWords(crossing.after)}`;

/**
 * Who changes at a tick; more than three are counted.
 * @param {{changes: number, crossings: object[]}} tick
 */
export function tickWords(tick) {
  const named = listed(tick.crossings.slice(0, 3).map(crossingWords));
  if (named === '') return text('people', tick.changes);
  return tick.changes > 3 ? `${named} ${text('andMore', tick.changes)}` : named;
}

/** One number of the model: its name, slider, field, and what may be done to it. */
export class KnobRow {
  /**
   * @param {KnobFacts} facts @param {import('./rail.js').Rail} rail
   * @param {{name: () => string, title: Element}} [head] instead of the label
   */
  constructor(facts, rail, head) {
    this.facts = facts;
    this.rail = rail;
    this.head = head;
    this.limits = rail.kept(facts.path);
    this.least = exact(facts.step ?? '0.000001') ?? exact('0.000001');
    this.id = `knob-${serial += 1}`;
    const slider = (other) => new Slider({
      start: () => this.start(), move: (value) => this.move(value, other()),
      keep: () => this.keep(other().text), revert: () => rail.app.revert(),
      hover: (tick, event) => tip(tick && text('tickAt', written(tick.at)) + tick.words(), event),
    });
    this.slider = slider(() => this.slider);
    this.loupe = slider(() => this.loupe);
    this.loupe.element.classList.add('loupe');
    this.element = this.build();
    this.rest();
  }

  build() {
    this.name = html('span', { class: 'knob-name', id: this.id });
    this.was = html('span', { class: 'knob-was' });
    this.field = html('input', { class: 'knob-value', inputmode: 'decimal', autocomplete: 'off',
      spellcheck: 'false',
      onkeydown: (event) => this.typed(event), onchange: () => this.entered() });
    this.says = html('p', { class: 'knob-says' });
    this.tools = html('div', { class: 'knob-tools' });
    this.more = html('div', { class: 'knob-more', hidden: true }, this.loupe.element, this.says, this.tools);
    this.unit = html('span', { class: 'unit' });
    const element = html('div', { class: 'knob', role: 'group', 'aria-labelledby': this.id,
      'data-path': this.facts.path },
      html('div', { class: 'knob-head' }, this.head?.title, this.name, this.was, this.field, this.unit),
      this.slider.element, this.more);
    element.addEventListener('focusin', () => this.rail.open(this));
    return element;
  }

  get title() {
    return this.head?.name() ?? said(this.facts.label);
  }

  get isTurning() {
    return this.slider.isTurning || this.loupe.isTurning;
  }

  /** Something else stands in the field than what was put there. */
  get isTyping() {
    return document.activeElement === this.field && this.field.value !== this.shown;
  }

  /** @param {string} value */
  show(value) {
    this.shown = value;
    this.field.value = value;
  }

  get isLocked() {
    return this.limits.locked === true;
  }

  /** Range of the slider: the reader's own limits, else what was searched. */
  get range() {
    const { facts, limits, searched } = this;
    const low = exact(limits.low ?? searched?.from ?? facts.lowest ?? '0');
    const high = exact(limits.high ?? searched?.to ?? facts.highest ?? '1');
    return { low, high: order(low, high) < 0 ? high : exact(String(Math.ceil(near(low)) + 1)) };
  }

  /** How far it may be turned. */
  get bounds() {
    return this.range;
  }

  /** As the state stands: nothing is being turned. */
  rest() {
    const { facts, rail } = this;
    const stands = rail.app.valueOf(facts);
    this.name.textContent = this.title;
    if (!this.isTyping) this.show(stands);
    this.field.setAttribute('aria-label', `${said(facts.label)} ${text('value')}`);
    this.unit.textContent = unitWords(facts.unit);
    const isTurned = stands !== facts.published;
    this.was.textContent = isTurned ? text('was', facts.published) : '';
    this.element.classList.toggle('turned', isTurned);
    this.element.classList.toggle('locked', this.isLocked);
    this.field.disabled = this.isLocked;
    this.place(exact(stands));
    this.buildTools();
    this.say('');
  }

  /** @param {import('./exact.js').Exact} value */
  place(value) {
    const range = this.range;
    const held = value ?? range.low;
    const low = order(held, range.low) < 0 ? held : range.low;
    const high = order(held, range.high) > 0 ? held : range.high;
    for (const [slider, name] of [[this.slider, ''], [this.loupe, ` ${text('loupe')}`]]) {
      slider.element.setAttribute('aria-label', said(this.facts.label) + name);
      slider.element.setAttribute('aria-disabled', String(this.isLocked));
      slider.limits = this.bounds;
    }
    const shared = { value: held, published: exact(this.facts.published) ?? low, least: this.least };
    this.slider.set({ ...shared, low, high });
    this.magnify(shared, low, high);
  }

  /** The few ticks on either side of the value; hidden where the whole shows no more. */
  magnify(shared, low, high) {
    const { ticks } = this.slider;
    const below = ticks.filter((tick) => order(tick.at, shared.value) <= 0).slice(-6)[0]?.at ?? low;
    const above = ticks.filter((tick) => order(tick.at, shared.value) > 0).slice(0, 6).at(-1)?.at ?? high;
    this.loupe.element.toggleAttribute('hidden', ticks.length < 12 || order(below, above) >= 0);
    this.loupe.set({ ...shared, low: within(below, low, high), high: within(above, low, high) });
  }

  buildTools() {
    const { rail, limits } = this;
    const bound = (key, name) => html('label', { class: 'bound' }, text(name), html('input', {
      value: limits[key] ?? '', placeholder: written(this.range[key]), inputmode: 'decimal',
      'data-bound': key,
      onchange: (event) => this.bind(key, event.target) }));
    const held = this.tools.contains(document.activeElement) && document.activeElement.dataset;
    this.tools.replaceChildren(
      bound('low', 'floor'), bound('high', 'ceiling'),
      button(text(this.isLocked ? 'unlock' : 'lock'), () => this.change({ locked: !this.isLocked }),
        { class: 'plain', 'aria-pressed': String(this.isLocked), 'data-act': 'lock' }),
      button(text('reset'), () => rail.app.turnTo(this.facts, this.facts.published),
        { class: 'plain', 'data-act': 'reset' }),
      ...rail.app.hasValues(this.facts)
        ? [button(text('editValues'), () => rail.app.editValues(this.facts),
          { class: 'plain', 'data-act': 'values' })] : []);
    if (held) this.tools.querySelector(held.act ? `[data-act=${held.act}]`
      : `[data-bound=${held.bound}]`)?.focus();
  }

  /** The reader's own limits and lock; they stay with the tab. @param {object} change */
  change(change) {
    Object.assign(this.limits, change);
    for (const key of Object.keys(this.limits)) if (this.limits[key] === undefined) delete this.limits[key];
    this.rail.keep(this.facts.path, this.limits);
    this.rest();
  }

  bind(key, field) {
    const value = field.value.trim() === '' ? undefined : exact(field.value);
    if (value === null) return this.say(text('badNumber'));
    const other = this.range[key === 'low' ? 'high' : 'low'];
    if (value && order(value, other) === (key === 'low' ? 1 : -1)) return this.say(text('badLimits'));
    return this.change({ [key]: value && written(value) });
  }

  start() {
    if (this.isLocked) return false;
    this.rail.open(this);
    return this.rail.app.begin(this.facts, (answer) => this.answered(answer), () => this.halt());
  }

  halt() {
    for (const slider of [this.slider, this.loupe]) slider.halt();
  }

  /** @param {import('./exact.js').Exact} value @param {Slider} mover */
  move(value, mover) {
    const other = mover === this.slider ? this.loupe : this.slider;
    other.value = value;
    other.draw();
    this.show(written(value));
    this.rail.app.move(written(value));
  }

  keep(value) {
    this.rail.app.turnTo(this.facts, value);
  }

  /**
   * What the place under the thumb would change.
   * @param {{cost?: {crossings: object[], grades: number}, refused?: string}} answer
   */
  answered({ cost, refused }) {
    this.say(refused
      ?? (this.isGraded ? KnobRow.costWords(cost) : `${cost.ranks} ${text('moved')}`));
  }

  static costWords(cost) {
    return cost.grades === 0 ? text('nobody')
      : tickWords({ changes: cost.grades, crossings: cost.crossings });
  }

  /** Whether there are grades that a turn could change. */
  get isGraded() {
    return this.rail.app.run.isGraded;
  }

  typed(event) {
    if (event.key !== 'Escape') return;
    this.show(this.shown);
    this.rest();
  }

  entered() {
    this.shown = this.field.value;
    const value = exact(this.field.value);
    if (!value) {
      this.say(text('badNumber'));
    } else if (written(value) !== this.rail.app.valueOf(this.facts)) {
      this.rail.app.turnTo(this.facts, written(value));
    }
  }

  /**
   * @param {{now: string, from: string, to: string, step: string, ticks: object[], still: object | null,
   * words: object}} answer
   */
  took(answer) {
    this.searched = answer;
    if (answer.step) this.least = exact(answer.step);
    const ticks = answer.ticks.map((tick) => ({ at: exact(tick.at), words: () => tickWords(tick) }));
    const still = answer.still && { from: exact(answer.still.from), to: exact(answer.still.to) };
    for (const slider of [this.slider, this.loupe]) Object.assign(slider, { ticks, still });
    if (!this.isTurning) this.rest();
  }

  /** Nothing is known of ticks any more. */
  forget() {
    this.searched = this.searched && { from: this.searched.from, to: this.searched.to };
    for (const slider of [this.slider, this.loupe]) Object.assign(slider, { ticks: [], still: null });
    this.obstacle = null;
  }

  /** '' for what the resting slider says: where nobody changes, and the next who do. @param {string} words */
  say(words) {
    this.says.textContent = words || this.resting();
    if (!this.slider.low) return;
    const stop = tongue() === 'en' ? '. ' : '。';
    for (const slider of [this.slider, this.loupe]) {
      slider.say(`${slider.text}${unitWords(this.facts.unit)}${stop}${this.says.textContent}`);
    }
  }

  resting() {
    const { slider } = this;
    if (!this.isGraded) return '';
    if (this.obstacle) return this.obstacle;
    if (!this.searched?.ticks) return text('searching');
    const above = slider.ticks.find((tick) => order(tick.at, slider.value) > 0);
    const below = slider.ticks.findLast((tick) => order(tick.at, slider.value) <= 0);
    const stop = tongue() === 'en' ? '. ' : '。';
    const { omittedBelow, omittedAbove } = this.searched;
    return [said(this.searched.words), below && text('belowTick', written(below.at)) + below.words(),
      above && text('aboveTick', written(above.at)) + above.words(),
      omittedBelow > 0 && text('omittedBelow', omittedBelow),
      omittedAbove > 0 && text('omittedAbove', omittedAbove)].filter(Boolean).join(stop) + stop.trim();
  }
}
