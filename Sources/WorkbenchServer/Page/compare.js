import { openSheet } from './dialog.js';
import { button, html, svg } from './markup.js';
import { ask, excuse } from './server.js';
import { drawTable } from './table.js';
import { said, text } from './words.js';

/** Another published run beside this one: the flow of ranks by cause, and who moved. @param {import('./main.js').App} app */
export function openCompare(app) {
  const { body } = openSheet(text('compare'), 'wide');
  if (app.run.runs.length === 0) {
    body.textContent = text('noRuns');
    return;
  }
  const choice = html('select', { id: 'other-run', 'aria-label': text('otherRun') }, ...app.run.runs.map((run) => html('option', { value: run }, run)));
  const place = html('div', { role: 'status' });
  choice.addEventListener('change', () => compare(choice.value, place, app));
  body.append(html('div', { class: 'form' }, html('label', {}, `${text('otherRun')} `, choice)), place);
  compare(choice.value, place, app);
}

async function compare(run, place, app) {
  place.dataset.run = run;
  place.textContent = text('comparing');
  try {
    const answer = await ask('compare', { with: run });
    if (place.dataset.run !== run) return;
    await draw(answer, place, app);
  } catch (fault) {
    place.textContent = excuse(fault);
  }
}

async function draw(answer, place, app) {
  const causes = html('div', { class: 'causes' }, ...answer.causes.map(causeKey));
  const pictures = answer.pictures ?? [{ svg: answer.svg }];
  const table = html('div', {});
  place.replaceChildren(causes, ...pictures.flatMap((one) => [one.profile ? html('h3', {}, one.profile) : '', picture(one.svg)]), table);
  const only = html('input', { type: 'checkbox', id: 'only-grades' });
  const rows = answer.rows.map((row) => ({ ...row, why: causeWords(row), up: (row.before?.rank ?? row.rankBefore ?? 0) - (row.after?.rank ?? row.rankAfter ?? 0) }));
  const redraw = () => drawTable(list, columns(app), only.checked ? rows.filter((row) => row.gradeBefore !== row.gradeAfter) : rows);
  const list = html('div', {});
  only.addEventListener('change', redraw);
  table.append(html('label', { class: 'form' }, only, text('onlyGrades')), list);
  await redraw();
}

function columns(app) {
  return [
    { key: 'memberNo', name: text('number'), width: 76 }, { key: 'name', name: text('name'), width: 100, cell: (row) => button(row.name, () => app.why(row.memberNo), { class: 'plain' }) },
    { key: 'rankAfter', name: text('rank'), isNumber: true, width: 110, cell: (row) => `${row.rankBefore ?? '—'} → ${row.rankAfter ?? '—'}` },
    { key: 'totalAfter', name: text('total'), isNumber: true, width: 150, cell: (row) => `${row.totalBefore ?? '—'} → ${row.totalAfter ?? '—'}` },
    { key: 'gradeAfter', name: text('grade'), width: 150, cell: (row) => (row.gradeBefore === row.gradeAfter ? row.gradeAfter ?? text('none')
      : `${row.gradeBefore ?? text('none')} → ${row.gradeAfter ?? text('none')}`) },
    { key: 'why', name: text('cause') },
  ];
}

const causeWords = (row) => (row.words ? said(row.words) : row.cause?.zh ? said(row.cause) : row.cause ?? '');

/** A line of the picture, with its words. */
function causeKey(cause) {
  return html('span', {}, svg('svg', { viewBox: '0 0 34 8', 'aria-hidden': 'true' }, svg('path', { class: `flow ${cause.key ?? cause.cause ?? ''}`, d: 'M0 4H34' })),
    said(cause.words ?? cause.label ?? cause), cause.members ? ` ${cause.members}` : '');
}

/** The server's own picture: read as SVG, and only as that. @param {string} source */
function picture(source) {
  const read = new DOMParser().parseFromString(source.includes('xmlns') ? source : source.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'), 'image/svg+xml');
  const holder = html('div', { class: 'flow-picture' });
  if (read.querySelector('parsererror')) return holder;
  for (const unwanted of read.querySelectorAll('script, foreignObject')) unwanted.remove();
  holder.append(document.importNode(read.documentElement, true));
  return holder;
}
