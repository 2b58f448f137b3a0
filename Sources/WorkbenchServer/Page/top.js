import { button, html } from './markup.js';
import { switchLanguage, text } from './words.js';

/** The head of the page: which run, whom the table shows, the way back, and what leads elsewhere. */
export class Top {
  /** @param {import('./main.js').App} app */
  constructor(app) {
    this.app = app;
    this.find = document.getElementById('find');
    this.sector = document.getElementById('sector');
    this.tabs = document.getElementById('profiles');
    this.undo = document.getElementById('undo');
    this.redo = document.getElementById('redo');
    this.listen();
    this.draw();
  }

  listen() {
    const { app } = this;
    const on = (id, event, act) => document.getElementById(id).addEventListener(event, act);
    on('undo', 'click', () => this.go(-1));
    on('redo', 'click', () => this.go(1));
    on('skip', 'click', () => document.querySelector('#knobs [role=slider]')?.focus());
    on('language', 'click', () => switchLanguage());
    on('save', 'click', () => app.sheet('save', ({ openSave }) => openSave(app)));
    on('compare', 'click', () => app.sheet('compare', ({ openCompare }) => openCompare(app)));
    on('sector', 'change', () => app.show({ sector: this.sector.value }));
    on('find', 'input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => app.show({ sought: this.find.value.trim() }), 150);
    });
    document.addEventListener('keydown', (event) => this.type(event));
  }

  /** @param {-1 | 1} way */
  go(way) {
    if (!this.app.turn) this.app.steps.go(way);
  }

  type(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches?.('input')) return;
    const key = event.key.toLowerCase();
    const way = key === 'y' || (key === 'z' && event.shiftKey) ? 1 : key === 'z' ? -1 : 0;
    if (way === 0 || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    this.go(way);
  }

  draw() {
    const { app } = this;
    const { run, steps } = app;
    document.getElementById('title').textContent = run.model.name;
    document.getElementById('identity').textContent = [run.period, run.model.version, run.run].filter(Boolean)
      .join(' · ');
    document.getElementById('example').hidden = !run.isExample;
    document.getElementById('ungraded').hidden = run.isGraded;
    document.title = `${run.model.name} · ${run.period}`;
    this.tabs.replaceChildren(...run.profiles.map((name, place) => button(
      run.members ? `${name} ${run.members[place]}` : name, () => app.show({ profile: place }),
      { 'aria-pressed': String(place === app.profile) })));
    this.sector.replaceChildren(html('option', { value: '' }, text('allSectors')),
      ...run.sectors.map((name) => html('option', { value: name }, name)));
    this.sector.value = app.sector;
    const isPart = app.sector || app.sought;
    document.getElementById('found').textContent = isPart ? text('found', app.board.total) : '';
    this.name(this.undo, 'undo', steps.undoName);
    this.name(this.redo, 'redo', steps.redoName);
  }

  /** What the button would do, in its title and for those who hear it. */
  name(element, key, name) {
    element.disabled = name === '';
    const words = name === '' ? text(key === 'undo' ? 'noUndo' : 'noRedo')
      : text(`${key}What`, this.stepWords(name));
    element.title = words;
    element.setAttribute('aria-label', words);
  }

  /** @param {string} name */
  stepWords(name) {
    if (name === '#') return text('address');
    const sign = name.lastIndexOf('=');
    if (sign < 0) return text('takeBackAll');
    const knob = this.app.nameOf(name.slice(0, sign));
    return name.endsWith('=') ? text('takeBack', knob) : text('changeKnob', knob, name.slice(sign + 1));
  }
}
