import { openSheet } from './dialog.js';
import { button, gradeMark, html } from './markup.js';
import { ask, excuse } from './server.js';
import { drawTable } from './table.js';
import { text } from './words.js';

/** All who change against the published run, to be sorted and filtered. @param {import('./main.js').App} app */
export async function openChanges(app) {
  const { body, head } = openSheet(text('allChanges'), 'wide');
  const { grades } = app.facts;
  try {
    const { changes, total } = await ask('changes', { state: app.steps.text });
    head.append(html('small', {}, text('people', total)));
    const rows = changes.map((row) => ({ ...row, up: (row.rankPublished ?? 0) - (row.rank ?? 0),
      more: (Number(row.total) - Number(row.totalPublished)).toFixed(app.run.decimals).replace('-', '−') }));
    await drawTable(body, [
      { key: 'memberNo', name: text('number'), width: 76 }, { key: 'name', name: text('name'), cell: (row) => button(row.name, () => app.why(row.memberNo), { class: 'plain' }) },
      { key: 'sector', name: text('sector') }, { key: 'profile', name: text('profile'), width: 76 },
      { key: 'rank', name: text('rank'), isNumber: true, width: 110, cell: (row) => `${row.rankPublished ?? '—'} → ${row.rank ?? '—'}` },
      { key: 'up', name: text('change'), isNumber: true, width: 80, cell: (row) => arrow(row.up) },
      { key: 'total', name: text('total'), isNumber: true, width: 150, cell: (row) => `${row.totalPublished} → ${row.total}` },
      { key: 'more', name: '±', isNumber: true, width: 84 },
      { key: 'grade', name: text('grade'), width: 190, cell: (row) => gradeWay(row, grades) },
    ], rows);
  } catch (fault) {
    body.textContent = excuse(fault);
  }
}

const arrow = (up) => (up > 0 ? `↑${up}` : up < 0 ? `↓${-up}` : '');

function gradeWay(row, grades) {
  const after = gradeMark(grades, row.grade, text('none'));
  if (row.grade === row.gradePublished) return after;
  return html('span', {}, gradeMark(grades, row.gradePublished, text('none')), ' → ', html('b', {}, after));
}
