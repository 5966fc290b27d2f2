/** Shorter ones are a slip of the hand, and taking them out would tear holes into ordinary words. */
const shortestSecret = 8;
/** What servers' own guides tell people to enter where no key is needed: words, and no secrets. */
const standIns = new Set([
  'lm-studio',
  'not-needed',
  'not-required',
  'no-key-required',
  'sk-no-key-required',
  'anything',
  'placeholder',
]);
/** Fewer letters than these at the end of a text may be an ordinary word that a secret begins with, too. */
const shortestBroken = 12;
const mark = '[key]';

/**
 * The same data with every secret in its texts replaced: as it is, as it stands in an address, and in Base64, alone or amid other text.
 * Cheap when there is none: then it is the very same object.
 */
export function redactSecrets<T>(value: T, secrets: readonly string[]): T {
  const forms = formsOf(secrets);
  if (forms.length === 0 || isClean(value, startsOf(forms))) return value;
  // Texts become texts, lists lists and records records with the same keys: the type stays.
  return redact(value, forms) as T;
}

export interface StreamRedactor {
  /** What of the text so far can be shown: an end that may be the beginning of a secret waits for the next piece. */
  piece(text: string): string;
  /** The rest. Of a secret that broke off in the middle, half or more is not shown. */
  end(): string;
}

/** For a text that comes in pieces, cut anywhere. All pieces together are what `redactSecrets` makes of the whole text. */
export function streamRedactor(secrets: readonly string[]): StreamRedactor {
  const forms = formsOf(secrets);
  let held = '';
  return {
    piece(text) {
      if (forms.length === 0) return text;
      const read = scan(held + text, forms);
      held = read.held;
      return read.safe;
    },
    end() {
      const rest = restOf(held, forms);
      held = '';
      return rest;
    },
  };
}

/** Whether nothing in it can be a secret or the better part of one: no form is there with as much of its beginning as tells it from a word. */
function isClean(value: unknown, starts: readonly string[]): boolean {
  if (typeof value === 'string') return !starts.some((start) => value.includes(start));
  if (Array.isArray(value)) return value.every((item) => isClean(item, starts));
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isClean(key, starts) && isClean(item, starts));
}

function redact(value: unknown, forms: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, forms);
  if (Array.isArray(value)) return value.map((item) => redact(item, forms));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key, forms), redact(item, forms)]));
}

function redactText(text: string, forms: readonly string[]): string {
  const { safe, held } = scan(text, forms);
  return held === '' ? safe : safe + restOf(held, forms);
}

/** `held` is the longest end that a secret may begin with. */
function scan(text: string, forms: readonly string[]): { readonly safe: string; readonly held: string } {
  let safe = '';
  let from = 0;
  for (let found = firstOf(text, { forms, from }); found !== null; found = firstOf(text, { forms, from })) {
    safe += text.slice(from, found.at);
    // One secret can begin with another: then it is not decided yet which of them this is.
    if (couldGoOn(text.slice(found.at), forms)) return { safe, held: text.slice(found.at) };
    safe += mark;
    from = found.at + found.form.length;
  }
  const longest = Math.min(text.length - from, (forms[0]?.length ?? 1) - 1);
  const letters = firstsOf(forms);
  for (let length = longest; length > 0; length -= 1) {
    if (!letters.includes(text.charAt(text.length - length))) continue;
    const end = text.slice(text.length - length);
    if (couldGoOn(end, forms)) return { safe: safe + text.slice(from, text.length - length), held: end };
  }
  return { safe: safe + text.slice(from), held: '' };
}

function couldGoOn(text: string, forms: readonly string[]): boolean {
  return forms.some((form) => form.length > text.length && form.startsWith(text));
}

function firstOf(text: string, { forms, from }: { readonly forms: readonly string[]; readonly from: number }) {
  let first: { readonly at: number; readonly form: string } | null = null;
  for (const form of forms) {
    const at = text.indexOf(form, from);
    // The longest come first, so that of two at the same place the longer one counts.
    if (at >= 0 && (first === null || at < first.at)) first = { at, form };
  }
  return first;
}

/** An end on which no more follows: a whole secret that another one begins with, half of one, or an ordinary text. */
function restOf(held: string, forms: readonly string[]): string {
  if (held === '') return '';
  const broken = forms.some(
    (form) => held.length < form.length && held.length * 2 >= form.length && form.startsWith(held),
  );
  if (broken && held.length >= shortestBroken) return mark;
  return forms.reduce((text, form) => text.replaceAll(form, mark), held);
}

interface Forms {
  readonly secrets: readonly string[];
  readonly forms: readonly string[];
}

/** Of the secrets that were asked for last: they change when somebody types one, and are asked for several times a call. */
let known: Forms = { secrets: [], forms: [] };

/** The longest first. */
function formsOf(secrets: readonly string[]): readonly string[] {
  const same = secrets.length === known.secrets.length && secrets.every((secret, at) => secret === known.secrets[at]);
  if (!same) known = { secrets: [...secrets], forms: madeForms(secrets) };
  return known.forms;
}

function madeForms(secrets: readonly string[]): readonly string[] {
  const forms = secrets
    .map((secret) => secret.trim())
    .filter((secret) => secret.length >= shortestSecret && !standIns.has(secret.toLowerCase()))
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      ...inBase64(secret),
    ]);
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}

const starts = new WeakMap<readonly string[], readonly string[]>();

function startsOf(forms: readonly string[]): readonly string[] {
  const made = starts.get(forms) ?? [...new Set(forms.map((form) => form.slice(0, shortestBroken)))];
  starts.set(forms, made);
  return made;
}

const firsts = new WeakMap<readonly string[], string>();

function firstsOf(forms: readonly string[]): string {
  const made = firsts.get(forms) ?? forms.map((form) => form.charAt(0)).join('');
  firsts.set(forms, made);
  return made;
}

/**
 * What of a text's Base64 does not depend on what stands around it: it can begin at the first, second or third byte of a group of three
 * (RFC 4648, section 4), in the alphabet for addresses, too (section 5).
 */
function inBase64(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  return [0, 1, 2].flatMap((before) => {
    const whole = btoa(String.fromCharCode(...new Uint8Array(before), ...bytes));
    const core = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
