import { describe, expect, it } from 'vitest';
import { requestOf } from '../core/alignment/ask';
import { classifyInstruction } from '../core/instructions/classify';
import { firstRuleInstruction } from '../core/instructions/first-rule';
import type { Instruction } from '../core/instructions/instruction';
import { mutateRulesInstruction } from '../core/instructions/mutate-rules';
import type {
  ClassifySubject,
  FirstRuleSubject,
  MutateRulesSubject,
  Purpose,
  Subjects,
} from '../core/instructions/task';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import { ModelError } from '../core/model/model-error';
import { userPrompt } from '../core/model/model-prompt';
import type { ModelRequest, ReplySchema } from '../core/model/model-request';
import { settingNames } from '../core/model/sampling-settings';

export interface ContractSubject {
  readonly model: LanguageModel;
  /** How many calls have reached the other side, where there is one to count them. */
  readonly callsSent?: () => number;
}

/** What holds for every LanguageModel, whoever provides it. Only tests call this. */
export function describeModelContract(name: string, subject: () => ContractSubject): void {
  describe(`${name}, as a language model`, () => {
    const open = (request: ModelRequest, signal = new AbortController().signal) =>
      subject().model.stream(request, signal);

    it('streams text that adds up to the reply, and ends with one done', async () => {
      const events = await all(open(question()));

      const dones = events.filter((event) => event.type === 'done');
      expect(dones).toHaveLength(1);
      const last = events.at(-1);
      if (last?.type !== 'done') throw new Error('The last event is no done.');
      expect(last.cached).toBe(false);
      expect(textOf(events)).toBe(last.reply.text);
      expect(last.reply.text.trim()).not.toBe('');
      expect(last.reply.finish.code).not.toBe('');
    });

    it('counts tokens in whole, non-negative numbers', async () => {
      const { usage } = await replyOf(open(question()));

      for (const count of [usage.inputTokens, usage.outputTokens, usage.thoughtTokens]) {
        expect(Number.isInteger(count) && count >= 0).toBe(true);
      }
      expect(usage.inputTokens + usage.outputTokens).toBeGreaterThan(0);
    });

    it('answers by the schema when asked for JSON', async () => {
      const { text } = await replyOf(open(rationales()));

      const rationale = { aspect: expect.any(String), text: expect.stringMatching(/\w/) };
      expect(JSON.parse(text)).toEqual({ rationales: [rationale, rationale, rationale] });
    });

    it('writes a rule from rows of a label', async () => {
      const rule = await answered(firstRuleInstruction, ticketsOfBilling);

      expect(rule).toMatch(/^\S.*\w/);
    });

    it('labels a row, and several rows in their order, with nothing but the labels', async () => {
      const one = { ...ticketRules, rows: [chargedTwice] };
      const several = { ...ticketRules, rows: [chargedTwice, crashed, chargedTwice] };

      expect((await answered(classifyInstruction(one), one)).map(({ label }) => label)).toEqual(['Billing']);
      const labels = (await answered(classifyInstruction(several), several)).map(({ label }) => label);
      expect(labels).toEqual(['Billing', 'Bug', 'Billing']);
    });

    it('proposes changes of the rules that misread a row, as many as were asked for at most', async () => {
      const { diagnosis, mutations } = await answered(mutateRulesInstruction(misreadTicket), misreadTicket);

      expect(diagnosis).toMatch(/\w/);
      expect(mutations.length).toBeGreaterThan(0);
      expect(mutations.length).toBeLessThanOrEqual(misreadTicket.mutations);
    });

    /** As an operation asks, and as it reads the reply. */
    async function answered<P extends Purpose, T>(instruction: Instruction<P, T>, about: Subjects[P]): Promise<T> {
      const { render, cache } = instruction;
      const request = requestOf(instruction, about, { prompt: render(about), settings: { seed: 1 }, cache });
      const read = instruction.parse((await replyOf(open(request))).text, about);
      if (!read.ok) throw new Error(read.error);
      return read.value;
    }

    it('sends nothing before the first pull', async () => {
      const before = subject().callsSent?.();
      const iterator = open(question())[Symbol.asyncIterator]();
      // A turn of the event loop: long enough for a request to leave.
      await new Promise((resolve) => setTimeout(resolve));
      expect(subject().callsSent?.()).toBe(before);

      await iterator.next();
      if (before !== undefined) expect(subject().callsSent?.()).toBe(before + 1);
      await iterator.return?.();
    });

    it('rejects with the reason of a signal that is aborted before the start, and sends nothing', async () => {
      const before = subject().callsSent?.();
      const reason = new Error('not wanted any more');

      await expect(all(open(question(), AbortSignal.abort(reason)))).rejects.toBe(reason);
      expect(subject().callsSent?.()).toBe(before);
    });

    it('rejects with the reason of a signal that is aborted in the middle, and emits nothing after', async () => {
      const reason = new Error('stopped');
      const controller = new AbortController();
      const seen: ModelEvent[] = [];
      const run = async () => {
        for await (const event of open(question(), controller.signal)) {
          if (controller.signal.aborted) seen.push(event);
          if (event.type === 'text') controller.abort(reason);
        }
      };

      await expect(run()).rejects.toBe(reason);
      expect(seen).toEqual([]);
    });

    it('keeps concurrent streams apart', async () => {
      const topics = ['lighthouses', 'marmalade', 'tectonics'];
      const streams = topics.map((topic) => all(open(question(topic))));

      const alone = await Promise.all(topics.map((topic) => replyOf(open(question(topic)))));
      for (const [at, events] of (await Promise.all(streams)).entries()) {
        expect(textOf(events)).toBe(alone[at]?.text);
      }
    });

    it('says of every setting that it is honoured, or why not', () => {
      const { settings } = subject().model.capabilities;

      expect(Object.keys(settings).toSorted()).toEqual(settingNames.toSorted());
      for (const honoured of Object.values(settings)) expect(honoured === true || honoured.length > 10).toBe(true);
    });
  });
}

/** `failing`: a model of which every call fails. */
export function describeFailingModel(name: string, failing: () => LanguageModel): void {
  describe(`${name}, when it fails`, () => {
    it('throws a ModelError in words that survives a message between workers, and gives no empty answer', async () => {
      const seen: ModelEvent[] = [];
      const run = async () => {
        for await (const event of failing().stream(question(), new AbortController().signal)) seen.push(event);
      };

      const error: unknown = await run().catch((caught: unknown) => caught);
      expect(seen.filter(({ type }) => type === 'done')).toEqual([]);
      expect(error).toBeInstanceOf(ModelError);
      if (!(error instanceof ModelError)) return;
      expect(error.data.code).not.toBe('');
      expect(error.data.message).toMatch(/^[A-Z].{20,}\.$/s);
      expect(structuredClone(error.data)).toEqual(error.data);
    });
  });
}

export async function all(stream: AsyncIterable<ModelEvent>): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

export async function replyOf(stream: AsyncIterable<ModelEvent>) {
  const last = (await all(stream)).at(-1);
  if (last?.type !== 'done') throw new Error('The stream has no done.');
  return last.reply;
}

/** The text as a reader would have it: a restart voids what came before. */
export function textOf(events: readonly ModelEvent[]): string {
  return events.reduce((text, event) => {
    if (event.type === 'restart') return '';
    return event.type === 'text' ? text + event.text : text;
  }, '');
}

function question(topic = 'the sea'): ModelRequest {
  const instruction = `Write three sentences about ${topic}.`;
  return {
    purpose: 'respond',
    subject: { instruction, principles: [], values: {} },
    prompt: userPrompt(instruction),
    settings: {},
    reply: { type: 'text' },
    cache: 'fresh',
  };
}

const rationaleSchema: ReplySchema = {
  type: 'object',
  properties: { aspect: { type: 'string' }, text: { type: 'string' } },
  required: ['aspect', 'text'],
};

const rationalesSchema: ReplySchema = {
  type: 'object',
  properties: { rationales: { type: 'array', items: rationaleSchema, minItems: 3, maxItems: 3 } },
  required: ['rationales'],
};

function rationales(): ModelRequest {
  const response = 'The sea is salty. It covers most of the planet. Ships cross it every day.';
  const prompt = 'Write three sentences about the sea.';
  return {
    purpose: 'suggest-rationales',
    subject: { kind: 'critique', prompt, response, principles: [] },
    prompt: userPrompt(`Give three reasons why this response could be better.\n\n${prompt}\n\n${response}`),
    settings: {},
    reply: { type: 'json', name: 'rationales', schema: rationalesSchema },
    cache: 'reuse',
  };
}

const chargedTwice = [{ name: 'body', text: 'The invoice is wrong: my card was charged twice.' }];
const crashed = [{ name: 'body', text: 'The board crashes with an error.' }];

const ticketRules: Omit<ClassifySubject, 'rows'> = {
  task: 'Choose the team that should read this ticket first.',
  labels: [
    { label: 'Bug', rules: ['The row mentions crashes, error or freezes.'] },
    { label: 'Billing', rules: ['The row mentions card, charged or invoice.'] },
  ],
};

const ticketsOfBilling: FirstRuleSubject = {
  task: ticketRules.task,
  label: 'Billing',
  examples: [
    { label: 'Billing', rows: [chargedTwice] },
    { label: 'Bug', rows: [crashed] },
  ],
};

const misreadTicket: MutateRulesSubject = {
  ...ticketRules,
  row: [{ name: 'body', text: 'The payment page shows an error, and the refund is missing.' }],
  golden: 'Billing',
  predicted: 'Bug',
  followed: { label: 'Bug', n: 1 },
  reason: '',
  mutations: 2,
  refused: [],
};
