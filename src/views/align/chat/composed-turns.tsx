import { useMemo, useState } from 'react';
import { estimateTokens } from '../../../core/calls/estimate-tokens';
import { replyOf } from '../../../core/conversation/branches';
import { saidBefore } from '../../../core/conversation/compose';
import type { Turn } from '../../../core/conversation/turn';
import { contextOf } from '../../../store/context-tokens';
import type { Studio } from '../../../store/studio';
import { counted, whole } from '../../shared/counted';
import { LinkButton } from '../../ui/link-button';
import { PlainText } from '../../ui/plain-text';
import { useStudio } from '../../use-studio';
import { ComposedBox, useComposedView } from '../prompt/composed';
import type { LogEntry } from './log-entries';
import { notSent } from './not-sent';
import { shownPath } from './shown-path';

/** What is sent for the next message: how much, and on demand all of it. */
export function ComposedTurns() {
  const view = useComposedView();
  const said = useStudio(saidUntilNow);
  const leftOut = useStudio((state) => notSent(state)?.count ?? 0);
  const holds = useStudio((state) => contextOf(state, state.settings.promptModel));
  const [isOpen, setOpen] = useState(false);
  const enabled = useStudio(({ project }) => project.prompt.principles.filter(({ status }) => status === 'on').length);
  const tokens = useMemo(
    () => said.reduce((sum, text) => sum + estimateTokens(text), view.tokens),
    [said, view.tokens],
  );
  return (
    <div className="composed-part">
      <div className="sec-head">
        <h3>What the model reads</h3>
        <span className="small faint num" aria-live="off">
          about <b>{whole(tokens)}</b> {tokens === 1 ? 'token' : 'tokens'}
        </span>
      </div>
      <p className="hint">
        {`Description, ${counted(enabled, 'principle')} and ${counted(said.length, 'turn')}${shareWords(tokens, holds)}. `}
        {leftOut > 0 && `${counted(leftOut, 'oldest exchange')} ${leftOut === 1 ? 'is' : 'are'} not sent. `}
        <LinkButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide the composed prompt' : 'Show the composed prompt'}
        </LinkButton>
      </p>
      {isOpen && (
        <ComposedBox view={view} text={transcript(view.text, said)}>
          <SaidTurns said={said} />
        </ComposedBox>
      )}
    </div>
  );
}

/** `, 8% of the 4,096 tokens that the model holds`; empty where nobody knows how many. */
function shareWords(tokens: number, holds: number | null): string {
  if (holds === null) return '';
  const share = (100 * tokens) / holds;
  return `, ${share > 0 && share < 1 ? 'under 1' : Math.round(share)}% of the ${whole(holds)} tokens that the model holds`;
}

interface Asked {
  readonly entries: readonly LogEntry[];
  readonly replyId: string | null;
  readonly leftOut: number;
}

let last: { readonly asked: Asked; readonly said: readonly string[] } | null = null;

/** What both sides said, the user first, up to the reply that the next message would be about. The same until something is said. */
function saidUntilNow(state: Studio): readonly string[] {
  const { turns, entries } = shownPath(state);
  const leaf = turns.at(-1);
  const asked = {
    entries,
    replyId: leaf === undefined ? null : (replyOf(leaf)?.id ?? null),
    leftOut: notSent(state)?.count ?? 0,
  };
  if (last === null || !isSame(last.asked, asked)) last = { asked, said: saidIn(turns, asked) };
  return last.said;
}

function isSame(one: Asked, other: Asked): boolean {
  if (one.replyId !== other.replyId || one.leftOut !== other.leftOut) return false;
  return (
    one.entries.length === other.entries.length && one.entries.every((entry, index) => entry === other.entries[index])
  );
}

function saidIn(turns: readonly Turn[], { replyId, leftOut }: Asked): readonly string[] {
  if (turns.length === 0) return [];
  const input = { values: {}, message: { conversationId: '', text: '', repliesTo: replyId }, leftOut };
  return saidBefore([...turns, { input, candidates: [] }])
    .slice(0, -1)
    .map(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''));
}

function SaidTurns({ said }: { readonly said: readonly string[] }) {
  return (
    <>
      {said.map((text, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said is its place
          key={index}
          className="mt-1.5 border-line border-t pt-1.5 pr-2.5 pl-[26px] text-ink-2 [content-visibility:auto]"
        >
          <span className="block font-sans text-ink-3 text-micro">{roleAt(index)}</span>
          <PlainText text={text} />
        </div>
      ))}
      <p className="border-line border-t pt-1.5 font-sans">then your next message</p>
    </>
  );
}

function roleAt(index: number): string {
  return index % 2 === 0 ? 'User' : 'Model';
}

function transcript(system: string, said: readonly string[]): string {
  return [system, ...said.map((text, index) => `${roleAt(index)}: ${text}`)].join('\n\n');
}
