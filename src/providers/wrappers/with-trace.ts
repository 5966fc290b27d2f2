import type { CallOutcome, CallRecord } from '../../core/model/call-record';
import type { Capabilities } from '../../core/model/capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import type { ModelRequest } from '../../core/model/model-request';
import type { SamplingSettings, SettingName } from '../../core/model/sampling-settings';
import { type Clock, fromInstant, toInstant } from './clock';
import { streaming } from './policed-model';
import { redactSecrets } from './redact-secrets';
import { withoutSecrets } from './with-redaction';

export interface TraceDeps {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly onCall: (record: CallRecord) => void;
  /** Texts that no record and no error may hold: the providers keep them out, this makes sure. */
  readonly secrets: () => readonly string[];
}

/** Reports a call twice, under one id: when it starts (`running`), and when it has its outcome. */
export function withTrace(model: LanguageModel, { clock, newId, onCall, secrets }: TraceDeps): LanguageModel {
  return streaming(model, async function* (request, signal) {
    const startedAt = clock.now();
    const retries = collectRetries(clock);
    const base = redactSecrets(firstRecord(model, { request, id: newId(), at: toInstant(startedAt) }), secrets());
    const report = (outcome: CallOutcome) =>
      onCall({
        ...base,
        retries: retries.ended(),
        outcome: redactSecrets(outcome, secrets()),
        tookMs: clock.now() - startedAt,
      });
    onCall(base);
    let text = '';
    let outcome: CallOutcome | undefined;
    try {
      signal.throwIfAborted();
      for await (const event of model.stream(request, signal)) {
        retries.see(event);
        if (event.type === 'text') text += event.text;
        if (event.type === 'restart') text = '';
        if (event.type === 'done') {
          const { reply, cached } = event;
          const { text: whole, finish, usage, choice } = reply;
          const told = choice === undefined ? {} : { choice };
          outcome = { status: 'answered', text: whole, finish, usage, cached, ...told };
        }
        yield event;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      const safe = withoutSecrets(error, secrets());
      outcome = { status: 'failed', error: errorData(safe, text) };
      throw safe;
    } finally {
      // Aborted, or its reader stopped reading.
      report(outcome ?? { status: 'cancelled', partialText: text });
    }
  });
}

function firstRecord(
  model: LanguageModel,
  { request, id, at }: { readonly request: ModelRequest; readonly id: string; readonly at: string },
): CallRecord {
  return {
    id,
    at,
    purpose: request.purpose,
    model: model.ref,
    prompt: request.prompt,
    settings: honoured(request.settings, model.capabilities),
    reply: request.reply,
    ...(request.thinking === undefined ? {} : { thinking: request.thinking }),
    retries: [],
    outcome: { status: 'running' },
    tookMs: 0,
  };
}

/** What the providers send: the log must not tell of a temperature that the model never saw. */
function honoured(settings: SamplingSettings, { settings: honours }: Capabilities): SamplingSettings {
  // The names are those of SamplingSettings, which Object.entries forgets.
  return Object.fromEntries(Object.entries(settings).filter(([name]) => honours[name as SettingName] === true));
}

interface Retry {
  readonly attempt: number;
  readonly code: string;
  readonly from: number;
  readonly until: number;
}

/** A wait with a new number is a retry; one with the same number (a queue after it) makes its wait longer. */
function collectRetries(clock: Clock) {
  let retries: readonly Retry[] = [];
  return {
    see(event: ModelEvent): void {
      if (event.type !== 'wait' || event.attempt < 2) return;
      const { attempt, code } = event;
      const until = fromInstant(event.until) ?? clock.now();
      const last = retries.at(-1);
      retries =
        last?.attempt === attempt
          ? [...retries.slice(0, -1), { ...last, until: Math.max(last.until, until) }]
          : [...retries, { attempt, code, from: clock.now(), until }];
    },
    /** A wait that was broken off lasted until now. */
    ended: () =>
      retries.map(({ code, from, until }) => ({ code, waitedMs: Math.max(0, Math.min(until, clock.now()) - from) })),
  };
}

function errorData(error: unknown, partialText: string): ModelErrorData {
  if (error instanceof ModelError) return error.data.partialText === '' ? { ...error.data, partialText } : error.data;
  const name = error instanceof Error ? error.name : typeof error;
  return { kind: 'internal', code: name, message: error instanceof Error ? error.message : String(error), partialText };
}
