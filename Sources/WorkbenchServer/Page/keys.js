/**
 * How many rows a key leads away from the row that it is on; 0 for that which opens it, null for other keys.
 * @param {string} key @param {number} page rows of a page @param {number} total
 */
export function rowsAway(key, page, total) {
  const ways = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -total, End: total, Enter: 0 };
  return ways[key] ?? null;
}
