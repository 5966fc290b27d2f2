/** What the id of a model compiled for WebLLM says, in words for people. */
export interface ModelWords {
  /** `Gemma 2 2B`. */
  readonly name: string;
  /** `4-bit weights, 16-bit arithmetic`; null where the id does not say. */
  readonly quantisation: string | null;
  /** `q4f16_1`; null where the id does not say. */
  readonly quantisationCode: string | null;
  /** What sets it apart from its twin with the same weights: `short context`, `batches of 4`; null: nothing. */
  readonly variant: string | null;
}

export function modelWords(id: string): ModelWords {
  const [stem, quantisationCode, ending] = partsOf(id);
  return {
    name: friendlyName(stem) || id,
    quantisation: quantisationCode === null ? null : quantisationWords(quantisationCode),
    quantisationCode,
    variant: variantWords(ending),
  };
}

/** Name and whatever sets it apart, for a sentence: `Gemma 2 2B (4-bit weights, 32-bit arithmetic)`. */
export function fullName(id: string): string {
  const { name, quantisation, variant } = modelWords(id);
  const details = [quantisation, variant].filter((part) => part !== null).join(', ');
  return details === '' ? name : `${name} (${details})`;
}

/** Billions of parameters as the name says, `2B` or `360M`; null where it does not. */
export function billionsOf(id: string): number | null {
  const [, digits, unit] = /(?:^|[-_ ]e?)(\d+(?:[._]\d+)?)([bm])(?=[-_ ]|$)/i.exec(partsOf(id)[0]) ?? [];
  if (digits === undefined) return null;
  return Number(digits.replace('_', '.')) / (unit?.toLowerCase() === 'm' ? 1000 : 1);
}

/** `q4f16_1`; null where the id does not say. */
export function quantisationCodeOf(id: string): string | null {
  return partsOf(id)[1];
}

/** Same weights in another precision: `gemma-2-2b-it-q4f16_1-MLC` and `gemma-2-2b-it-q4f32_1-MLC`. */
export function areTwins(one: string, other: string): boolean {
  const [stem, , ending] = partsOf(one);
  const [otherStem, , otherEnding] = partsOf(other);
  return one !== other && stem === otherStem && ending === otherEnding;
}

function partsOf(id: string): readonly [stem: string, quantisationCode: string | null, ending: string] {
  const match = /(?<=.)-(q\d+f\d+(?:_\d+)?)(?=-|$)/i.exec(id);
  if (match?.[1] === undefined) return [id.replace(/-MLC$/, ''), null, ''];
  return [id.slice(0, match.index), match[1], id.slice(match.index + match[0].length)];
}

/** Said by the column or the group it stands in, or by nobody outside the workshop. */
const unsaid = new Set(['it', 'instruct', 'hf', 'bf16']);
const spelt = new Map(
  ['StableLM', 'TinyLlama', 'SmolLM2', 'OLMo', 'WizardMath', 'OpenHermes', 'NeuralHermes', 'RedPajama', 'INCITE'].map(
    (word) => [word.toLowerCase(), word],
  ),
);

function friendlyName(stem: string): string {
  return stem
    .replace(/_/g, '.')
    .replace(/^(gemma|qwen)(?=\d)/i, '$1-')
    .split('-')
    .filter((word) => word !== '' && !unsaid.has(word.toLowerCase()))
    .map(asSpelt)
    .join(' ');
}

function asSpelt(word: string): string {
  if (/^e?\d+(\.\d+)?[bm]$/i.test(word)) return word.toUpperCase();
  if (/^v\d/i.test(word) || /^\d/.test(word)) return word.toLowerCase();
  if (/^(jpn|[sml])$/.test(word)) return word === 'jpn' ? 'Japanese' : word.toUpperCase();
  return spelt.get(word.toLowerCase()) ?? word.charAt(0).toUpperCase() + word.slice(1);
}

function quantisationWords(code: string): string | null {
  const [, weights, arithmetic] = /^q(\d+)f(\d+)/i.exec(code) ?? [];
  if (weights === '0') return `${arithmetic}-bit weights and arithmetic`;
  return `${weights}-bit weights, ${arithmetic}-bit arithmetic`;
}

function variantWords(ending: string): string | null {
  if (/-1k$/.test(ending)) return 'short context';
  const batch = /-b(\d+)$/.exec(ending)?.[1];
  return batch === undefined ? null : `batches of ${batch}`;
}
