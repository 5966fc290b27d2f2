// @ts-check
/** Words as the stand-in understands them: those that carry meaning, by their stems. */

const functionWords = new Set(
  `about above after again against all also although always and another any anything are aren around because been before being
  below between both but came can cannot come could did didn does doesn doing done down during each either else even ever every
  everything few for from get gets getting give given goes going gone got had has hasn have haven having her here hers him his how
  however into isn its itself just keep kept least less let like made make makes making many may maybe might more most much must
  myself need needs neither nor not nothing now off often once one only onto other others our ours out over own per perhaps put
  quite rather really same say says see seem seems seen shall she should since some somebody someone something soon still such sure
  take taken than that the their theirs them then there these they thing things this those though through thus time too toward
  towards two under until upon use used using very was wasn way well went were weren what when where whether which while who whole
  whom whose why will with within without won would wouldn yes yet you your yours yourself row rows label rule speaks speak
  mentions mention words word name fits means people person`.split(/\s+/),
);

/**
 * Words of a text that carry meaning, in order, each once: in small letters, without names and numbers.
 * @param {string} text
 * @returns {readonly string[]}
 */
export function keywordsOf(text) {
  const words = text.match(/[\p{L}][\p{L}'’]*/gu) ?? [];
  const found = words.filter(
    (word) => word.length > 2 && word === word.toLowerCase() && !functionWords.has(word.replace(/['’].*$/u, '')),
  );
  return [...new Set(found.map((word) => word.replace(/['’].*$/u, '')).filter((word) => word.length > 2))];
}

/** @param {string} word */
export function stem(word) {
  const short = word.replace(/(?:ings?|edly|ed|ies|es|s|ly|ment|ments)$/, '');
  const root = short.length > 2 ? short : word;
  return root.replace(/(.)\1$/, '$1').replace(/[ey]$/, '');
}

/** @type {Map<string, { named: readonly string[], excluded: readonly string[] }>} */
const known = new Map();
const mostKnown = 5000;

/**
 * What a rule names and what it excludes (after "not", "unless" and the like, up to the end of the sentence): stems, or whole words.
 * @param {string} rule
 * @param {{ whole?: boolean }} [options]
 */
export function readRule(rule, { whole = false } = {}) {
  const key = `${whole} ${rule}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  /** @type {string[]} */
  const named = [];
  /** @type {string[]} */
  const excluded = [];
  for (const sentence of rule.split(/(?<=[.;!?])\s+/)) {
    const [says = '', ...rest] = sentence.split(/\b(?:not|unless|without|except|never|no)\b/i);
    named.push(...keywordsOf(says.toLowerCase()));
    excluded.push(...keywordsOf(rest.join(' ').toLowerCase()));
  }
  const read = whole ? { named, excluded } : { named: named.map(stem), excluded: excluded.map(stem) };
  if (known.size >= mostKnown) known.clear();
  known.set(key, read);
  return read;
}
