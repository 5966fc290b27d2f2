import type { ShownText } from '../../core/sampling/stop-sequences';

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
