import { html } from './markup.js';

const box = html('div', { id: 'tip', role: 'tooltip', hidden: true });

/**
 * Words beside the pointer; they are in the slider's own words too, for those who do not point.
 * @param {string | null} words
 * @param {PointerEvent} [event]
 */
export function tip(words, event) {
  box.hidden = !words;
  if (!words || !event) return;
  const host = event.target.closest?.('dialog') ?? document.body;
  if (box.parentNode !== host) host.append(box);
  box.textContent = words;
  const { width, height } = box.getBoundingClientRect();
  const x = Math.max(4, Math.min(innerWidth - width - 4, event.clientX - width / 2));
  const above = event.clientY - height - 18;
  const y = above > 4 ? above : event.clientY + 22;
  box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
