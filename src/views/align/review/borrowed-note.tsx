import { useMemo } from 'react';
import { borrowedWords } from '../../../core/alignment/borrowed-words';
import type { Review } from '../../../core/alignment/review';
import { saidBefore } from '../../../core/conversation/compose';
import { pathTo } from '../../../core/conversation/tree';
import { textOf } from '../../../core/model/model-prompt';
import type { Project } from '../../../core/project/project';
import { Notice } from '../../ui/notice';
import { useStudioStore } from '../../use-studio';

type Source = Extract<Review, { readonly kind: 'mutation' }>['source'];

interface BorrowedNoteProps {
  /** Of the proposed principle. */
  readonly text: string;
  readonly source: Source;
}

/** What of a proposed principle is true of the one case alone that it was made of. */
export function BorrowedNote({ text, source }: BorrowedNoteProps) {
  const store = useStudioStore();
  const { words, place } = useMemo(() => {
    const { isChat, ...from } = whatWasSaid(store.getState().project, source);
    return { words: borrowedWords({ text, ...from }), place: isChat ? 'conversation' : 'run' };
  }, [store, text, source]);
  if (words.length === 0) return null;
  const more = words.length - mostNamed;
  return (
    <Notice tone="warn">
      <span role="status">
        {words.length === 1 ? 'This comes' : 'These come'} from this {place}: {words.slice(0, mostNamed).join(', ')}
        {more > 0 && ` and ${more} more`}. Make it broader, or edit it, if it is to hold elsewhere.
      </span>
    </Notice>
  );
}

const mostNamed = 5;

function whatWasSaid({ turns, prompt }: Project, { run, response }: Source) {
  const path = pathTo(turns, run.id);
  const input = path.at(-1)?.input;
  const isChat = input !== undefined && input.message !== null;
  const before = saidBefore(path).map(({ parts }) => textOf(parts));
  return {
    isChat,
    said: [response, ...before, ...(isChat ? [] : Object.values(input?.values ?? {}))],
    known: [isChat ? input.prompt : prompt.preamble, ...prompt.principles.map((principle) => principle.text)],
  };
}
