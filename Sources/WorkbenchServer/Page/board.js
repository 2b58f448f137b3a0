import { rowsAway } from './keys.js';
import { html } from './markup.js';
import { BarScale, cells, lineMark } from './row.js';
import { pause, Refusal } from './server.js';
import { text } from './words.js';

/** Rows of a window that the server is asked for. */
export const windowSize = 60;
/** No element may be higher in any browser; above it the scroll bar moves by more than its own way. */
const highest = 8_000_000;
const spare = 6;
const mostAsked = 3;
const mostPrinted = 240;
/** Rows on either side of the view that stay; a multiple of a window. */
const keptAround = 10 * windowSize;

/** The table of all members: rows of one height, drawn where the eye is, asked for in windows. */
export class Board {
  /**
   * @param {HTMLElement} root the grid; `.rows` in it holds the rows
   * @param {{fetch: (from: number, count: number) => Promise<object>, open: (row: object) => void, facts: () =>
   *   object, radius: (row: object) => string | null, refused: (fault: Refusal) => void, seen: () => void}} hooks
   */
  constructor(root, hooks) {
    Object.assign(this, { root, hooks, total: 0, selected: 0, version: 0, flying: 0, scale: new BarScale() });
    this.layer = root.querySelector('.rows');
    this.spacer = root.querySelector('.spacer');
    Object.assign(this, { rows: new Map(), lines: new Map(), old: new Map(), asked: new Set() });
    this.elements = new Map();
    root.addEventListener('scroll', () => this.soon(), { passive: true });
    root.addEventListener('keydown', (event) => this.type(event));
    root.addEventListener('click', (event) => this.click(event));
    root.addEventListener('focus', () => this.mark());
    new ResizeObserver(() => this.measure()).observe(root);
    this.measure();
  }

  measure() {
    this.rowHeight = parseFloat(getComputedStyle(this.root).getPropertyValue('--row')) || 30;
    this.headHeight = this.root.querySelector('.head').offsetHeight;
    this.viewHeight = Math.max(this.rowHeight, this.root.clientHeight - this.headHeight);
    this.draw();
  }

  get fullHeight() {
    return this.total * this.rowHeight;
  }

  /** Of what stands for all rows. */
  get contentHeight() {
    return Math.min(this.fullHeight, highest);
  }

  /** Pixels above the view. */
  get offset() {
    const room = this.contentHeight - this.viewHeight;
    if (room <= 0) return 0;
    return this.fullHeight <= highest ? this.root.scrollTop
      : (this.root.scrollTop / room) * (this.fullHeight - this.viewHeight);
  }

  /** Rows in view, with a few around. */
  get visible() {
    if (this.isPrinting) return this.printable;
    const first = Math.max(0, Math.floor(this.offset / this.rowHeight) - spare);
    const last = Math.ceil((this.offset + this.viewHeight) / this.rowHeight) + spare;
    return { first, last: Math.min(this.total, last) };
  }

  /** On paper: what is there without asking, from the first row in view. */
  get printable() {
    const first = Math.min(Math.floor(this.root.scrollTop / this.rowHeight), Math.max(0, this.total - 1));
    let last = first;
    while (this.rows.has(last) && last - first < mostPrinted) last += 1;
    return { first, last };
  }

  /** @param {boolean} isPrinting */
  print(isPrinting) {
    const seen = this.visible;
    this.isPrinting = isPrinting;
    this.measure();
    const { first, last } = isPrinting ? this.visible : seen;
    this.root.dataset.printed = text('printed', first + 1, last, this.total);
  }

  /** What a drag should answer. */
  get window() {
    const { first, last } = this.visible;
    return { from: first, count: Math.max(windowSize, Math.min(2 * windowSize, last - first)) };
  }

  /** Other rows from here on; those drawn stay until the new ones are there. @param {boolean} fromTop */
  reset(fromTop = false) {
    this.version += 1;
    this.kept = null;
    this.setAside();
    if (fromTop) {
      this.old.clear();
      this.root.scrollTop = 0;
      this.selected = 0;
      this.scale = new BarScale();
    }
    return this.need();
  }

  /** The answer of a drag stands for the whole table. */
  take(answer, from) {
    this.kept ??= { rows: new Map(this.rows), lines: new Map(this.lines), total: this.total };
    this.version += 1;
    this.setAside();
    this.put(answer, from);
  }

  /** As before the first answer of a drag, without anybody being asked. */
  revert() {
    if (!this.kept) return this.reset();
    this.version += 1;
    Object.assign(this, this.kept, { kept: null });
    this.old.clear();
    this.asked.clear();
    this.lay();
    return this.need();
  }

  /** Rows that are drawn until there are others. */
  setAside() {
    for (const [place, row] of this.rows) this.old.set(place, row);
    this.rows.clear();
    this.lines.clear();
    this.asked.clear();
  }

  /** What is far from the view is forgotten, window by window, and asked for again when it is looked at. */
  prune() {
    if (this.isPrinting) return;
    const { first, last } = this.visible;
    const low = first - (first % windowSize) - keptAround;
    const high = last - (last % windowSize) + windowSize + keptAround;
    for (const kept of [this.rows, this.old, this.lines, this.asked]) {
      for (const place of kept.keys()) if (place < low || place >= high) kept.delete(place);
    }
  }

  put(answer, from) {
    this.total = answer.total;
    answer.rows.forEach((row, place) => {
      this.rows.set(from + place, row);
      this.scale.holds(row);
    });
    for (const line of answer.lines ?? []) {
      const others = (this.lines.get(line.after) ?? [])
        .filter((one) => one.sector !== line.sector || one.grade !== line.grade);
      this.lines.set(line.after, [...others, line]);
    }
    this.lay();
  }

  /** Draws what is there, in a table of so many rows. */
  lay() {
    this.spacer.style.height = `${this.contentHeight}px`;
    this.root.setAttribute('aria-rowcount', String(this.total + 1));
    this.selected = Math.min(this.selected, Math.max(0, this.total - 1));
    this.prune();
    this.draw();
  }

  /** Windows in view that are neither there nor asked for. */
  get missing() {
    const { first, last } = this.visible;
    const until = Math.max(last, 1);
    const missing = [];
    for (let from = first - (first % windowSize); from < until; from += windowSize) {
      const isThere = from < this.total && this.rows.has(Math.max(from, first))
        && this.rows.has(Math.min(from + windowSize, until) - 1);
      if (!isThere && !this.asked.has(from)) missing.push(from);
    }
    return missing;
  }

  /** Asks for what is missing, a few windows at a time: who scrolls far waits for the last place only. */
  async need() {
    const free = Math.max(0, mostAsked - this.flying);
    await Promise.all(this.missing.slice(0, free).map((from) => this.askFor(from)));
  }

  async askFor(from) {
    const { version } = this;
    this.asked.add(from);
    this.flying += 1;
    try {
      const answer = await this.hooks.fetch(from, windowSize);
      if (version === this.version) this.put(answer, from);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.missed(from, version, fault);
    } finally {
      this.flying -= 1;
    }
    if (this.missing.length > 0) this.need();
  }

  /** A window had no answer: it is asked for again, unless it was refused in earnest. */
  async missed(from, version, fault) {
    if (version !== this.version) return;
    this.hooks.refused(fault);
    if (!fault.isPassing) return;
    await pause();
    if (version !== this.version) return;
    this.asked.delete(from);
    this.need();
  }

  soon() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.draw();
      this.need();
      this.hooks.seen();
    });
  }

  draw() {
    if (!this.rowHeight) return;
    const { first, last } = this.visible;
    const shift = this.root.scrollTop - this.offset;
    const facts = this.hooks.facts();
    const free = [...this.elements].filter(([index]) => index < first || index >= last);
    for (const [index] of free) this.elements.delete(index);
    for (let index = first; index < last; index += 1) {
      const element = this.elements.get(index) ?? free.pop()?.[1]
        ?? this.layer.appendChild(html('div', { role: 'row', class: 'row' }));
      this.elements.set(index, element);
      element.style.transform = `translateY(${index * this.rowHeight + shift}px)`;
      element.style.order = String(2 * index);
      this.fill(element, index, facts);
    }
    for (const [, element] of free) element.remove();
    this.drawLines(first, last, shift, facts);
    this.root.toggleAttribute('data-empty', this.total === 0);
    this.mark();
  }

  fill(element, index, facts) {
    const row = this.rows.get(index) ?? this.old.get(index);
    const radius = row ? this.hooks.radius(row) : null;
    const drawn = `${index} ${this.scale.low} ${this.scale.high} ${radius} ${document.documentElement.lang}`;
    if (element.row === row && element.drawn === drawn) return;
    Object.assign(element, { row, drawn, id: `row-${index}` });
    element.setAttribute('aria-rowindex', String(index + 2));
    element.classList.toggle('graded', Boolean(row) && row.grade !== row.gradePublished);
    element.classList.toggle('even', index % 2 === 0);
    element.replaceChildren(...row ? cells(row, { ...facts, scale: this.scale, radius })
      : [html('span', { role: 'gridcell', class: 'c-rank' }, text('loading'))]);
  }

  drawLines(first, last, shift, facts) {
    for (const old of this.layer.querySelectorAll('.grade-line')) old.remove();
    for (const [after, lines] of this.lines) {
      if (after + 1 < first || after + 1 > last) continue;
      const mark = lineMark(lines, facts.isPart);
      mark.style.transform = `translateY(${(after + 1) * this.rowHeight + shift}px)`;
      mark.style.order = String(2 * after + 1);
      this.layer.append(mark);
    }
  }

  /** The row that the keyboard is on. */
  mark() {
    for (const [index, element] of this.elements) {
      element.classList.toggle('selected', index === this.selected);
      element.setAttribute('aria-selected', String(index === this.selected));
    }
    if (this.elements.has(this.selected))
      this.root.setAttribute('aria-activedescendant', `row-${this.selected}`);
    else this.root.removeAttribute('aria-activedescendant');
  }

  click(event) {
    const found = [...this.elements].find(([, element]) => element.contains(event.target));
    if (!found?.[1].row) return;
    this.selected = found[0];
    this.mark();
    this.hooks.open(found[1].row);
  }

  type(event) {
    if (event.target !== this.root || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.viewHeight / this.rowHeight) - 1);
    const way = rowsAway(event.key, page, this.total);
    const row = this.rows.get(this.selected);
    if (way === null) return;
    if (event.key === 'Enter' && row) this.hooks.open(row);
    else this.select(this.selected + way);
    event.preventDefault();
  }

  /** Puts the keyboard on a row and brings it into view. @param {number} index */
  select(index) {
    this.selected = Math.max(0, Math.min(this.total - 1, index));
    const top = this.selected * this.rowHeight;
    if (top < this.offset) this.scrollTo(top);
    else if (top + this.rowHeight > this.offset + this.viewHeight) {
      this.scrollTo(top + this.rowHeight - this.viewHeight);
    }
    this.mark();
    this.soon();
  }

  scrollTo(offset) {
    const room = this.contentHeight - this.viewHeight;
    const hidden = this.fullHeight - this.viewHeight;
    this.root.scrollTop = this.fullHeight <= highest ? offset : (offset / hidden) * room;
  }
}
