import type { CallOutcome, CallRecord } from '../../core/model/call-record';
import type { Capabilities } from '../../core/model/capabilities';
import type { DoneEvent, LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import { isCompletion, type ModelRequest } from '../../core/model/model-request';
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
export function withTrace(model: LanguageModel, deps: TraceDeps): LanguageModel {
  return streaming(model, async function* (request, signal) {
    const trace = beginTrace(sentOf(model, request), deps);
    try {
      signal.throwIfAborted();
      for await (const event of model.stream(request, signal)) {
        trace.see(event);
        yield event;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      throw trace.failed(error);
    } finally {
      trace.end();
    }
  });
}

/** What is known of a call before it is made. */
export type SentCall = Omit<CallRecord, 'id' | 'at' | 'retries' | 'outcome' | 'tookMs'>;

interface CallTrace {
  see(event: ModelEvent): void;
  /** The error that may go on: without secrets. */
  failed(error: unknown): unknown;
  /** Reports the outcome; a call that has none was aborted, or its reader stopped reading. */
  end(): void;
}

export function beginTrace(sent: SentCall, { clock, newId, onCall, secrets }: TraceDeps): CallTrace {
  const startedAt = clock.now();
  const retries = collectRetries(clock);
  const running = { id: newId(), at: toInstant(startedAt), ...sent, retries: [], tookMs: 0 } as const;
  const base = redactSecrets<CallRecord>({ ...running, outcome: { status: 'running' } }, secrets());
  let text = '';
  let outcome: CallOutcome | undefined;
  onCall(base);
  return {
    see(event) {
      retries.see(event);
      if (event.type === 'text') text += event.text;
      if (event.type === 'restart') text = '';
      if (event.type === 'done') outcome = answered(event);
    },
    failed(error) {
      const safe = withoutSecrets(error, secrets());
      outcome = { status: 'failed', error: errorData(safe, text) };
      return safe;
    },
    end() {
      onCall({
        ...base,
        retries: retries.ended(),
        outcome: redactSecrets(outcome ?? { status: 'cancelled', partialText: text }, secrets()),
        tookMs: clock.now() - startedAt,
      });
    },
  };
}

function answered({ reply, cached }: DoneEvent): CallOutcome {
  const { text, finish, usage, choice } = reply;
  return { status: 'answered', text, finish, usage, cached, ...(choice === undefined ? {} : { choice }) };
}

function sentOf({ ref, capabilities }: LanguageModel, request: ModelRequest): SentCall {
  const { purpose, prompt, settings, reply, thinking, completion } = request;
  return {
    purpose,
    model: ref,
    prompt,
    // What a completion asks is honoured or refused, see `refuseUnsupported`.
    settings: isCompletion(request) ? settings : honoured(settings, capabilities),
    reply,
    ...(thinking === undefined ? {} : { thinking }),
    ...(completion === undefined ? {} : { completion }),
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
