import { createRandom } from '../../random';

export interface Principal {
  /** Two coordinates for each point, one pair after the other. */
  readonly points: Float64Array;
  /** Shares of the variance. */
  readonly variance: readonly [number, number];
}

interface Rows {
  readonly rows: Float32Array;
  readonly count: number;
  readonly dimensions: number;
  /** By which each row is multiplied; absent: 1. */
  readonly scale?: Float64Array | undefined;
  /** Between two steps the worker hears an abort. */
  readonly breathe: () => Promise<void>;
}

/** So many steps find the two greatest to the last digit that a map shows. */
const mostSteps = 40;
const stepsPerLook = 4;
/** Of the greatest value: so far off may the two axes be. */
const precision = 1e-6;
/** Of the greatest: below it there is nothing but rounding. */
const nothing = 1e-9;

/**
 * Principal component analysis to two dimensions, in float64 and the same each time: Lanczos steps on the covariance, which is never
 * written down, each orthogonal to all before it. Source: Golub and Van Loan, Matrix Computations, 10.1.
 */
export async function principalComponents({ breathe, ...given }: Rows): Promise<Principal> {
  const { count, dimensions } = given;
  const covariance = covarianceOf(given);
  const steps = Math.min(mostSteps, dimensions, Math.max(1, count));
  const random = createRandom(1);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let next = orthogonal(randomVector(dimensions, random), basis);
  let found = eigenOfTridiagonal([], []);
  for (let step = 1; step <= steps && next !== null; step++) {
    basis.push(next);
    const image = covariance.times(next);
    diagonal.push(dot(image, next));
    await breathe();
    const rest = orthogonal(image, basis, covariance.total * nothing);
    beside.push(rest === null ? 0 : dot(image, rest));
    // A part of the space is done with: what is left of it begins anew.
    next = rest ?? orthogonal(randomVector(dimensions, random), basis);
    if (step % stepsPerLook !== 0 && step < steps && next !== null) continue;
    found = eigenOfTridiagonal(diagonal, beside);
    if (rest !== null && isFound(found, beside.at(-1) ?? 0)) break;
  }
  const { values, vectors } = found;
  const axes = [0, 1].map((nth) => combined(basis, vectors[nth] ?? [], dimensions));
  const points = new Float64Array(2 * count);
  for (const [nth, axis] of axes.entries()) {
    const along = covariance.along(axis);
    for (let row = 0; row < count; row++) points[2 * row + nth] = along[row] ?? 0;
  }
  const share = (nth: number) => (covariance.total > 0 ? Math.max(0, values[nth] ?? 0) / covariance.total : 0);
  return { points, variance: [share(0), share(1)] };
}

/** By the usual bound: what the next step would still add to the two axes. */
function isFound({ values, vectors }: Eigen, beside: number): boolean {
  const least = precision * (values[0] ?? 0);
  return [0, 1].every((nth) => Math.abs(beside * (vectors[nth]?.at(-1) ?? 1)) <= least);
}

function covarianceOf({ rows, count, dimensions, scale }: Omit<Rows, 'breathe'>) {
  const over = Math.max(1, count - 1);
  const mean = new Float64Array(dimensions);
  let squares = 0;
  for (let row = 0; row < count; row++) {
    const weight = scale?.[row] ?? 1;
    squares += weight * weight * rowDot(rows, row * dimensions, Float64Array.from(rowOf(row)));
    addRow(mean, rows, { from: row * dimensions, weight: weight / count });
  }

  function rowOf(row: number): Float32Array {
    return rows.subarray(row * dimensions, (row + 1) * dimensions);
  }

  return {
    /** The variance over all axes. */
    total: Math.max(0, (squares - count * dot(mean, mean)) / over),
    /** Each row, less the mean, along this axis. */
    along(axis: Float64Array): Float64Array {
      const middle = dot(mean, axis);
      return Float64Array.from(
        { length: count },
        (_, row) => (scale?.[row] ?? 1) * rowDot(rows, row * dimensions, axis) - middle,
      );
    },
    /** The covariance times this axis: a row is read once, while it is near. */
    times(axis: Float64Array): Float64Array {
      const middle = dot(mean, axis);
      const product = new Float64Array(dimensions);
      let sum = 0;
      for (let row = 0; row < count; row++) {
        const from = row * dimensions;
        const by = scale?.[row] ?? 1;
        const length = by * rowDot(rows, from, axis) - middle;
        sum += length;
        addRow(product, rows, { from, weight: length * by });
      }
      for (let at = 0; at < dimensions; at++) product[at] = ((product[at] ?? 0) - sum * (mean[at] ?? 0)) / over;
      return product;
    },
  };
}

/** Four sums go on side by side, which is what makes it fast. */
function rowDot(rows: Float32Array, from: number, axis: Float64Array): number {
  const { length } = axis;
  let [s, t, u, v] = [0, 0, 0, 0];
  let at = 0;
  // Casts: all places are within the arrays.
  for (; at + 3 < length; at += 4) {
    s += (rows[from + at] as number) * (axis[at] as number);
    t += (rows[from + at + 1] as number) * (axis[at + 1] as number);
    u += (rows[from + at + 2] as number) * (axis[at + 2] as number);
    v += (rows[from + at + 3] as number) * (axis[at + 3] as number);
  }
  for (; at < length; at++) s += (rows[from + at] as number) * (axis[at] as number);
  return s + t + u + v;
}

function addRow(
  to: Float64Array,
  rows: Float32Array,
  { from, weight }: { readonly from: number; readonly weight: number },
): void {
  // Casts: as above.
  for (let at = 0; at < to.length; at++) to[at] = (to[at] as number) + weight * (rows[from + at] as number);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

/** What of a vector is orthogonal to all of these, of length 1; null: no more of it than that. Twice, since once leaves rounding. */
function orthogonal(vector: Float64Array, basis: readonly Float64Array[], least = nothing): Float64Array | null {
  const rest = Float64Array.from(vector);
  for (let round = 0; round < 2; round++)
    for (const axis of basis) {
      const part = dot(rest, axis);
      for (let at = 0; at < rest.length; at++) rest[at] = (rest[at] as number) - part * (axis[at] as number);
    }
  const length = Math.sqrt(dot(rest, rest));
  return length <= least || length === 0 ? null : rest.map((value) => value / length);
}

function randomVector(dimensions: number, random: ReturnType<typeof createRandom>): Float64Array {
  return Float64Array.from({ length: dimensions }, () => random.next() - 0.5);
}

/** The side that is longest points up, so that a map is never mirrored by chance. */
function combined(basis: readonly Float64Array[], weights: readonly number[], dimensions: number): Float64Array {
  const axis = new Float64Array(dimensions);
  for (const [nth, vector] of basis.entries())
    for (let at = 0; at < dimensions; at++)
      axis[at] = (axis[at] as number) + (weights[nth] ?? 0) * (vector[at] as number);
  const longest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return longest < 0 ? axis.map((value) => -value) : axis;
}

interface Eigen {
  readonly values: readonly number[];
  readonly vectors: readonly (readonly number[])[];
}

/** Jacobi's rotations: for matrices of some dozen rows. Greatest value first. */
function eigenOfTridiagonal(diagonal: readonly number[], beside: readonly number[]): Eigen {
  const size = diagonal.length;
  const a = Array.from({ length: size }, (_, row) =>
    Float64Array.from({ length: size }, (_, column) =>
      row === column ? (diagonal[row] ?? 0) : Math.abs(row - column) === 1 ? (beside[Math.min(row, column)] ?? 0) : 0,
    ),
  );
  const v = a.map((_, row) => Float64Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)));
  const at = (matrix: Float64Array[], row: number, column: number) => matrix[row]?.[column] ?? 0;
  const set = (matrix: Float64Array[], row: number, column: number, value: number) => {
    const line = matrix[row];
    if (line !== undefined) line[column] = value;
  };
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        const apq = at(a, p, q);
        off += apq * apq;
        if (Math.abs(apq) < 1e-300) continue;
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < size; k++) {
          const [kp, kq] = [at(a, k, p), at(a, k, q)];
          set(a, k, p, c * kp - s * kq);
          set(a, k, q, s * kp + c * kq);
        }
        for (let k = 0; k < size; k++) {
          const [pk, qk] = [at(a, p, k), at(a, q, k)];
          set(a, p, k, c * pk - s * qk);
          set(a, q, k, s * pk + c * qk);
          const [vp, vq] = [at(v, k, p), at(v, k, q)];
          set(v, k, p, c * vp - s * vq);
          set(v, k, q, s * vp + c * vq);
        }
      }
    if (off < 1e-26) break;
  }
  const order = diagonal.map((_, nth) => nth).sort((one, other) => at(a, other, other) - at(a, one, one));
  return {
    values: order.map((nth) => at(a, nth, nth)),
    vectors: order.map((nth) => v.map((row) => row[nth] ?? 0)),
  };
}
