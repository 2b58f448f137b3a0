import { text, tongue } from './words.js';

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

  /** In the language at hand. */
  get said() {
    return this.words[tongue()] || this.words.zh;
  }
}

/** Nobody answered. */
export const silent = () => new Refusal({ zh: text('offline'), en: text('offline') }, 0);

/** @param {Response} response */
async function answer(response) {
  const body = await response.json().catch(() => null);
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
