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
 * With one number elsewhere, last, as a drag turns it: whoever reads a state part by part puts it to its old place, or turns
 * it anew behind what has met it since. null puts it back.
 * @param {string} state
 * @param {string} path
 * @param {string | null} at
 */
export function turned(state, path, at) {
  if (at === null) return parts(state).filter((part) => pathOf(part) !== path).join('&');
  return [...parts(state), `${encodeURIComponent(path)}=${at}`].join('&');
}
