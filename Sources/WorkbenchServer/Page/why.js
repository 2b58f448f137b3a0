import { openSheet } from './dialog.js';
import { button, gradeMark, html } from './markup.js';
import { ask, askPatiently, excuse } from './server.js';
import { drawTable } from './table.js';
import { waterfall } from './waterfall.js';
import { both, said, text } from './words.js';

/** What a cell says that is not shown. */
const withheld = both('withheld').zh;

/** Why a member has this total: categories, indicators, lines, and the rows as they stand in the files. */
export async function openWhy(app, memberNo) {
  const { body, head } = openSheet(memberNo, 'side');
  try {
    const answer = await ask('member', { state: app.steps.text, member: memberNo });
    const { member } = answer;
    head.replaceChildren(member.name,
      html('small', {}, [member.memberNo, member.sector, member.profileName].filter(Boolean).join(' · ')));
    const parts = html('div', {});
    const all = html('div', { hidden: true });
    const prospect = html('p', { class: 'prospect', role: 'status' });
    body.replaceChildren(lead(app, answer), reasons(answer), prospect, html('h3', {}, text('waterfall')),
      waterfall(answer, app.facts.roles),
      tabs(parts, all, () => lines(all, answer)), parts, all);
    parts.append(...answer.categories.map((category) => part(category)));
    if (app.run.isGraded) await look(app, memberNo, prospect);
  } catch (fault) {
    body.textContent = excuse(fault);
  }
}

function lead(app, answer) {
  const rank = answer.rank ? text('rankOf', answer.rank) : text('noRank');
  const was = answer.member.rankPublished;
  return html('p', { class: 'lead' }, html('b', {}, answer.total), ` · ${rank} · `,
    gradeMark(app.facts.grades, answer.grade),
    was && was !== answer.rank ? html('small', {}, `（${text('wasRank', was)}）`) : null);
}

/** What would bring the member over the next line; it may take a while, and is not asked for when the sheet is closed. */
async function look(app, member, place) {
  place.textContent = text('prospect');
  try {
    const answer = await askPatiently('prospect',
      { state: app.steps.text, member, page: app.name }, () => place.isConnected);
    if (answer) place.textContent = said(answer.words);
  } catch (fault) {
    place.textContent = fault.isOvertaken ? '' : excuse(fault);
  }
}

const reasons = (answer) => html('ul', { class: 'reasons', 'aria-label': text('reasons') },
  ...answer.reasons.map((words) => html('li', {}, said(words))));

/** Two ways to read it; the list of all lines is drawn when first asked for. */
function tabs(parts, all, draw) {
  const show = (isAll) => {
    parts.hidden = isAll;
    all.hidden = !isAll;
    bar.children[0].setAttribute('aria-pressed', String(!isAll));
    bar.children[1].setAttribute('aria-pressed', String(isAll));
    if (isAll && !all.firstChild) draw();
  };
  const bar = html('div', { class: 'tabs', role: 'group' },
    button(text('tree'), () => show(false), { 'aria-pressed': 'true' }),
    button(text('allLines'), () => show(true), { 'aria-pressed': 'false', id: 'all-lines' }));
  return bar;
}

const amount = (points) => html('span', { class: 'amount' }, points);
const lostNote = (lost) => (Number(lost) > 0 ? html('small', {}, text('lost', lost)) : null);

function part(category) {
  return html('details',
    { class: 'why-part', open: category.leaves.length > 0 && Number(category.points) !== 0 },
    html('summary', {}, html('span', {}, `${category.code} ${category.name}`), lostNote(category.lost),
      amount(category.points)),
    ...category.leaves.map(leafPart));
}

function leafPart(leaf) {
  const details = html('details', { class: 'why-leaf' },
    html('summary', {}, html('span', {}, `${leaf.code} ${leaf.name}`), lostNote(leaf.lost),
      amount(leaf.points)));
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(linesOf(leaf));
  });
  return details;
}

function linesOf(leaf) {
  if (leaf.lines.length === 0) return html('p', {}, text('noLines'));
  return html('ul', { class: 'why-lines' }, ...leaf.lines.map((line) => {
    const item = html('li', {}, html('div', { class: 'line-head' }, html('span', {}, said(line.words)),
      amount(line.points)));
    item.append(html('div', { class: 'sources' }, ...line.rows.map((row) => source(row, item))));
    return item;
  }));
}

/** A button with file and line that opens the row as it stands there. */
function source(row, item) {
  const opener = button(`${row.file}:${row.line}`, async () => {
    const open = item.querySelector(`[data-row="${CSS.escape(`${row.file}:${row.line}`)}"]`);
    if (open) {
      open.remove();
      opener.setAttribute('aria-expanded', 'false');
      return;
    }
    opener.setAttribute('aria-expanded', 'true');
    item.append(await rawRow(row));
  }, { class: 'plain', 'aria-expanded': 'false' });
  return opener;
}

async function rawRow(row) {
  const holder = html('div', { 'data-row': `${row.file}:${row.line}` });
  try {
    const raw = await ask('row', { source: row.source, file: row.file, line: row.line });
    holder.append(html('table', { class: 'raw', 'aria-label': text('rawRow') },
      ...raw.cells.map((cell, place) => html('tr', {},
        html('th', { scope: 'row' }, raw.columns[place] ?? String(place + 1)), html('td', {}, cell === withheld ? text('withheld') : cell)))));
  } catch (fault) {
    holder.textContent = excuse(fault);
  }
  return holder;
}

function lines(place, answer) {
  const rows = answer.categories.flatMap((category) =>
    category.leaves.flatMap((leaf) => leaf.lines.map((line) => ({
    category: category.code, leaf: `${leaf.code} ${leaf.name}`, points: line.points, words: said(line.words),
    file: line.rows.map((row) => `${row.file}:${row.line}`).join(' ') }))));
  return drawTable(place, [
    { key: 'leaf', name: text('leaf'), width: 150 }, { key: 'words', name: text('words') },
    { key: 'points', name: text('total'), isNumber: true, width: 80 }, { key: 'file', name: text('file') },
  ], rows);
}
