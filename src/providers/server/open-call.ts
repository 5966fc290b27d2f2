import { orAbort } from '../../core/model/abort';
import { changedHabits, type Habits } from './habits';
import type { Call } from './read-answer';
import { readRefusal } from './refusal';
import { refusalError } from './refusal-error';
import { type Sending, send } from './send';

/** What is asked for, by what is known of how the model wants it. */
export type Asking = Pick<Sending, 'path' | 'at'> & { readonly bodyFor: (habits: Habits) => object };

/** Asks as this model is known to want it, and once more for each thing about the way of asking that it refuses. */
export async function open(call: Call, { path, at, bodyFor }: Asking) {
  const { connection, model, request, habits: known, signal, line } = call;
  let habits = known.of(connection.url, model);
  for (;;) {
    const body = bodyFor(habits);
    const response = await send(connection, { path, body, signal: line, ...(at === undefined ? {} : { at }) });
    // What came is seen by its beginning: content types are set by whoever passes it on.
    if (response.ok) return { response, habits };
    const refusal = await orAbort(readRefusal(response), signal);
    const sent = {
      json: request.reply.type === 'json',
      system: request.prompt.system !== undefined,
      thinking: 'reasoning_effort' in body,
    };
    const next = changedHabits(habits, refusal, sent);
    if (next === undefined) throw refusalError(refusal, { connection, model });
    habits = next;
    known.learn(habits, connection.url, model);
  }
}
