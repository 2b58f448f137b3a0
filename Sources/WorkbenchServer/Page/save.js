import { openSheet } from './dialog.js';
import { button, html } from './markup.js';
import { ask, excuse, tell } from './server.js';
import { said, text } from './words.js';

const allowed = /^[\p{L}\p{Nl}\p{Nd}][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}_-]{0,59}$/u;

/**
 * The state as a model file: what differs in words, then its name, then how to run it.
 * @param {import('./main.js').App} app
 */
export async function openSave(app) {
  const { body } = openSheet(text('save'), 'small');
  if (app.settings.length === 0) {
    body.textContent = text('nothingToSave');
    return;
  }
  try {
    const { diff } = await ask('diff', { state: app.steps.text });
    body.replaceChildren(html('h3', {}, text('differences')), list(diff));
    form(app, body);
  } catch (fault) {
    body.textContent = excuse(fault);
  }
}

const list = (diff) => html('ul', { class: 'diff' }, ...diff.map((words) => html('li', {}, said(words))));

function form(app, body) {
  const trouble = html('p', { role: 'alert' });
  const name = html('input', { id: 'save-name', autocomplete: 'off', spellcheck: 'false', maxlength: 60,
    'aria-label': text('saveName') });
  const sent = async (event) => {
    event.preventDefault();
    if (!allowed.test(name.value)) {
      trouble.textContent = text('saveRule');
      return;
    }
    try {
      done(body, await tell('save', { state: app.steps.text, name: name.value }));
    } catch (fault) {
      trouble.textContent = excuse(fault);
    }
  };
  body.append(html('form', { class: 'form', onsubmit: sent }, html('label', {}, `${text('saveName')} `, name),
    html('button', { type: 'submit', id: 'save-now' }, text('saveNow')), html('small', {}, text('saveRule'))),
      trouble);
  name.focus();
}

function done(body, { path, command, diff }) {
  const copier = button(text('copy'), async () => {
    await navigator.clipboard.writeText(command);
    copier.textContent = text('copied');
  });
  body.replaceChildren(html('p', { class: 'lead', role: 'status', id: 'saved' }, `✓ ${text('saved')} `,
    html('code', {}, path)),
    html('h3', {}, text('differences')), list(diff), html('h3', {}, text('runIt')),
    html('div', { class: 'command' }, html('code', { id: 'save-command' }, command), copier));
}
