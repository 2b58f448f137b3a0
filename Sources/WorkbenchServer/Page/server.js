import { both, tongue } from './words.js';

/** What the server refused, in both languages. */
export class Refusal extends Error {
  /** @param {{zh: string, en: string}} words @param {number} status */
  constructor(words, status) {
    super(words.zh);
    this.words = words;
    this.status = status;
  }

  /** Whether the same question may be answered in a moment: too many wait, or nobody answered. */
  get isPassing() {
    return this.status === 503 || this.status === 0;
  }

  /** Whether the same page asked again before it was answered: nobody waits for this answer. */
  get isOvertaken() {
    return this.status === 409;
  }

  /** In the language at hand. */
  get said() {
    return this.words[tongue()] || this.words.zh;
  }
}

let isGone = false;
const watchers = new Set();

/** Called when nobody answers any more, and when somebody does again. @param {(isGone: boolean) => void} watcher */
export const onSilence = (watcher) => watchers.add(watcher);

/** @param {boolean} isSilent */
function heard(isSilent) {
  if (isSilent === isGone) return;
  isGone = isSilent;
  for (const watcher of watchers) watcher(isGone);
}

/** Nobody answered. */
export function silent() {
  heard(true);
  return new Refusal(both('offline'), 0);
}

/** @param {Response} response */
async function answer(response) {
  const body = await response.json().catch(() => null);
  if (body) heard(false);
  if (response.ok && body) return body;
  throw body?.error ? new Refusal(body.error, response.status) : silent();
}

/**
 * `GET /api/…`; parameters that are null or empty stay out, but for the state.
 * @param {string} question @param {Record<string, unknown>} [parameters] @param {AbortSignal} [signal]
 */
export async function ask(question, parameters = {}, signal = undefined) {
  const query = Object.entries(parameters).filter(([key, value]) => key === 'state' || (value ?? '') !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&');
  let response;
  try {
    response = await fetch(`/api/${question}${query && '?'}${query}`, { signal });
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    throw silent();
  }
  return answer(response);
}

/** Until a question whose refusal passes is asked again. */
export const pause = () => new Promise((resolve) => setTimeout(resolve, 1_500));

/**
 * Asks until there is an answer or a refusal that does not pass; null once nobody wants it any more.
 * @param {string} question @param {Record<string, unknown>} parameters @param {() => boolean} isWanted
 */
export async function askPatiently(question, parameters, isWanted) {
  while (isWanted()) {
    try {
      return await ask(question, parameters);
    } catch (fault) {
      if (!fault.isPassing) throw fault;
      await pause();
    }
  }
  return null;
}

/** `POST /api/…` @param {string} question @param {object} body */
export async function tell(question, body) {
  let response;
  try {
    response = await fetch(`/api/${question}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
  } catch {
    throw silent();
  }
  return answer(response);
}

/**
 * What a fault says to a reader; a fault of the page itself goes on to the console.
 * @param {unknown} fault
 */
export function excuse(fault) {
  if (fault instanceof Refusal) return fault.said;
  throw fault;
}
