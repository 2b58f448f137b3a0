import { text } from './words.js';

/**
 * Which way someone went, in ranks and in grades: one rule for the table, the list of changes and the
 * comparison.
 */

/** Tied at the last seat: below the grade that has the seats, above the next. */
const referred = '并列待审';

/** A grade, or what stands in its place. @param {string | null} [grade] */
export const gradeWords = (grade) => (grade === referred ? text('referred') : grade ?? text('none'));

/**
 * How low a grade stands: even numbers from the highest, odd for who is tied, the most for none.
 * @param {{name: string, quota: boolean}[]} grades
 */
export function heights(grades) {
  const places = new Map(grades.map((grade, place) => [grade.name, 2 * place]));
  if (!places.has(referred))
    places.set(referred, 2 * Math.max(0, grades.findIndex((grade) => grade.quota)) + 1);
  return (grade) => places.get(grade ?? '') ?? 2 * grades.length;
}

/**
 * @param {(grade?: string) => number} height
 * @param {string | undefined} before
 * @param {string | undefined} after
 */
export function gradeWay(height, before, after) {
  if ((before ?? null) === (after ?? null)) return '';
  return height(after) < height(before) ? '▲' : height(after) > height(before) ? '▼' : '◇';
}

/**
 * Places gained; null for who enters or leaves the ranking.
 * @param {number | undefined} before
 * @param {number | undefined} after
 */
export const placesUp = (before, after) => (before && after ? before - after : before || after ? null : 0);

/** @param {number | null} up */
export function rankWay(up) {
  if (up === null) return '◇';
  return up === 0 ? '' : up > 0 ? `↑${up}` : `↓${-up}`;
}
