import { orAbort } from '../../core/model/abort';
import type { ServerProgram } from '../../core/model/completion-capabilities';
import type { Connection } from './connection';
import { isRecord } from './content-parts';
import { answerTo, jsonOf } from './send';

/** Remembers what each server is, so that it is asked once for each address. */
export interface KnownPrograms {
  /** `other` also where no answer comes; that is asked again the next time. Throws the signal's reason once aborted. */
  of(connection: Connection, signal: AbortSignal): Promise<ServerProgram>;
}

export function createKnownPrograms(): KnownPrograms {
  const asked = new Map<string, Question>();
  return {
    async of(connection, signal) {
      signal.throwIfAborted();
      const key = `${connection.url} ${connection.key}`;
      const question = asked.get(key) ?? ask(connection, () => asked.delete(key));
      asked.set(key, question);
      return question.answer(signal);
    },
  };
}

/** Asked for all who wait for it, and given up with the last of them. */
interface Question {
  answer(signal: AbortSignal): Promise<ServerProgram>;
}

function ask(connection: Connection, forget: () => void): Question {
  const line = new AbortController();
  let waiting = 0;
  let isSettled = false;
  const found = detect(connection, line.signal).then(
    (program) => {
      isSettled = true;
      if (program === undefined) forget();
      return program ?? 'other';
    },
    (error: unknown) => {
      isSettled = true;
      forget();
      throw error;
    },
  );
  return {
    async answer(signal) {
      waiting += 1;
      try {
        return await orAbort(found, signal);
      } finally {
        waiting -= 1;
        if (waiting === 0 && !isSettled) {
          forget();
          line.abort();
        }
      }
    },
  };
}

/** Undefined when nothing answers at all. Its own list of models says it mostly; calls that it alone has say it, too. */
async function detect(connection: Connection, signal: AbortSignal): Promise<ServerProgram | undefined> {
  const list = await answerTo(connection, { path: '/models', signal });
  if (list === undefined) return undefined;
  const owners = ownersIn(list.ok ? await jsonOf(list, signal) : undefined);
  const named = programOf.find(({ owner }) => owners.some((one) => owner.test(one)));
  if (named !== undefined) return named.program;
  for (const { program, path, shows } of programOf) {
    const answer = await answerTo(connection, { path, at: 'beside', signal });
    if (answer?.ok === true && shows(await jsonOf(answer, signal))) return program;
  }
  return 'other';
}

/** By who owns its models, and by a call of its own. */
const programOf: readonly {
  readonly program: Exclude<ServerProgram, 'other' | 'unknown'>;
  readonly owner: RegExp;
  readonly path: string;
  readonly shows: (body: unknown) => boolean;
}[] = [
  { program: 'vllm', owner: /^vllm$/, path: '/version', shows: tellsVersion },
  {
    program: 'llama.cpp',
    owner: /^llama\.?cpp$/,
    path: '/props',
    shows: (body) => isRecord(body) && isRecord(body.default_generation_settings),
  },
  { program: 'ollama', owner: /^library$/, path: '/api/version', shows: tellsVersion },
  {
    program: 'lm-studio',
    owner: /^organization[-_]owner$/,
    path: '/api/v0/models',
    shows: (body) => isRecord(body) && Array.isArray(body.data),
  },
];

function tellsVersion(body: unknown): boolean {
  return isRecord(body) && typeof body.version === 'string';
}

function ownersIn(body: unknown): readonly string[] {
  const entries = isRecord(body) && Array.isArray(body.data) ? body.data : [];
  return entries.flatMap((entry: unknown) =>
    isRecord(entry) && typeof entry.owned_by === 'string' ? [entry.owned_by] : [],
  );
}
