import type { Interval } from '../interval';
import type { Classifier, ClassifySettings } from '../labeler/prediction/classifier';
import type { Rule, Rulebook } from '../labeler/rules/rulebook';
import type { Hyperparameters } from '../labeler/run/hyperparameters';
import type { LabelerRun } from '../labeler/run/labeler-run';
import type { Scorecard } from '../labeler/score/scorecard';
import type { ModelRef } from '../model/model-ref';

/** What the one input is called of a labeler that names none. */
export const unnamedInput = 'text';

/** A labeler apart from its project: what is in its file, and what somebody needs who wants to use or study it. */
export interface LabelerContent {
  readonly name: string;
  readonly rulebook: Rulebook;
  /** In the order of their places; empty for a single labeler. */
  readonly experts: readonly ContentExpert[];
  readonly classify: ClassifySettings;
  /** Labels with a lower confidence are held back; 0: none. */
  readonly abstainBelow: number;
  /** Names of the inputs of a row, in order; empty where nobody named any. */
  readonly inputs: readonly string[];
  readonly trainModel: ModelRef | null;
  readonly evalModel: ModelRef | null;
  /** Null when it was not trained here. */
  readonly training: ContentTraining | null;
  readonly scores: ContentScores | null;
}

interface ContentExpert {
  readonly rulebook: Rulebook;
  readonly centroid: readonly number[];
  readonly nearestCosine: number;
  /** Training rows of its region, and words that are frequent in it. */
  readonly rows: number;
  readonly words: readonly string[];
  /** Absent: the one that goes with the eval model. */
  readonly embeddedBy?: ModelRef;
}

export interface ContentTraining {
  /** Name of the file of training rows. */
  readonly file: string;
  readonly hyperparameters: Hyperparameters;
  /** Complete steps of the single labeler after the first rules. */
  readonly steps: number;
  readonly calls: number;
}

export interface ContentScores {
  readonly split: 'validation' | 'test';
  readonly card: Scorecard;
  readonly accuracy: Interval;
  readonly macroF1: Interval;
}

/**
 * A run as it is to be exported. `classifier` holds the rules that are meant, of the same run; `scores` those of these very rules, null
 * when they were not scored.
 */
export function labelerContent(
  run: LabelerRun,
  {
    name,
    classifier,
    scores,
  }: { readonly name: string; readonly classifier: Classifier; readonly scores: ContentScores | null },
): LabelerContent {
  const { settings, status } = run;
  const use = status.status === 'imported' ? status.use : undefined;
  return {
    name,
    rulebook: plainRulebook(classifier.rulebook),
    experts: classifier.experts.map(({ rulebook, centroid, nearestCosine, embeddedBy }) => {
      const region = run.labelers.find((labeler) => sameDirection(labeler.region?.centroid, centroid))?.region;
      return {
        rulebook: plainRulebook(rulebook),
        centroid,
        nearestCosine,
        rows: region?.rows ?? 0,
        words: region?.words ?? [],
        ...(embeddedBy === undefined ? {} : { embeddedBy }),
      };
    }),
    classify: use?.classify ?? classifier.settings,
    abstainBelow: run.abstainBelow ?? 0,
    inputs: settings?.mapping.inputColumns ?? use?.inputs ?? [],
    trainModel: settings?.trainModel ?? use?.trainModel ?? null,
    evalModel: settings?.evalModel ?? use?.evalModel ?? null,
    training: settings && {
      file: settings.training.table.name,
      hyperparameters: settings.hyperparameters,
      steps: run.labelers[0]?.steps.filter(({ step }) => step > 0).length ?? 0,
      calls: run.spent.calls,
    },
    scores,
  };
}

/** Its fields and no others, in case that a caller's objects have more. */
function plainRulebook({ task, labels }: Rulebook): Rulebook {
  return {
    task,
    labels: labels.map(({ label, rules }) => ({ label, rules: rules.map(({ id, text }): Rule => ({ id, text })) })),
  };
}

function sameDirection(one: readonly number[] | undefined, other: readonly number[]): boolean {
  return one === other || (one?.length === other.length && one.every((value, at) => value === other[at]));
}
