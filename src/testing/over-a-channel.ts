import { createAsyncQueue } from '../core/async-queue';

type Ask<Question> = (question: Question, signal: AbortSignal) => AsyncIterable<string>;

/** As the other end of a channel answers, which may be slow to hear of an abort: whoever asked does not wait for it. */
export function overAChannel<Question>(ask: Ask<Question>): Ask<Question> {
  return async function* asked(question, signal) {
    const pieces = createAsyncQueue<string>();
    const left = new AbortController();
    signal.addEventListener('abort', () => left.abort(signal.reason), { once: true });
    const answer = async () => {
      for await (const piece of ask(question, left.signal)) pieces.push(piece);
    };
    answer().then(
      () => pieces.end(),
      (error: unknown) => pieces.end({ error }),
    );
    try {
      yield* pieces.items(signal);
    } finally {
      left.abort(new Error('Nobody reads it any more.'));
    }
  };
}
