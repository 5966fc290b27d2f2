import { describe, expect, it } from 'vitest';
import { buildRulebook } from '../../../testing/builders';
import { choiceEvent } from '../../../testing/labeler-harness';
import { type ScriptedReply, scriptedModel } from '../../../testing/scripted-model';
import { type ClassifySubject, subjectOf } from '../../instructions/task';
import { ModelError, type ModelErrorKind } from '../../model/model-error';
import type { ModelRequest } from '../../model/model-request';
import { createPredictor } from './predict';

const rulebook = buildRulebook({ yes: ['Says yes.', 'Agrees.'], no: ['Says no.'], perhaps: [] });
const rows = Array.from({ length: 5 }, (_, index) => ({
  id: `row-${index}`,
  fields: [{ name: 'text', text: `Text ${index}` }],
}));

function predictor(replies: (request: ModelRequest, call: number) => ScriptedReply, examplesPerCall = 1) {
  const model = scriptedModel({ replies, capabilities: { settings: noLogprobs } });
  const reused: string[] = [];
  const settings = { truncateWords: 10, temperature: 0.1, seed: 7, examplesPerCall };
  const made = createPredictor({
    model,
    settings,
    signal: new AbortController().signal,
    onReused: () => reused.push('reused'),
  });
  const predict = (book = rulebook, asked = rows) => Promise.all(made.predict(book, asked));
  return { ...made, predict, model, reused };
}

const noLogprobs = { ...scriptedModel({ replies: [] }).capabilities.settings, logprobs: 'None.' };
const yes = '{"label":"yes","rule":2}';
const failing = (kind: ModelErrorKind): ScriptedReply => ({
  fails: new ModelError({ kind, code: 'X', message: 'No.' }),
});

describe('a predictor', () => {
  it('answers with the label and the rule that was followed', async () => {
    const { predict } = predictor(() => yes);
    expect(await predict(rulebook, rows.slice(0, 1))).toEqual([{ label: 'yes', outcome: 'read', ruleId: 'y2' }]);
  });

  it('asks for each row once, for rulebooks of the same content whatever the ids of their rules', async () => {
    const { predict, model, reused } = predictor(() => yes);
    const renamed = {
      ...rulebook,
      labels: rulebook.labels.map((each) => ({
        ...each,
        rules: each.rules.map(({ text, id }) => ({ text, id: `x-${id}` })),
      })),
    };
    await predict();
    expect((await predict(renamed)).map(({ ruleId }) => ruleId)).toEqual(rows.map(() => 'x-y2'));
    expect(model.requests).toHaveLength(5);
    expect(reused).toHaveLength(5);
  });

  it('takes rows of two files for different ones, though their ids are the same', async () => {
    const { predict, model } = predictor(() => yes);
    await predict();
    await predict(
      rulebook,
      rows.map((row) => ({ ...row })),
    );
    expect(model.requests).toHaveLength(10);
  });

  it('shows labels in an order of the row’s own, the same each time', async () => {
    const orders = async () => {
      const { predict, model } = predictor(() => yes);
      await predict();
      return model.requests.map((request) =>
        subjectOf('classify', request)
          ?.labels.map(({ label }) => label)
          .join(),
      );
    };
    const first = await orders();
    expect(await orders()).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(1);
  });

  it.each([
    ['prompt-blocked', 'blocked'],
    ['answer-blocked', 'blocked'],
    ['empty', 'empty'],
    ['token-limit', 'empty'],
    ['unreadable', 'unread'],
  ] as const)('makes an outcome of its row of a call that ends with %s', async (kind, outcome) => {
    const { predict, model } = predictor(() => failing(kind));
    expect(await predict(rulebook, rows.slice(0, 1))).toEqual([{ label: null, outcome }]);
    await predict(rulebook, rows.slice(0, 1));
    expect(model.requests).toHaveLength(1);
  });

  it('tries a call that fails in passing once more, and again when the row is needed again', async () => {
    const { predict, model } = predictor((_request, call) => (call < 3 ? failing('unavailable') : yes));
    expect(await predict(rulebook, rows.slice(0, 1))).toEqual([{ label: null, outcome: 'failed' }]);
    expect(model.requests).toHaveLength(2);
    expect(await predict(rulebook, rows.slice(0, 1))).toMatchObject([{ label: 'yes' }]);
  });

  it('reads the rows of a call that has no answer one by one, so that one of them does not spoil the others', async () => {
    const { predict, model } = predictor((request) => {
      const { rows } = classified(request);
      if (rows.some(([field]) => field?.text === 'Text 1')) return failing('prompt-blocked');
      const read = rows.map(() => ({ label: 'no', rule: 1 }));
      return JSON.stringify(read.length === 1 ? read[0] : { rows: read });
    }, 3);
    expect((await predict()).map(({ outcome }) => outcome)).toEqual(['read', 'blocked', 'read', 'read', 'read']);
    expect(model.requests).toHaveLength(2 + 3);
  });

  it('tells what all rulebooks have read', async () => {
    const { predict, labelsRead } = predictor(() => yes);
    await predict();
    await predict({ ...rulebook, task: 'Sort well.' }, rows.slice(0, 2));
    expect([...(await labelsRead()).values()].map(({ length }) => length)).toEqual([2, 2, 1, 1, 1]);
  });
});

describe('a predictor whose model knows how probable each answer is', () => {
  /** As sure of `no` as it gets with these rows. */
  const sureOf = (label: string, confidence: number) => (request: ModelRequest) => {
    const { labels } = classified(request);
    const rest = (1 - confidence) / (labels.length - 1);
    return {
      events: [
        choiceEvent(
          request,
          labels.map((each) => (each.label === label ? confidence : rest)),
        ),
      ],
    };
  };
  const choosing = (replies: (request: ModelRequest) => ScriptedReply, settings = {}) => {
    const model = scriptedModel({ replies, capabilities: { choices: true } });
    const made = createPredictor({
      model,
      settings: { truncateWords: 10, temperature: 0.1, seed: 7, examplesPerCall: 1, ...settings },
      signal: new AbortController().signal,
    });
    return { model, predict: (book = rulebook) => Promise.all(made.predict(book, rows)) };
  };

  it('answers with the most probable label, its probability, and no rule', async () => {
    const { predict } = choosing(sureOf('perhaps', 0.6));
    expect(await predict()).toEqual(rows.map(() => ({ label: 'perhaps', outcome: 'read', confidence: 0.6 })));
  });

  it('asks for a code at temperature 1, the first for the label that is shown first', async () => {
    const { predict, model } = choosing(sureOf('yes', 0.9));
    await predict();
    for (const request of model.requests) {
      expect(request).toMatchObject({
        settings: { temperature: 1 },
        reply: { type: 'choice', options: ['A', 'B', 'C'] },
      });
    }
    const first = model.requests.map((each) => classified(each).labels[0]?.label);
    expect(new Set(first).size).toBeGreaterThan(1);
  });

  it('is asked for JSON where several rows share a call, also for one that is left over', async () => {
    const { predict, model } = choosing(
      (request) =>
        classified(request).rows.length === 1
          ? yes
          : JSON.stringify({ rows: [0, 1].map(() => ({ label: 'yes', rule: 1 })) }),
      { examplesPerCall: 2 },
    );
    expect((await predict()).map(({ ruleId }) => ruleId)).toEqual(['y1', 'y1', 'y1', 'y1', 'y2']);
    expect(model.requests.map(({ reply }) => reply.type)).toEqual(['json', 'json', 'json']);
  });

  it('is asked for JSON where there are more labels than codes', async () => {
    const labels = Array.from({ length: 63 }, (_, n) => ({ label: n === 0 ? 'yes' : `label ${n}`, rules: [] }));
    const { predict, model } = choosing(() => yes);
    expect((await predict({ task: '', labels })).map(({ label }) => label)).toEqual(rows.map(() => 'yes'));
    expect(model.requests[0]?.reply.type).toBe('json');
  });

  it('reads a prompt that does not fit the model as a row without an answer', async () => {
    const { predict, model } = choosing(() => failing('too-long'));
    expect(await predict()).toEqual(rows.map(() => ({ label: null, outcome: 'empty' })));
    expect(model.requests).toHaveLength(rows.length);
  });
});

function classified(request: ModelRequest): ClassifySubject {
  const subject = subjectOf('classify', request);
  if (subject === null) throw new Error('Nothing else is asked.');
  return subject;
}
