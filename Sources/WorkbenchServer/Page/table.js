import { html } from './markup.js';
import { text } from './words.js';

/** Tabulator, loaded when the first table is wanted. */
let loading = null;

function load() {
  loading ??= new Promise((resolve, reject) => {
    document.head.append(html('link', { rel: 'stylesheet', href: 'vendor/tabulator.min.css' }));
    document.head.append(html('script', { src: 'vendor/tabulator.min.js', onload: () => resolve(globalThis.Tabulator), onerror: reject }));
  });
  return loading;
}

/** Numbers as numbers, whatever they are written as; nothing comes last. */
function byNumber(a, b) {
  return Number(a || NaN) - Number(b || NaN) || (a ? (b ? 0 : -1) : b ? 1 : 0);
}

/**
 * A list that sorts by any column and filters by a word in any cell.
 * @param {HTMLElement} place
 * @param {{key: string, name: string, isNumber?: boolean, width?: number, cell?: (row: object) => Node | string}[]} columns
 * @param {object[]} rows
 */
export async function drawTable(place, columns, rows) {
  const Tabulator = await load();
  const count = html('output', {}, text('rows', rows.length));
  const field = html('input', { type: 'search', 'aria-label': text('filter'), placeholder: text('filter'), autocomplete: 'off' });
  const holder = html('div', {});
  place.replaceChildren(html('div', { class: 'form' }, field, count), html('div', { class: 'table' }, holder));
  const table = new Tabulator(holder, {
    data: rows, layout: 'fitColumns', height: Math.min(520, 64 + 30 * Math.max(1, rows.length)), placeholder: text('empty'),
    columns: columns.map((column) => ({
      field: column.key, title: column.name, sorter: column.isNumber ? byNumber : 'string', width: column.width,
      hozAlign: column.isNumber ? 'right' : 'left', headerHozAlign: column.isNumber ? 'right' : 'left', headerSortTristate: true,
      formatter: column.cell ? (cell) => column.cell(cell.getData()) : 'plaintext',
    })),
  });
  field.addEventListener('input', () => {
    const word = field.value.trim();
    table.setFilter((row) => word === '' || columns.some((column) => String(row[column.key] ?? '').includes(word)));
    count.textContent = text('rows', table.getDataCount('active'));
  });
  return table;
}
