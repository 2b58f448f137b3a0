import { openSheet } from './dialog.js';
import { button, gradeMark, html } from './markup.js';
import { difference, exact, near } from './exact.js';
import { ask, excuse } from './server.js';
import { drawTable } from './table.js';
import { gradeWay, placesUp, rankWay } from './ways.js';
import { text } from './words.js';

/**
 * All who change against the published run, to be sorted and filtered.
 * @param {import('./main.js').App} app
 */
export async function openChanges(app) {
  const { body, head } = openSheet(text('allChanges'), 'wide');
  try {
    const { changes, total } = await ask('changes', { state: app.steps.text });
    head.append(html('small', {}, total > changes.length ? text('listedOf', changes.length, total)
      : text('people', total)));
    const rows = changes.map((row) => ({ ...row, up: placesUp(row.rankPublished, row.rank),
      more: near(difference(exact(row.total), exact(row.totalPublished))) }));
    await drawTable(body, [
      { key: 'memberNo', name: text('number'), width: 76 },
      { key: 'name', name: text('name'),
        cell: (row) => button(row.name, () => app.why(row.memberNo), { class: 'plain' }) },
      { key: 'sector', name: text('sector') }, { key: 'profile', name: text('profile'), width: 76 },
      { key: 'rank', name: text('rank'), isNumber: true, width: 110,
        words: (row) => `${row.rankPublished ?? '—'} → ${row.rank ?? '—'}` },
      { key: 'up', name: text('change'), isNumber: true, width: 80, words: (row) => rankWay(row.up) },
      { key: 'total', name: text('total'), isNumber: true, width: 150,
        words: (row) => `${row.totalPublished} → ${row.total}` },
      { key: 'more', name: '±', isNumber: true, width: 84,
        words: (row) => row.more.toFixed(app.run.decimals).replace('-', '−') },
      { key: 'grade', name: text('grade'), width: 190, cell: (row) => gradeChange(row, app.facts) },
    ], rows);
  } catch (fault) {
    body.textContent = excuse(fault);
  }
}

function gradeChange(row, { grades, height }) {
  const after = gradeMark(grades, row.grade);
  if (row.grade === row.gradePublished) return after;
  return html('span', {}, `${gradeWay(height, row.gradePublished, row.grade)} `,
    gradeMark(grades, row.gradePublished),
    ' → ', html('b', {}, after));
}
