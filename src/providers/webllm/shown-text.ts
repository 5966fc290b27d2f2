/** Text on its way from the engine to the reader: `push` gives what can be shown by now, `end` what was held back. */
export interface ShownText {
  push(text: string): string;
  end(): string;
}

/** Cuts at the first of the sequences, which may come in pieces: `stopped` turns true, and nothing is shown from there on. */
export function stopSequences(sequences: readonly string[]): ShownText & { readonly stopped: () => boolean } {
  let held = '';
  let stopped = false;
  return {
    stopped: () => stopped,
    push(text) {
      if (stopped) return '';
      held += text;
      const found = sequences.map((sequence) => held.indexOf(sequence)).filter((at) => at >= 0);
      stopped = found.length > 0;
      const shown = held.slice(0, stopped ? Math.min(...found) : held.length - longestBeginning(held, sequences));
      held = held.slice(shown.length);
      return shown;
    },
    end() {
      const rest = stopped ? '' : held;
      held = '';
      return rest;
    },
  };
}

/** How many characters at the end of the text may be the beginning of a sequence. */
function longestBeginning(text: string, sequences: readonly string[]): number {
  const ends = sequences.map((sequence) => {
    for (let length = Math.min(sequence.length - 1, text.length); length > 0; length -= 1) {
      if (text.endsWith(sequence.slice(0, length))) return length;
    }
    return 0;
  });
  return Math.max(0, ...ends);
}

const open = '<think>';
const close = '</think>';

/** Takes out what a model thinks aloud before it answers (Qwen3, DeepSeek R1), the empty block that WebLLM puts there included. */
export function withoutThoughts(): ShownText & { readonly thinking: () => boolean } {
  let state: 'start' | 'thinking' | 'after' | 'answer' = 'start';
  let held = '';
  // Line feeds before the first word may be many, and are not looked at again with each piece.
  const blanks: string[] = [];
  const show = (): string => {
    if (state === 'start') {
      const begun = held.trimStart();
      if (begun === '') {
        blanks.push(held);
        held = '';
        return '';
      }
      if (begun.length < open.length && open.startsWith(begun)) return '';
      state = begun.startsWith(open) ? 'thinking' : 'answer';
      if (state === 'answer') held = blanks.join('') + held;
    }
    if (state === 'thinking') {
      const end = held.indexOf(close);
      if (end < 0) {
        // Thoughts are long: only what may be the beginning of the mark is looked at again.
        held = held.slice(-close.length);
        return '';
      }
      held = held.slice(end + close.length);
      state = 'after';
    }
    if (state === 'after') {
      held = held.trimStart();
      if (held === '') return '';
      state = 'answer';
    }
    const shown = held;
    held = '';
    return shown;
  };
  return {
    thinking: () => state === 'thinking',
    push(text) {
      held += text;
      return show();
    },
    end() {
      const rest = state === 'thinking' ? '' : state === 'start' ? blanks.join('') + held : held;
      held = '';
      return rest;
    },
  };
}
