import { openSheet } from './dialog.js';
import { button, html, svg, svgSpace } from './markup.js';
import { ask, excuse } from './server.js';
import { drawTable } from './table.js';
import { gradeWords } from './ways.js';
import { said, text } from './words.js';

/**
 * Another published run beside this one: the flow of ranks by cause, and who moved.
 * @param {import('./main.js').App} app
 */
export function openCompare(app) {
  const { body } = openSheet(text('compare'), 'wide');
  if (app.run.runs.length === 0) {
    body.textContent = text('noRuns');
    return;
  }
  const choice = html('select', { id: 'other-run', 'aria-label': text('otherRun') },
    ...app.run.runs.map((run) => html('option', { value: run }, run)));
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
    const words = excuse(fault);
    if (place.dataset.run === run) place.textContent = words;
  }
}

async function draw(answer, place, app) {
  const causes = html('div', { class: 'causes' }, ...answer.causes.map(causeKey));
  const table = html('div', {});
  place.replaceChildren(causes,
    ...answer.pictures.flatMap((one) => [html('h3', {}, one.profile), picture(one.svg)]), table);
  const only = html('input', { type: 'checkbox', id: 'only-grades' });
  const rows = answer.rows.map((row) => ({ ...row, why: said(row.words) }));
  const list = html('div', {});
  const cut = answer.total > rows.length ? text('listedOf', rows.length, answer.total) : '';
  table.append(html('label', { class: 'form' }, only, text('onlyGrades')), html('small', { class: 'cut' }, cut),
    list);
  const filter = await drawTable(list, columns(app), rows, (row) => !only.checked
    || row.gradeBefore !== row.gradeAfter);
  only.addEventListener('change', filter);
}

function columns(app) {
  return [
    { key: 'memberNo', name: text('number'), width: 76 },
    { key: 'name', name: text('name'), width: 100,
      cell: (row) => button(row.name, () => app.why(row.memberNo), { class: 'plain' }) },
    { key: 'rankAfter', name: text('rank'), isNumber: true, width: 110,
      words: (row) => `${row.rankBefore ?? '—'} → ${row.rankAfter ?? '—'}` },
    { key: 'totalAfter', name: text('total'), isNumber: true, width: 150,
      words: (row) => `${row.totalBefore} → ${row.totalAfter}` },
    { key: 'gradeAfter', name: text('grade'), width: 150, words: gradeChange },
    { key: 'why', name: text('cause') },
  ];
}

function gradeChange({ gradeBefore, gradeAfter }) {
  const [before, after] = [gradeWords(gradeBefore), gradeWords(gradeAfter)];
  return before === after ? after : `${before} → ${after}`;
}

/** A line of the picture, with its words. */
function causeKey(cause) {
  return html('span', {}, svg('svg', { viewBox: '0 0 34 8', 'aria-hidden': 'true' },
    svg('path', { class: `flow ${cause.key}`, d: 'M0 4H34' })),
    said(cause.words), ` ${cause.members}`);
}

/** The server's own picture: read as SVG, and only as that. @param {string} source */
function picture(source) {
  const named = source.includes('xmlns') ? source : source.replace('<svg', `<svg xmlns="${svgSpace}"`);
  const read = new DOMParser().parseFromString(named, 'image/svg+xml');
  const holder = html('div', { class: 'flow-picture' });
  if (read.querySelector('parsererror')) return holder;
  for (const unwanted of read.querySelectorAll('script, foreignObject')) unwanted.remove();
  holder.append(document.importNode(read.documentElement, true));
  return holder;
}
