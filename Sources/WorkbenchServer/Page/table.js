import { html } from './markup.js';
import { silent } from './server.js';
import { text } from './words.js';

/** Tabulator, loaded when the first table is wanted. */
let loading = null;

function load() {
  loading ??= Promise.all([
    fetched('link', { rel: 'stylesheet', href: 'vendor/tabulator.min.css' }),
    fetched('script', { src: 'vendor/tabulator.min.js' }),
  ]).catch((fault) => {
    loading = null;
    throw fault;
  });
  return loading;
}

/** Once a file of the head is there; one that did not come is taken out again. */
const fetched = (tag, attributes) => new Promise((resolve, reject) => {
  const element = html(tag, { ...attributes, onload: resolve, onerror: () => {
    element.remove();
    reject(silent());
  } });
  document.head.append(element);
});

/** Numbers as numbers, whatever they are written as; nothing comes last, whichever way it goes. */
function byNumber(a, b, rowA, rowB, column, way) {
  const [left, right] = [a, b].map((value) => ((value ?? '') === '' ? NaN : Number(value)));
  const last = way === 'asc' ? 1 : -1;
  if (Number.isNaN(left) || Number.isNaN(right))
    return last * (Number(Number.isNaN(left)) - Number(Number.isNaN(right)));
  return left - right;
}

/**
 * A list that sorts by any column and filters by a word in any cell. A column sorts by its key; `words` says
 * it otherwise.
 * @param {HTMLElement} place
 * @param {{key: string, name: string, isNumber?: boolean, width?: number, words?: (row: object) => string,
 *   cell?: (row: object) => Node}[]} columns
 * @param {object[]} rows @param {(row: object) => boolean} [isMeant] which rows are shown at all
 * @returns {Promise<() => void>} to be called when `isMeant` says otherwise than before
 */
export async function drawTable(place, columns, rows, isMeant = () => true) {
  await load();
  const count = html('output', {}, text('rows', rows.length));
  const field = html('input', { type: 'search', 'aria-label': text('filter'), placeholder: text('filter'),
    autocomplete: 'off' });
  const holder = html('div', {});
  place.replaceChildren(html('div', { class: 'form' }, field, count),
    html('div', { class: 'table' }, holder));
  const table = new globalThis.Tabulator(holder, {
    data: rows, layout: 'fitColumns', height: Math.min(520, 64 + 30 * Math.max(1, rows.length)),
    placeholder: text('empty'),
    columns: columns.map((column) => ({
      field: column.key, title: column.name, sorter: column.isNumber ? byNumber : 'string',
      width: column.width,
      hozAlign: column.isNumber ? 'right' : 'left', headerHozAlign: column.isNumber ? 'right' : 'left',
      headerSortTristate: true,
      formatter: column.cell || column.words ? (cell) => (column.cell ?? column.words)(cell.getData())
        : 'plaintext',
    })),
  });
  const written = (row) => columns.map((column) => column.words?.(row) ?? String(row[column.key] ?? ''));
  const filter = () => {
    const word = field.value.trim();
    table.setFilter((row) => isMeant(row)
      && (word === '' || written(row).some((words) => words.includes(word))));
    count.textContent = text('rows', table.getDataCount('active'));
  };
  field.addEventListener('input', filter);
  place.closest('dialog')?.addEventListener('close', () => table.destroy(), { once: true });
  await new Promise((resolve) => table.on('tableBuilt', resolve));
  return filter;
}
