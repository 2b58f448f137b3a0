import { html } from './markup.js';
import { KnobRow } from './knob.js';
import { askPatiently, Refusal } from './server.js';
import { text } from './words.js';

/** @typedef {import('./knob.js').KnobFacts} KnobFacts */

/**
 * The numbers of the model, by category: its weight first, the rest when opened. Ticks are asked for what is
 * seen.
 */
export class Rail {
  /** @param {HTMLElement} root @param {import('./main.js').App} app */
  constructor(root, app) {
    this.root = root;
    this.app = app;
    this.key = `rail ${app.run.run}`;
    this.store = JSON.parse(sessionStorage.getItem(this.key) ?? '{"limits":{},"open":[]}');
    /** @type {Map<string, KnobRow>} */
    this.rows = new Map();
    this.queue = [];
    this.watcher = new IntersectionObserver((seen) => this.saw(seen), { rootMargin: '80px' });
    this.sizes = new ResizeObserver((all) =>
      all.forEach(({ target, contentRect }) => this.sized(target, contentRect.width)));
    this.draw();
  }

  kept(path) {
    return { ...this.store.limits[path] };
  }

  keep(path, limits) {
    this.store.limits[path] = limits;
    this.save();
  }

  save() {
    sessionStorage.setItem(this.key, JSON.stringify(this.store));
  }

  draw() {
    this.watcher.disconnect();
    this.sizes.disconnect();
    this.rows.clear();
    this.active = null;
    const knobs = this.app.run.knobs.filter((knob) => knob.published !== undefined
      && this.app.profileOf(knob.path) === this.app.profile);
    const of = (key) => knobs.filter((knob) => this.groupOf(knob) === key);
    this.root.replaceChildren(
      ...this.app.run.categories.map((category) =>
        this.group(category.code, `${category.code} ${category.name}`, of(category.code))),
      this.group('grades', text('grades'), of('grades')), this.group('gates', text('gates'), of('gates')));
  }

  /** Key of the group that holds a knob. @param {KnobFacts} knob */
  groupOf(knob) {
    if (knob.category) return knob.category;
    return this.app.run.grades.some((grade) => grade.name === knob.path.split('.')[0]) ? 'grades' : 'gates';
  }

  /** @param {string} key @param {string} name @param {KnobFacts[]} knobs */
  group(key, name, knobs) {
    if (knobs.length === 0) return '';
    const weight = knobs.find((knob) => knob.path === `${key}.factor`);
    const others = knobs.filter((knob) => knob !== weight);
    const body = html('div', { class: 'group-body', id: `group-${key}`, hidden: true });
    const count = html('small', {}, text('others', others.length));
    const heading = html('button', { type: 'button', class: 'group-name', 'aria-controls': body.id,
      'aria-expanded': 'false', onclick: () => this.toggle(key) },
    html('span', { class: 'fold', 'aria-hidden': 'true' }), name, ' ', count);
    const group = html('section', { class: 'group', 'data-group': key, 'aria-label': name });
    const title = html('h3', {}, heading);
    group.append(weight ? this.row(weight, { name: () => text('weight'), title }) : title, body);
    body.fillIn = () => body.append(...others.map((knob) => this.row(knob)));
    if (this.store.open.includes(key)) this.unfold(heading, body);
    return group;
  }

  toggle(key) {
    const heading = this.root.querySelector(`[data-group="${key}"] .group-name`);
    const body = this.root.querySelector(`#group-${key}`);
    if (body.hidden) {
      this.unfold(heading, body);
    } else {
      body.hidden = true;
      heading.setAttribute('aria-expanded', 'false');
    }
    this.store.open = [...this.root.querySelectorAll('.group-name[aria-expanded=true]')]
      .map((one) => one.closest('.group').dataset.group);
    this.save();
  }

  unfold(heading, body) {
    if (!body.firstChild) body.fillIn();
    body.hidden = false;
    heading.setAttribute('aria-expanded', 'true');
  }

  /** @param {KnobFacts} knob @param {{name: () => string, title: Element}} [head] of a category's weight */
  row(knob, head) {
    const row = new KnobRow(knob, this, head);
    this.rows.set(knob.path, row);
    this.watcher.observe(row.slider.element);
    for (const slider of [row.slider, row.loupe]) {
      Object.assign(slider.element, { knobRow: row, slider });
      this.sizes.observe(slider.element);
    }
    return row.element;
  }

  sized(element, width) {
    if (width === 0) return;
    element.slider.width = width;
    element.slider.draw();
  }

  /** One row at a time shows its words and tools. @param {KnobRow} row */
  open(row) {
    if (this.active === row) return;
    if (this.active) this.active.more.hidden = true;
    this.active?.element.classList.remove('active');
    this.active = row;
    row.more.hidden = false;
    row.element.classList.add('active');
    this.want(row, true);
  }

  /** Another state: what is known of ticks is void, and asked anew for what is seen. */
  rest() {
    this.version = (this.version ?? 0) + 1;
    this.queue = [];
    for (const row of this.rows.values()) {
      row.forget();
      row.rest();
      if (row.isSeen) this.want(row, row === this.active);
    }
  }

  saw(seen) {
    for (const { target, isIntersecting } of seen) {
      target.knobRow.isSeen = isIntersecting;
      if (isIntersecting) this.want(target.knobRow, false);
    }
  }

  /** @param {KnobRow} row @param {boolean} isFirst */
  want(row, isFirst) {
    if (!this.app.run.isGraded || row.searched?.ticks || row.obstacle) return;
    this.queue = this.queue.filter((one) => one !== row);
    if (isFirst) this.queue.unshift(row);
    else this.queue.push(row);
    this.work();
  }

  /** One question at a time, and none while a knob turns. */
  async work() {
    if (this.isBusy || !this.app.isReady || this.app.turn) return;
    const row = this.queue.shift();
    if (!row) return;
    this.isBusy = true;
    const version = this.version;
    try {
      const answer = await askPatiently('ticks', { state: this.app.steps.text, knob: row.facts.path },
        () => version === this.version);
      if (answer && version === this.version) row.took(answer);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (version !== this.version) return;
      row.obstacle = fault.said;
      row.say('');
    } finally {
      this.isBusy = false;
      this.work();
    }
  }

  /**
   * A knob of the model; of one that turns several profiles, that of the profile shown.
   * @param {string} path
   */
  knobOf(path) {
    const { knobs } = this.app.run;
    const isShown = (knob) => knob.path.startsWith(`${path}@`)
      && this.app.profileOf(knob.path) === this.app.profile;
    return knobs.find((one) => one.path === path) ?? knobs.find(isShown);
  }

  /** Brings a knob into view: its profile shown, its group unfolded. @param {string} path */
  async reveal(path) {
    const knob = this.knobOf(path);
    if (!knob) return;
    const profile = this.app.profileOf(knob.path);
    if (profile !== this.app.profile) await this.app.show({ profile });
    const key = this.groupOf(knob);
    const isUnfolded = () => this.rows.get(knob.path)?.element.checkVisibility();
    if (!isUnfolded()) this.toggle(key);
    const row = this.rows.get(knob.path);
    row?.element.scrollIntoView({ block: 'nearest' });
    row?.slider.element.focus();
  }
}
