/** A state as its text, `A3.cap=25&A.factor=11/10`, and what may be done to it. */

/** The parts of a state, in the order in which they were turned. @param {string} state */
export const parts = (state) => state.split('&').filter(Boolean);

/** What a part turns, without escapes. @param {string} part */
export function pathOf(part) {
  const path = part.slice(0, part.lastIndexOf('='));
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * With one number elsewhere; null puts it back.
 * @param {string} state
 * @param {string} path
 * @param {string | null} at
 */
export function turned(state, path, at) {
  const all = parts(state);
  const found = all.findIndex((part) => pathOf(part) === path);
  const place = found < 0 ? all.length : found;
  all.splice(place, found < 0 ? 0 : 1, ...at === null ? [] : [`${encodeURIComponent(path)}=${at}`]);
  return all.join('&');
}
