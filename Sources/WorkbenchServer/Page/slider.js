import { difference, exact, near, onGrid, order, roundBelow, roundStep, sum, within,
  written } from './exact.js';
import { svg } from './markup.js';

/** @typedef {import('./exact.js').Exact} Exact */
/** @typedef {{at: Exact, words: () => string}} Tick  the first value, going up, with the change */

const height = 34;
const middle = 15;
const margin = 9;
const snap = 3;

/**
 * A slider with ticks at exact values. It calls `start`, then `move(value)` as often as it likes, then `keep`
 * or `revert`; `hover(tick or null)` tells over which tick the pointer rests.
 */
export class Slider {
  /** @param {{start: () => boolean, move: (value: Exact) => void, keep: () => void, revert: () => void,
   *   hover: (tick: Tick | null, event?: PointerEvent) => void}} acts */
  constructor(acts) {
    this.acts = acts;
    this.width = 300;
    this.isTurning = false;
    /** @type {Tick[]} */
    this.ticks = [];
    this.still = null;
    /** Narrower than what is drawn. @type {{low: Exact, high: Exact} | null} */
    this.limits = null;
    this.element = svg('svg', { class: 'slider', role: 'slider', tabindex: 0,
      'aria-orientation': 'horizontal' });
    this.element.addEventListener('pointerdown', (event) => this.press(event));
    this.element.addEventListener('pointermove', (event) => this.point(event));
    this.element.addEventListener('pointerup', () => this.release());
    this.element.addEventListener('pointercancel', () => this.giveUp());
    this.element.addEventListener('pointerleave', () => this.acts.hover(null));
    this.element.addEventListener('keydown', (event) => this.type(event));
    this.element.addEventListener('blur', () => this.isTurning && !this.isHeld && this.release());
  }

  /** @param {{low: Exact, high: Exact, value: Exact, published: Exact, least: Exact}} place */
  set(place) {
    Object.assign(this, place);
    this.draw();
  }

  /** Where on the track, in pixels. @param {Exact} value */
  x(value) {
    const share = (near(value) - near(this.low)) / ((near(this.high) - near(this.low)) || 1);
    return margin + Math.min(1, Math.max(0, share)) * (this.width - 2 * margin);
  }

  /** How far a pixel, or an arrow, goes. */
  get step() {
    return roundStep((near(this.high) - near(this.low)) / (this.width - 2 * margin), this.least);
  }

  /** A round value under the pointer; ticks and marks close by attract. @param {number} x */
  valueUnder(x) {
    const ticks = this.seen.length < this.width / 12 ? this.seen.map((tick) => tick.at) : [];
    const close = [this.published, this.before, ...ticks]
      .filter((mark) => mark && Math.abs(this.x(mark) - x) <= snap)
      .sort((a, b) => Math.abs(this.x(a) - x) - Math.abs(this.x(b) - x))[0];
    if (close) return within(close, this.low, this.high);
    const span = near(this.high) - near(this.low);
    const place = near(this.low) + ((x - margin) / (this.width - 2 * margin)) * span;
    return within(onGrid(place, this.step), this.low, this.high);
  }

  get seen() {
    return this.ticks.filter((tick) => order(tick.at, this.low) >= 0 && order(tick.at, this.high) <= 0);
  }

  press(event) {
    if (event.button !== 0 || !this.begin()) return;
    this.isHeld = true;
    this.acts.hover(null);
    this.element.setPointerCapture(event.pointerId);
    this.element.focus({ preventScroll: true });
    this.point(event);
  }

  point(event) {
    const x = event.clientX - this.element.getBoundingClientRect().left;
    if (this.isHeld) {
      this.moveTo(this.valueUnder(x));
      return;
    }
    const tick = this.seen.map((one) => ({ one, off: Math.abs(this.x(one.at) - x) }))
      .filter(({ off }) => off < 5)
      .sort((a, b) => a.off - b.off)[0];
    this.acts.hover(tick?.one ?? null, event);
  }

  /** Whether a turn is under way from here on. */
  begin() {
    if (this.isTurning) return true;
    if (!this.acts.start()) return false;
    this.before = this.value;
    this.isTurning = true;
    return true;
  }

  /** @param {Exact} wanted */
  moveTo(wanted) {
    const value = this.limits ? within(wanted, this.limits.low, this.limits.high) : wanted;
    if (order(value, this.value) === 0) return;
    this.value = value;
    this.draw();
    this.acts.move(value);
  }

  release() {
    this.isHeld = false;
    if (!this.isTurning) return;
    this.isTurning = false;
    if (order(this.value, this.before) === 0) this.acts.revert();
    else this.acts.keep();
  }

  /** Its turn was ended elsewhere. */
  halt() {
    this.isHeld = false;
    this.isTurning = false;
  }

  giveUp() {
    this.isHeld = false;
    if (!this.isTurning) return;
    this.isTurning = false;
    this.value = this.before;
    this.draw();
    this.acts.revert();
  }

  type(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && this.isTurning) {
      event.stopPropagation();
      this.giveUp();
    } else if (event.key === 'Enter') {
      this.release();
    } else {
      const next = this.after(event.key, event.shiftKey);
      if (!next) return;
      if (this.begin()) this.moveTo(within(next, this.low, this.high));
    }
    event.preventDefault();
  }

  /** @param {string} key @param {boolean} isShifted @returns {Exact | null} */
  after(key, isShifted) {
    const right = key === 'ArrowRight' || key === 'ArrowUp';
    const left = key === 'ArrowLeft' || key === 'ArrowDown';
    if (key === 'n' || (right && isShifted)) return this.nextTick(1) ?? this.value;
    if (key === 'p' || (left && isShifted)) return this.nextTick(-1) ?? this.value;
    if (right || left) return this.stepped(right ? 1n : -1n);
    if (key === 'PageUp' || key === 'PageDown') return this.stepped(key === 'PageUp' ? 10n : -10n);
    if (key === 'Home') return this.low;
    return key === 'End' ? this.high : null;
  }

  stepped(times) {
    const { n, d } = this.step;
    return sum(this.value, { n: n * times, d });
  }

  /**
   * Just across the next tick: on it going up, the roundest number close below it going down.
   * @param {1 | -1} way
   */
  nextTick(way) {
    if (way > 0) {
      const tick = this.seen.find((one) => order(one.at, this.value) > 0);
      return tick ? tick.at : null;
    }
    const place = this.seen.findLastIndex((one) => order(one.at, this.value) <= 0);
    if (place < 0) return null;
    const { at } = this.seen[place];
    const close = difference(at, this.step);
    const before = this.seen[place - 1]?.at ?? this.low;
    return roundBelow(at, this.least, order(close, before) > 0 ? close : before);
  }

  draw() {
    const { element, width } = this;
    if (!this.low) return;
    element.setAttribute('viewBox', `0 0 ${width} ${height}`);
    element.setAttribute('aria-valuemin', String(near(this.low)));
    element.setAttribute('aria-valuemax', String(near(this.high)));
    element.setAttribute('aria-valuenow', String(near(this.value)));
    const here = this.x(this.value);
    element.replaceChildren(
      svg('rect', { class: 'slider-track', x: margin, y: middle - 2, width: Math.max(0, width - 2 * margin),
        height: 4 }),
      ...this.stillParts(),
      svg('path', { class: this.seen.length > width / 6 ? 'slider-ticks many' : 'slider-ticks',
        d: this.tickPath() }),
      ...this.zeroParts(),
      svg('path', { class: 'slider-published',
        d: `M${this.x(this.published).toFixed(1)} ${middle + 11}l4 7h-8z` }),
      svg('rect', { class: 'slider-thumb', x: (here - 3.5).toFixed(1), y: middle - 10, width: 7, height: 20,
        rx: 3 }));
  }

  /** The stretch in which nobody changes grade: green, hatched, and at least as wide as can be seen. */
  stillParts() {
    if (!this.still) return [];
    const from = this.x(this.still.from);
    const wide = Math.max(3, this.x(this.still.to) - from);
    const frame = { x: from.toFixed(1), y: middle - 6, width: wide.toFixed(1), height: 12 };
    return [svg('rect', { class: 'slider-still', ...frame }),
      svg('rect', { class: 'slider-still-hatch', ...frame })];
  }

  tickPath() {
    const places = new Set(this.seen.map((tick) => this.x(tick.at).toFixed(1)));
    return [...places].map((x) => `M${x} ${middle - 10}v20`).join('');
  }

  zeroParts() {
    const zero = exact('0');
    if (order(this.low, zero) >= 0 || order(this.high, zero) < 0) return [];
    const x = this.x(zero).toFixed(1);
    return [svg('path', { class: 'slider-zero', d: `M${x} ${middle - 12}v24` }),
      svg('text', { class: 'slider-zero-name', x, y: height - 1, 'text-anchor': 'middle' }, '0')];
  }

  /** In words, for those who hear the page. @param {string} words */
  say(words) {
    this.element.setAttribute('aria-valuetext', words);
  }

  get text() {
    return written(this.value);
  }
}
