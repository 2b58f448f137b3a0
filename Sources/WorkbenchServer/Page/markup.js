import { gradeWords } from './ways.js';

/** Elements in one call each, so that no text is ever parsed as markup. */

export const svgSpace = 'http://www.w3.org/2000/svg';

/** @param {Element} element @param {Record<string, unknown>} attributes */
function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/**
 * An element of HTML; a string among the children is text.
 * @param {string} tag @param {Record<string, unknown>} [attributes] @param {...(Node | string | null |
 * undefined)} children
 */
export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

/**
 * An element of SVG.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string)} children
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(svgSpace, tag);
  dress(element, attributes);
  element.append(...children);
  return element;
}

/** A rectangle with a title. */
export function box(x, y, width, height, kind, title = '') {
  const element = svg('rect', { x: x.toFixed(1), y, width: Math.max(0, width).toFixed(1), height,
    class: kind });
  if (title) element.append(svg('title', {}, title));
  return element;
}

/** @param {string} name @param {() => void} act @param {Record<string, unknown>} [attributes] */
export const button = (name, act, attributes = {}) =>
  html('button', { type: 'button', onclick: act, ...attributes }, name);

/** A grade as a shape and its word; shapes are those of ranking.html. */
const shapes = ['●', '◎', '○', '△', '□'];

/**
 * @param {string[]} grades names from the highest
 * @param {string | null | undefined} grade
 */
export function gradeMark(grades, grade) {
  const place = grades.indexOf(grade ?? '');
  const shape = place < 0 ? '◇' : shapes[Math.min(place, shapes.length - 1)];
  return html('span', { class: 'grade-mark' },
    html('span', { class: place === 0 ? 'shape first' : 'shape', 'aria-hidden': 'true' }, shape),
    gradeWords(grade));
}
