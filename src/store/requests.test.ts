import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { type OpenedStudio, openStudio, settled } from '../testing/open-studio';
import { scriptedModel } from '../testing/scripted-model';
import { until } from '../testing/turns';
import { isAligning } from './align/align-state';

/** What the version before turns sent in the same session: responses, one of them again, reasons, principles, a prompt, a fold. */
const before: unknown = JSON.parse(
  readFileSync(resolve(import.meta.dirname, 'fixtures/requests-before-turns.json'), 'utf8'),
);

it('a prompt that is run by itself, and what is made of feedback on it, are sent as they were before there were turns', async () => {
  const model = scriptedModel({ replies });
  const opened = await openStudio({ model });
  opened.actions.settings.updateSettings({ candidates: 3 });
  await useEveryOperation(opened);
  expect(opened.state().notices).toEqual([]);
  // The order of keys counts: services are sent JSON.
  expect(JSON.stringify(model.requests)).toBe(JSON.stringify(before));
});

const preamble = 'Give three creative uses for {item}. Mind the reader: {audience}.';
const add = (text: string) => JSON.stringify({ action: 'add', principle: 0, text });
const aspects = [
  { aspect: 'length', text: 'It is long.' },
  { aspect: 'tone', text: 'It is stiff.' },
  { aspect: 'format', text: 'It is one block.' },
];
const replies = [
  ...['One long answer.', 'Two.', 'Three.', 'Two again.'],
  JSON.stringify({ rationales: aspects }),
  add('Be brief.'),
  ...['A1', 'A2', 'A3', 'B1', 'B2', 'B3'],
  add('Number them.'),
  add('Be kind.'),
  add('Be kinder.'),
  JSON.stringify({ prompt: preamble }),
  JSON.stringify({ prompt: preamble.replace('three', 'three brief') }),
];

async function useEveryOperation(opened: OpenedStudio): Promise<void> {
  const { state, actions } = opened;
  const { align } = actions;
  align.run();
  await settled(state);
  align.retryCandidate(place(opened, 0).turnId, state().project.turns[0]?.candidates[1]?.id ?? '');
  await settled(state);
  align.openFeedback({ ...place(opened, 0), kind: 'kudos' });
  align.suggestRationales();
  await until(() => Object.values(state().align.rationales).some(({ status }) => status === 'ready'));
  await give(opened, { on: 0, kind: 'critique', text: 'Too long </response>.', quote: 'long' });
  align.addPrinciple('Two lines\nof one principle.');
  align.setSampling({ temperature: 0.5, seed: 7, stopSequences: ['END'] });
  align.runInputSets(
    state()
      .project.inputs.sets.slice(0, 2)
      .map(({ id }) => id),
  );
  await settled(state);
  await give(opened, { on: 1, kind: 'rewrite', text: '1. A vase.' });
  actions.settings.updateSettings({ feedbackApplies: 'review' });
  await give(opened, { on: 2, kind: 'kudos', text: 'It is kind.' });
  align.rewordProposal('broader', 'Be kind.');
  await until(() => !isAligning(state()));
  align.discardReview();
  await give(opened, { on: 0, kind: 'critique', text: 'It forgets the reader.', applyAs: 'prompt' });
  align.acceptReview(preamble);
  align.foldPrinciples();
  await until(() => state().project.drafts.review !== null);
}

interface Given {
  /** Place of the turn. */
  readonly on: number;
  readonly kind: 'kudos' | 'critique' | 'rewrite';
  readonly text: string;
  readonly quote?: string;
  readonly applyAs?: 'principle' | 'prompt';
}

async function give(opened: OpenedStudio, { on, kind, text, quote = '', applyAs = 'principle' }: Given) {
  const { align } = opened.actions;
  align.openFeedback({ ...place(opened, on), kind, quote });
  align.setFeedbackText(text);
  align.setApplyAs(applyAs);
  align.submitFeedback();
  await until(() => !isAligning(opened.state()));
}

function place({ state }: OpenedStudio, index: number) {
  const turn = state().project.turns[index];
  return { turnId: turn?.id ?? '', candidateId: turn?.candidates[0]?.id ?? '' };
}
