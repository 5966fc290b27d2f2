import { useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { estimateTokens } from '../../../core/calls/estimate-tokens';
import { replyOf } from '../../../core/conversation/branches';
import { saidBefore } from '../../../core/conversation/compose';
import { nextFit } from '../../../store/chat/next-fit';
import type { Studio } from '../../../store/studio';
import { counted, whole } from '../../shared/counted';
import { LinkButton } from '../../ui/link-button';
import { PlainText } from '../../ui/plain-text';
import { useStudio } from '../../use-studio';
import { ComposedBox, useComposedView } from '../prompt/composed';
import { shownPath } from './shown-path';

/** What is sent for the next message: how much, and on demand all of it. */
export function ComposedTurns() {
  const view = useComposedView();
  const said = useStudio(useShallow(saidUntilNow));
  const leftOut = useStudio(leftOutNow);
  const holds = useStudio((state) => fitOf(state)?.contextTokens ?? null);
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

function fitOf(state: Studio) {
  const fit = nextFit(state);
  return fit?.ok === true ? fit.value : null;
}

function leftOutNow(state: Studio): number {
  return fitOf(state)?.leftOut ?? 0;
}

/** What both sides said, the user first, up to the reply that the next message would be about. */
function saidUntilNow(state: Studio): readonly string[] {
  const { turns } = shownPath(state);
  const leaf = turns.at(-1);
  if (leaf === undefined) return [];
  const message = { conversationId: '', text: '', repliesTo: replyOf(leaf)?.id ?? null };
  const input = { values: {}, message, leftOut: leftOutNow(state) };
  const said = saidBefore([...turns, { input, candidates: [] }]);
  return said.slice(0, -1).map(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''));
}

function SaidTurns({ said }: { readonly said: readonly string[] }) {
  return (
    <>
      {said.map((text, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said is its place
          key={index}
          className="border-line border-t pt-1.5 pr-2.5 pb-1 pl-[26px] text-ink-2 [content-visibility:auto]"
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
