/** Exact numbers as a model writes them: `0.6`, `-3`, `2/3`. */

/** @typedef {{n: bigint, d: bigint}} Exact  d is positive and shares no divisor with n */

const pattern = /^([+-]?\d+)(?:\.(\d+))?(?:\/(\d+))?(%)?$/;

/** @param {bigint} a @param {bigint} b */
function divisor(a, b) {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** @param {bigint} n @param {bigint} d @returns {Exact} */
function reduced(n, d) {
  const common = divisor(n, d) || 1n;
  return { n: n / common, d: d / common };
}

/**
 * null for what is no number; full-width digits and signs are read as people type them.
 * @param {string} text @returns {Exact | null}
 */
export function exact(text) {
  const found = pattern.exec(text.normalize('NFKC').replace(/−/g, '-').replace(/\s/g, ''));
  if (!found || found[0].length > 40) return null;
  const [, whole, decimals = '', below, percent] = found;
  if (below && decimals) return null;
  const bottom = BigInt(below ?? 1) * 10n ** BigInt(decimals.length) * (percent ? 100n : 1n);
  return bottom === 0n ? null : reduced(BigInt(whole + decimals), bottom);
}

/** As a decimal where it ends, else as a fraction. @param {Exact} value */
export function written({ n, d }) {
  let rest = d;
  let places = 0;
  for (const prime of [2n, 5n]) {
    let count = 0;
    for (; rest % prime === 0n; count += 1) rest /= prime;
    places = Math.max(places, count);
  }
  if (rest !== 1n) return `${n}/${d}`;
  const digits = String((n < 0n ? -n : n) * 10n ** BigInt(places) / d).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return (n < 0n ? '-' : '') + whole + (places ? `.${digits.slice(-places)}` : '');
}

/** For a place on the screen only. @param {Exact} value */
export const near = ({ n, d }) => Number(n) / Number(d);

/** @param {Exact} a @param {Exact} b */
export const sum = (a, b) => reduced(a.n * b.d + b.n * a.d, a.d * b.d);

/** @param {Exact} a @param {Exact} b */
export const difference = (a, b) => reduced(a.n * b.d - b.n * a.d, a.d * b.d);

/** Below, at or above zero as a is below, at or above b. @param {Exact} a @param {Exact} b */
export function order(a, b) {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @param {Exact} value @param {Exact} low @param {Exact} high */
export function within(value, low, high) {
  if (order(value, low) < 0) return low;
  return order(value, high) > 0 ? high : value;
}

/** The multiple of the step nearest to a place on the screen. @param {number} place @param {Exact} step */
export function onGrid(place, step) {
  const times = BigInt(Math.round(place / near(step)));
  return reduced(times * step.n, step.d);
}

/**
 * The roundest decimal below a value, but no further than another; null where none is rounder than the
 * value's neighbours.
 * @param {Exact} value @param {Exact} least @param {Exact} floor
 */
export function roundBelow(value, least, floor) {
  const top = difference(value, least);
  for (let places = 0n; places <= 9n; places += 1n) {
    const d = 10n ** places;
    const rest = (top.n * d) % top.d;
    const down = reduced((top.n * d - (rest < 0n ? rest + top.d : rest)) / top.d, d);
    if (order(down, floor) >= 0) return (down.n * least.d) % (down.d * least.n) === 0n ? down : top;
  }
  return top;
}

/**
 * 1, 2 or 5 times a power of ten, at least as wide as one pixel and no finer than the knob's own step.
 * @param {number} perPixel @param {Exact} least @returns {Exact}
 */
export function roundStep(perPixel, least) {
  if (!(perPixel > near(least))) return least;
  const power = Math.floor(Math.log10(perPixel));
  const digit = [1n, 2n, 5n, 10n].find((one) => Number(one) * 10 ** power >= perPixel) ?? 10n;
  const step = power < 0 ? reduced(digit, 10n ** BigInt(-power)) : reduced(digit * 10n ** BigInt(power), 1n);
  return least.d === 1n ? reduced((step.n / step.d || 1n), 1n) : step;
}

/** A sign in front, and the true minus. @param {string} text */
export const signed = (text) => (text.startsWith('-') ? `−${text.slice(1)}` : `+${text}`);
