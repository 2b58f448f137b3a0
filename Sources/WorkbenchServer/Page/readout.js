import { button, html } from './markup.js';
import { crossingWords } from './knob.js';
import { said, text } from './words.js';

const shownGroups = 8;

/** What the state costs: who moves, and who changes grade, by sector and by name. */
export class Readout {
  /** @param {HTMLElement} root @param {import('./main.js').App} app */
  constructor(root, app) {
    this.root = root;
    this.app = app;
    /** Called when another state is at hand. @type {Set<() => void>} */
    this.settled = new Set();
    this.chips = html('div', { class: 'chips' });
    this.heading = html('h2', {});
    this.figures = html('p', { class: 'figures', role: 'status' });
    this.groups = html('p', { class: 'groups' });
    this.names = html('ul', { class: 'crossings', tabindex: 0 });
    this.foot = html('p', { class: 'foot' });
    root.replaceChildren(this.chips, this.heading, this.figures, this.groups, this.names, this.foot);
  }

  /** Against the published run. */
  rest() {
    const { app } = this;
    this.root.classList.remove('turning');
    this.drawChips();
    if (!app.cost) return;
    const isAsPublished = app.settings.length === 0;
    this.heading.textContent = isAsPublished ? text('asPublished') : text('againstPublished');
    this.draw(app.cost, isAsPublished);
    for (const listener of this.settled) listener();
    this.foot.replaceChildren(...isAsPublished ? [] : [button(text('allChanges'), () =>
      app.sheet('changes', ({ openChanges }) => openChanges(app)), { class: 'plain', id: 'all-changes' })]);
  }

  /** Against the state before the drag. */
  turning(cost) {
    this.root.classList.add('turning');
    this.heading.textContent = text('againstState');
    this.draw(cost, false);
    this.foot.replaceChildren();
  }

  draw(cost, isEmpty) {
    const figure = (count, key) => html('span', {}, html('b', {}, String(count)), ` ${text(key)}`);
    this.figures.replaceChildren(...isEmpty ? [] : [figure(cost.ranks, 'moved'),
      ...this.app.run.isGraded ? [figure(cost.grades, 'graded'), Readout.ways(cost)] : [],
      figure(cost.totals, 'totals')]);
    this.groups.replaceChildren(...cost.groups.slice(0, shownGroups)
      .map((group) => html('span', { class: 'sector-change' }, `${this.groupName(group)} `,
        html('b', {}, [group.risen && `+${group.risen}`, group.fallen && `−${group.fallen}`]
        .filter(Boolean).join(' ')))), ...cost.groups.length > shownGroups
        ? [text('moreGroups', cost.groups.length - shownGroups)] : []);
    this.names.replaceChildren(...cost.crossings.map((crossing) => html('li', {},
      html('button', { type: 'button', class: 'plain', onclick: () => this.app.why(crossing.memberNo) },
        crossingWords(crossing)))),
    ...cost.grades > cost.crossings.length
      ? [html('li', {}, text('more', cost.grades - cost.crossings.length))] : []);
    this.names.hidden = cost.crossings.length === 0;
    this.groups.hidden = cost.groups.length === 0;
  }

  /** How many grades rise and fall. */
  static ways(cost) {
    if (cost.grades === 0) return html('span', { class: 'calm' }, `✓ ${text('nobody')}`);
    const [risen, fallen] = cost.groups.reduce((sum, group) => [sum[0] + group.risen, sum[1] + group.fallen],
      [0, 0]);
    return html('span', { class: 'ways' }, html('b', {}, `▲${risen}`), ` ${text('risen')} `,
      html('b', {}, `▼${fallen}`), ` ${text('fallen')}`);
  }

  /** Its sector, and its profile where there are several. */
  groupName({ profile, sector }) {
    return [this.app.run.profiles.length > 1 ? profile : '', sector ?? text('noSector')].filter(Boolean)
      .join(' ');
  }

  /** What is turned, each with its way back. */
  drawChips() {
    const { app } = this;
    this.chips.replaceChildren(...app.settings.map((setting) => this.chip(setting)),
      ...app.settings.length > 1
        ? [button(text('takeBackAll'), () => app.putAllBack(), { class: 'plain', id: 'all-back' })] : []);
  }

  chip(setting) {
    const knob = this.app.run.knobs.find((one) => one.path === setting.path) ?? { path: setting.path };
    const name = said(setting.label);
    const published = setting.published ?? null;
    return html('span', { class: 'chip' },
      button(`${name} `, () => this.app.rail.reveal(setting.path), { class: 'plain' }),
      html('b', {}, text('newValue', published ?? '', setting.value).trim()),
      button('×', () => this.app.turnTo(knob, published), { class: 'plain',
        'aria-label': text('takeBack', name) }));
  }
}
