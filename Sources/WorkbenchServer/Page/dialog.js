import { button, html } from './markup.js';
import { text } from './words.js';

/**
 * A sheet over the page; Esc and the button close it, and the focus goes back where it was.
 * @param {string} title @param {'wide' | 'side' | 'small'} kind @returns {{sheet: HTMLDialogElement, body:
 * HTMLElement, head: HTMLElement}}
 */
export function openSheet(title, kind) {
  document.querySelector('dialog[open]')?.close();
  const head = html('h2', {}, title);
  const body = html('div', { class: 'sheet-body' });
  const sheet = html('dialog', { class: kind, 'aria-label': title },
    html('div', { class: 'sheet-head' }, head, button(text('close'), () => sheet.close(),
      { class: 'close' })), body);
  const before = document.activeElement;
  sheet.addEventListener('close', () => {
    sheet.remove();
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
  });
  sheet.addEventListener('click', (event) => event.target === sheet && sheet.close());
  document.body.append(sheet);
  sheet.showModal();
  return { sheet, body, head };
}
