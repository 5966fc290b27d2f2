import type { Case, CaseAnswer, CaseResult, CaseSample, CaseVerdict } from './case';

/** Where in a case an answer lies. */
export interface SamplePlace {
  readonly caseId: string;
  readonly key: string;
  /** From 0. */
  readonly n: number;
  readonly isTrial: boolean;
}

type Cases = readonly Case[];

/** Answers that were paid for before, whichever case they were paid for, by `answerId`. */
export function knownAnswers(cases: Cases): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { key, samples } of cases.flatMap(({ results }) => results)) {
    for (const { n, answer } of samples) if ('text' in answer) known.set(answerId({ key, n }), answer.text);
  }
  return known;
}

export function answerId({ key, n }: Pick<SamplePlace, 'key' | 'n'>): string {
  return `${key}/${n}`;
}

/** A verdict on these very words by this judge; undefined where there is none that could be read. */
export function knownVerdict({ results }: Case, response: string, judge: string): CaseVerdict | undefined {
  for (const sample of results.flatMap(({ samples }) => samples)) {
    if (!('text' in sample.answer) || sample.answer.text !== response) continue;
    const verdict = sample.verdicts.find((one) => one.judge === judge && one.verdict !== 'unreadable');
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

export function withAnswer(cases: Cases, place: SamplePlace, answer: CaseAnswer): Cases {
  return withSample(cases, place, (sample) =>
    sample !== undefined && sameAnswer(sample.answer, answer) ? sample : { n: place.n, answer, verdicts: [] },
  );
}

/** Nothing changes where the answer is not there: the question was edited, or the case unpinned, since. */
export function withVerdict(cases: Cases, place: SamplePlace, verdict: CaseVerdict): Cases {
  return withSample(cases, place, (sample) => {
    if (sample === undefined) return undefined;
    const others = sample.verdicts.filter(({ judge }) => judge !== verdict.judge);
    return { ...sample, verdicts: [...others, verdict] };
  });
}

/** What the author says of it; null leaves it to the judge again. */
export function withOverrule(
  cases: Cases,
  { caseId, key }: Pick<SamplePlace, 'caseId' | 'key'>,
  passes: boolean | null,
): Cases {
  return withResult(cases, { caseId, key, isTrial: false }, ({ overruled: _, ...result }) =>
    passes === null ? result : { ...result, overruled: { passes } },
  );
}

/** Another question is another test: its answers stay, and are judged anew. */
export function withQuestion(cases: Cases, caseId: string, question: string): Cases {
  return cases.map((one) => {
    if (one.id !== caseId || one.question === question) return one;
    const results = one.results.map(({ overruled: _, ...result }) => ({
      ...result,
      samples: result.samples.map((sample) => ({ ...sample, verdicts: [] })),
    }));
    return { ...one, question, results };
  });
}

function withSample(
  cases: Cases,
  place: SamplePlace,
  change: (sample: CaseSample | undefined) => CaseSample | undefined,
): Cases {
  return withResult(cases, place, (result) => {
    const found = result.samples.find(({ n }) => n === place.n);
    const changed = change(found);
    if (changed === undefined || changed === found) return result;
    const others = result.samples.filter(({ n }) => n !== place.n);
    return { ...result, samples: [...others, changed].toSorted((a, b) => a.n - b.n) };
  });
}

function withResult(
  cases: Cases,
  { caseId, key, isTrial }: Omit<SamplePlace, 'n'>,
  change: (result: CaseResult) => CaseResult,
): Cases {
  return cases.map((one) => {
    if (one.id !== caseId) return one;
    const place = one.results.findIndex((result) => result.key === key);
    const known = one.results[place];
    if (known === undefined) {
      const added = change({ key, samples: [], ...(isTrial ? { isTrial: true } : {}) });
      return { ...one, results: kept([...one.results, added]) };
    }
    if (known.isTrial === true && !isTrial) {
      // The prompt itself is in that state now, and later than all others were.
      const { isTrial: _, ...result } = known;
      return { ...one, results: [...one.results.filter((result) => result !== known), change(result)] };
    }
    const changed = change(known);
    return changed === known ? one : { ...one, results: one.results.with(place, changed) };
  });
}

/** As many versions of the prompt as somebody goes back, and as many trials as one of them has principles. */
const mostVersions = 40;
const mostTrials = 40;

function kept(results: readonly CaseResult[]): readonly CaseResult[] {
  const versions = results.filter(({ isTrial }) => isTrial !== true).slice(-mostVersions);
  const trials = results.filter(({ isTrial }) => isTrial === true).slice(-mostTrials);
  return results.filter((result) => versions.includes(result) || trials.includes(result));
}

function sameAnswer(a: CaseAnswer, b: CaseAnswer): boolean {
  return 'text' in a && 'text' in b && a.text === b.text;
}
