import { type AskDeps, ask, type UnreadableReply } from '../alignment/ask';
import { makeChecksInstruction } from '../instructions/make-checks';
import { ok, type Result } from '../result';
import type { WordingChecks } from './wording-checks';

/** Makes the checks of some wordings, in one call. */
export async function makeChecks(
  wordings: readonly string[],
  deps: AskDeps,
): Promise<Result<readonly WordingChecks[], UnreadableReply>> {
  const reply = await ask(
    makeChecksInstruction,
    { principles: wordings.map((text, index) => ({ n: index + 1, text })) },
    deps,
  );
  return reply.ok
    ? ok(
        wordings.flatMap((wording, index) => {
          const made = reply.value[index];
          return made === undefined ? [] : [{ wording, ...made }];
        }),
      )
    : reply;
}
