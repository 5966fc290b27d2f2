import type { LanguageModel } from '../core/model/language-model';
import { practiceModel } from '../core/model/model-ref';
import { blankConstitution, type TuningConstitution } from '../core/tuning/constitution/tuning-constitution';
import type { Made } from '../core/tuning/run/made-row';
import { type MakeOptions, makeRows } from '../core/tuning/run/make-rows';
import type { RunPlan } from '../core/tuning/run/run-plan';
import {
  type ComparisonSettings,
  defaultTuningSettings,
  type TuningSettings,
} from '../core/tuning/run/tuning-settings';

/** So many pairs and comparison principles, with a system message for each stage. */
export function buildConstitution(change: Partial<TuningConstitution> = {}, count = 3): TuningConstitution {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return {
    ...blankConstitution,
    systemMessages: { answer: 'You are a guide.', critique: 'You criticise.', revision: 'You revise.' },
    pairs: numbers.map((n) => ({ id: `p${n}`, critique: `Is rule ${n} kept?`, revision: `Keep rule ${n}.` })),
    comparisonPrinciples: numbers.map((n) => ({ id: `c${n}`, text: `Which answer keeps rule ${n}?` })),
    ...change,
  };
}

export function buildPlan({
  constitution = buildConstitution(),
  comparison = {},
  ...settings
}: Partial<Omit<TuningSettings, 'comparison'>> & {
  readonly constitution?: TuningConstitution;
  readonly comparison?: Partial<ComparisonSettings>;
} = {}): RunPlan {
  return {
    constitution,
    settings: {
      ...defaultTuningSettings,
      ...settings,
      comparison: { ...defaultTuningSettings.comparison, ...comparison },
    },
    promptModel: practiceModel,
    alignmentModel: practiceModel,
  };
}

/** What is made of prompts, by a model that answers all stages. */
export function madeOf(
  plan: RunPlan,
  {
    model,
    prompts = ['What is a sextant?'],
    ...options
  }: { readonly model: LanguageModel; readonly prompts?: readonly string[] } & Partial<MakeOptions>,
): Promise<readonly Made[]> {
  const rows = prompts.map((text, place) => ({
    place,
    prompt: { row: place + 1, id: `id-${place + 1}`, turns: [{ role: 'user', text } as const] },
  }));
  const models = { model: () => model, embeddingModel: unasked, scoringModel: unasked, vectorModel: unasked };
  const { begin } = makeRows(plan, { parallel: 4, ...options });
  return Promise.all(
    begin(rows, { models, signal: new AbortController().signal }).map(async (each) => (await each).made),
  );
}

function unasked(): never {
  throw new Error('No vectors are needed here.');
}
