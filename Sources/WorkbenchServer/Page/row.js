import { box, gradeMark, html, svg } from './markup.js';
import { gradeWay, gradeWords, placesUp, rankWay } from './ways.js';
import { both, listed, text } from './words.js';

/** @typedef {{code: string, points: string, lost: string}} CategoryPoints
 *  @typedef {{memberNo: string, name: string, sector?: string, rank?: number, rankPublished?: number,
 *   grade?: string, gradePublished?: string, total: string, totalPublished: string,
 *   categories: CategoryPoints[], radius?: string}} BoardRow
 *  @typedef {{after: number, sector?: string, grade: string, cut?: string, seats?: number, taken: number,
 *   ties: number}} GradeLine
 *  `after` is the place of the row above it, -1 above all */

/** One width for all bars: from the deepest deduction to the highest sum seen so far. */
export class BarScale {
  low = 0;
  high = 1;

  /** Whether it had to grow. @param {BoardRow} row */
  holds(row) {
    const { below, above, lost } = BarScale.sums(row);
    const wider = below < this.low || above + lost > this.high;
    this.low = Math.min(this.low, below);
    this.high = Math.max(this.high, above + lost);
    return wider;
  }

  static sums(row) {
    let [below, above, lost] = [0, 0, 0];
    for (const part of row.categories) {
      const points = Number(part.points);
      if (points < 0) below += points;
      else above += points;
      lost += Number(part.lost);
    }
    return { below, above: row.categories.length ? above : Math.max(0, Number(row.total)), lost };
  }
}

const barWidth = 300;

/**
 * The stacked points of a member: deductions left of zero, categories right of it, what caps took hatched at
 * the end.
 */
export function bars(row, scale, roles) {
  const unit = barWidth / (scale.high - scale.low);
  const zero = -scale.low * unit;
  let [left, right] = [zero, zero];
  const parts = [];
  row.categories.forEach((part, place) => {
    const points = Number(part.points);
    const wide = Math.abs(points) * unit;
    if (wide === 0) return;
    const title = `${part.code} ${part.points}${Number(part.lost) > 0 ? `（${text('lost', part.lost)}）` : ''}`;
    if (points < 0) left -= wide;
    const kind = points < 0 ? 'deduction' : roles[part.code] === 'bonus' ? 'bonus'
      : place % 2 ? 'base odd' : 'base';
    parts.push(box(points < 0 ? left : right, 0, Math.max(0.5, wide - 0.8), 10, kind, title));
    if (points > 0) right += wide;
  });
  if (row.categories.length === 0)
    parts.push(box(zero, 0, Math.max(0, Number(row.total)) * unit, 10, 'base plain'));
  const lost = row.categories.filter((part) => Number(part.lost) > 0);
  const wide = lost.reduce((sum, part) => sum + Number(part.lost), 0) * unit;
  if (wide > 0) {
    const title = listed(lost.map((part) => `${part.code} ${text('lost', part.lost)}`));
    parts.push(box(right, 0, Math.max(2, wide), 10, 'lost-ground'),
      box(right, 0, Math.max(2, wide), 10, 'lost', title));
  }
  return svg('svg', { class: 'bars', viewBox: `0 0 ${barWidth} 10`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': listed(row.categories.map((part) => `${part.code} ${part.points}`)) },
    ...parts, svg('path', { class: 'zero-mark', d: `M${zero.toFixed(1)} 0v10` }));
}

/** How far someone moved against the published run: arrow and number. */
const moved = (row) => rankWay(placesUp(row.rankPublished, row.rank));

/** The published grade beside the one at hand, where they differ; an arrow says the way. */
function gradeCell(row, grades, height) {
  const mark = gradeMark(grades, row.grade);
  if (row.grade === row.gradePublished) return [mark];
  const way = gradeWay(height, row.gradePublished, row.grade);
  return [mark, html('small', { class: 'from-grade' }, `${way}${gradeWords(row.gradePublished)}`)];
}

/** The cells of a row of the table. @param {BoardRow} row */
export function cells(row, { scale, roles, grades, height, radius }) {
  const cell = (kind, ...children) => html('span', { role: 'gridcell', class: kind }, ...children);
  const isOther = row.total !== row.totalPublished;
  return [
    cell('c-rank', String(row.rank ?? '—')),
    cell(`c-moved ${moved(row).startsWith('↑') ? 'up' : ''}`, moved(row)),
    cell('c-name', html('b', {}, row.name), ' ', html('small', {}, row.memberNo)),
    cell('c-sector', row.sector ?? text('noSector')),
    cell('c-grade', ...gradeCell(row, grades, height)),
    cell('c-total', isOther ? html('small', { class: 'from-total' }, row.totalPublished) : null,
      html('b', {}, row.total)),
    cell('c-bars', bars(row, scale, roles)),
    cell('c-radius', radius ? text('radiusText', radius) : ''),
  ];
}

/** Small sectors compete for the seats of a grade together. @param {string} [sector] */
const sectorWords = (sector) => (sector === both('pooled').zh ? text('pooled') : sector ?? '');

/** One line of a grade in words: whose, the cut, seats and ties. @param {GradeLine} line */
export function lineWords(line) {
  const parts = [text(line.cut ? 'cutLine' : 'emptyLine', sectorWords(line.sector), line.grade, line.cut).trim()];
  if (Number.isInteger(line.seats)) parts.push(text('seats', line.seats, line.taken));
  if (line.ties > 1) parts.push(text('ties', line.ties));
  return parts.join(' · ');
}

/**
 * The lines between two rows: a rule and a chip; more than one are counted, all are in the title.
 * @param {GradeLine[]} lines @param {boolean} isPart whether one sector alone is shown
 */
export function lineMark(lines, isPart) {
  const whole = lines.map(lineWords).join('\n');
  const chip = html('span', { class: 'line-chip', title: whole }, lineWords(lines[0]),
    lines.length > 1 ? ` · ${text('lines', lines.length - 1)}` : null);
  const kind = lines.some((line) => !line.sector) || isPart ? 'grade-line' : 'grade-line of-sector';
  return html('div', { class: kind, role: 'note', 'aria-label': whole }, chip);
}
