import { box, svg } from './markup.js';
import { text } from './words.js';

const widest = 590;
const right = 66;
const step = 22;

/**
 * From zero to the total, category by category; deductions go back, what caps took is hatched.
 * @param {{categories: object[], total: string}} answer @param {Record<string, string>} roles by category
 */
export function waterfall({ categories, total }, roles) {
  const width = Math.min(widest, innerWidth - 28);
  const left = width < 480 ? 104 : 150;
  const points = categories.map((category) => Number(category.points));
  let [sum, low, high] = [0, 0, 1];
  categories.forEach((category, place) => {
    sum += points[place];
    low = Math.min(low, sum);
    high = Math.max(high, sum + Number(category.lost));
  });
  const floor = Number(total) - sum;
  const x = (value) => left + ((value - low) / (high - low)) * (width - left - right);
  const height = (categories.length + 1) * step + 6;
  const picture = svg('svg', { class: 'waterfall', viewBox: `0 0 ${width} ${height}`, role: 'img',
    'aria-label': text('waterfall') });
  sum = 0;
  categories.forEach((category, place) => {
    const y = place * step + 5;
    const after = sum + points[place];
    const kind = points[place] < 0 ? 'deduction' : roles[category.code] === 'bonus' ? 'bonus'
      : place % 2 ? 'base odd' : 'base';
    const lost = Number(category.lost);
    picture.append(svg('text', { x: 0, y: y + 10 }, `${category.code} ${category.name}`),
      box(Math.min(x(sum), x(after)), y, Math.max(1, Math.abs(x(after) - x(sum))), 12, kind));
    if (lost > 0) {
      picture.append(box(x(after), y, x(after + lost) - x(after), 12, 'lost-ground'),
        box(x(after), y, x(after + lost) - x(after), 12, 'lost', text('lost', category.lost)));
    }
    picture.append(svg('path', { class: 'guide', d: `M${x(after).toFixed(1)} ${y + 12}v${step - 12}` }),
      svg('text', { x: width, y: y + 10, 'text-anchor': 'end' }, category.points));
    sum = after;
  });
  const y = categories.length * step + 5;
  picture.append(svg('text', { class: 'end', x: 0, y: y + 10 }, text('total')),
    box(Math.min(x(0), x(sum + floor)), y, Math.abs(x(sum + floor) - x(0)), 12, 'base'),
    svg('text', { class: 'end', x: width, y: y + 10, 'text-anchor': 'end' }, total),
    svg('path', { class: 'axis', d: `M${x(0).toFixed(1)} 0V${height}` }));
  return picture;
}
