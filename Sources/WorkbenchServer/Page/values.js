import { openSheet } from './dialog.js';
import { exact, near, order, written } from './exact.js';
import { KnobRow } from './knob.js';
import { box, html, svg } from './markup.js';
import { ask, askPatiently, excuse, Refusal } from './server.js';
import { text } from './words.js';

const height = 200;
/** As of a slider, so that a line stands where its thumb is. */
const margin = 9;

/** A knob whose slider lies under the histogram, on its scale. */
class ValueKnob extends KnobRow {
  constructor(facts, sheet) {
    const { app, range } = sheet;
    const kept = (path) => ({ ...range, locked: app.rail.kept(path).locked });
    super(facts, { app, kept, keep() {}, open: () => {} });
    this.sheet = sheet;
    this.more.hidden = false;
    this.tools.hidden = true;
    this.loupe.element.classList.add('unused');
  }

  /** The reader's own limits; the slider itself is as wide as the picture. */
  get bounds() {
    const { low, high } = this.rail.app.rail.kept(this.facts.path);
    return { low: low ? exact(low) : this.range.low, high: high ? exact(high) : this.range.high };
  }

  move(value, mover) {
    super.move(value, mover);
    this.sheet.draw();
  }
}

/** The distribution of one indicator, with its cap and tiers to be dragged on it. */
class ValueSheet {
  constructor(app, leaf) {
    this.app = app;
    this.leaf = leaf;
    this.picture = svg('svg', { class: 'histogram', role: 'img' });
    this.note = html('p', {});
    this.trouble = html('p', { role: 'alert' });
    this.knobs = html('div', { class: 'value-knobs' });
    const { sheet, body, head } = openSheet(leaf, 'wide');
    Object.assign(this, { sheet, head });
    body.append(this.trouble, this.note, this.picture, this.knobs, html('small', {}, text('dragHint')));
    this.picture.addEventListener('pointerdown', (event) => this.press(event));
    const sizes = new ResizeObserver(() => this.size());
    sizes.observe(this.picture);
    sheet.addEventListener('close', () => {
      sizes.disconnect();
      this.app.readout.settled.delete(this.again);
    });
    this.again = () => this.ask();
    app.readout.settled.add(this.again);
    this.ask();
  }

  async ask() {
    try {
      const state = this.app.steps.text;
      const facts = await ask('values', { state, leaf: this.leaf, profile: this.app.profile });
      if (state !== this.app.steps.text) return;
      this.facts = facts;
      this.range = { low: facts.bins[0]?.from ?? '0', high: facts.bins.at(-1)?.to ?? '1' };
      this.head.textContent = text('histogram', `${facts.code} ${facts.name}`);
      const tiers = facts.tiers.map((tier, place) =>
        `${text('tier', place + 1)} ${text('tierMembers', tier.from, tier.members)}`);
      this.note.textContent = [facts.cap && `${text('cap')} ${facts.cap}：${text('atCap', facts.atCap)}`,
        ...tiers].filter(Boolean).join(' · ');
      this.trouble.textContent = '';
      await this.drawKnobs();
    } catch (fault) {
      this.trouble.textContent = excuse(fault);
    }
  }

  /** The cap's and the tiers' knobs, for the profile shown. */
  get turnable() {
    const { run } = this.app;
    const paths = this.facts.tiers.map((tier) => tier.path);
    return run.knobs.filter((knob) => knob.published !== undefined
      && this.app.profileOf(knob.path) === this.app.profile
      && ((knob.node === this.leaf && knob.kind === 'cap') || paths.includes(knob.path)));
  }

  async drawKnobs() {
    const held = document.activeElement?.closest('.value-knobs .knob')?.dataset.path;
    for (const facts of this.turnable) {
      const value = exact(this.app.valueOf(facts));
      if (order(value, exact(this.range.high)) > 0) this.range.high = written(value);
    }
    this.rows = this.turnable.map((facts) => new ValueKnob(facts, this));
    this.knobs.replaceChildren(...this.rows.map((row) => row.element));
    this.size();
    this.rows.find((row) => row.facts.path === held)?.slider.element.focus();
    const { rows } = this;
    for (const row of this.app.run.isGraded ? rows : []) {
      try {
        const answer = await askPatiently('ticks', { state: this.app.steps.text, knob: row.facts.path },
          () => this.rows === rows && this.sheet.open);
        if (!answer) return;
        row.took({ ...answer, from: undefined, to: undefined });
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault;
        row.obstacle = fault.said;
        row.say('');
      }
    }
  }

  size() {
    this.width = this.picture.clientWidth || 600;
    for (const row of this.rows ?? []) {
      row.slider.width = this.width;
      row.rest();
    }
    this.draw();
  }

  /** A press on the picture takes the nearest line. */
  press(event) {
    const x = event.clientX - this.picture.getBoundingClientRect().left;
    const row = [...this.rows ?? []].sort((a, b) =>
      Math.abs(a.slider.x(a.slider.value) - x) - Math.abs(b.slider.x(b.slider.value) - x))[0];
    row?.slider.press(event);
  }

  draw() {
    if (!this.facts) return;
    const low = near(exact(this.range.low));
    const span = near(exact(this.range.high)) - low || 1;
    const x = (value) => margin + ((value - low) / span) * (this.width - 2 * margin);
    const most = Math.max(1, ...this.facts.bins.map((bin) => bin.members));
    this.picture.setAttribute('viewBox', `0 0 ${this.width} ${height}`);
    this.picture.setAttribute('aria-label', this.head.textContent);
    const cap = this.rows?.find((row) => row.facts.kind === 'cap')?.slider.value;
    this.picture.replaceChildren(...this.facts.bins.flatMap((bin) => {
      const [from, to] = [x(Number(bin.from)), x(Number(bin.to))];
      const tall = (bin.members / most) * (height - 62);
      const isBeyond = cap && Number(bin.from) >= near(cap);
      const bar = box(from + 0.5, height - 18 - tall, Math.max(1, to - from - 1), tall,
        isBeyond ? 'bin beyond' : 'bin',
        text('bin', bin.from, bin.to, bin.members));
      const label = bin.members && to - from > 16
        ? [svg('text', { x: (from + to) / 2, y: height - 22 - tall, 'text-anchor': 'middle' },
        String(bin.members))] : [];
      return [bar, ...label];
    }), svg('path', { class: 'axis', d: `M${margin} ${height - 18}H${this.width - margin}` }),
    svg('text', { x: margin, y: height - 5 }, this.range.low),
    svg('text', { x: this.width - margin, y: height - 5, 'text-anchor': 'end' }, this.range.high),
    ...(this.rows ?? []).map((row) => this.handle(row)));
  }

  handle(row) {
    const at = row.slider.x(row.slider.value);
    const name = row.facts.kind === 'cap' ? text('cap')
      : text('tier', this.facts.tiers.findIndex((tier) => tier.path === row.facts.path) + 1);
    const isRight = at > this.width - 90;
    return svg('g', { class: 'handle' }, svg('path', { d: `M${at.toFixed(1)} 14V${height - 18}` }),
      svg('rect', { class: 'grip', x: at - 4, y: 14, width: 8, height: 14, rx: 2 }),
      svg('text', { x: at + (isRight ? -7 : 7), y: 24, 'text-anchor': isRight ? 'end' : 'start' },
        `${name} ${row.slider.text}`));
  }
}

/** @param {import('./main.js').App} app @param {string} leaf its code */
export const openValues = (app, leaf) => new ValueSheet(app, leaf);
