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
