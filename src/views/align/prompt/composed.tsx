import { memo, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { composePreview } from '../../../core/prompt/compose';
import { readSentPrompt } from '../../../core/prompt/read-sent-prompt';
import { whole } from '../../shared/counted';
import { ContentBoundary } from '../../ui/content-boundary';
import { CopyButton } from '../../ui/copy-button';
import { useStudio } from '../../use-studio';
import { shownTurn } from '../responses/shown-turn';
import { ComposedRows } from './composed-rows';
import { type ComposedView, composedView } from './composed-view';

/** The prompt as it will be sent, and what of it is new since the run on the screen. */
export function Composed() {
  return <ComposedPanel view={useComposedView()} />;
}

/** It may lag behind fast typing. */
export function useComposedView(): ComposedView {
  const document = useDeferredValue(useStudio((state) => state.project.prompt));
  const values = useDeferredValue(useStudio((state) => state.project.inputs.values));
  const sentPrompt = useStudio((state) => shownTurn(state)?.input.prompt ?? null);
  const sentValues = useStudio((state) => shownTurn(state)?.input.values ?? null);
  const sent = useMemo(() => (sentPrompt === null ? null : readSentPrompt(sentPrompt)), [sentPrompt]);
  return useMemo(() => {
    const before = sent === null ? undefined : { text: sent.preamble, values: sentValues ?? {} };
    return composedView(composePreview({ document, values, sent: before }), sent);
  }, [document, values, sent, sentValues]);
}

const ComposedPanel = memo(function ComposedPanel({ view }: { readonly view: ComposedView }) {
  return (
    <div className="composed-part">
      <div className="sec-head">
        <h3>What the model reads</h3>
        <span className="small faint num" aria-live="off">
          about <b>{whole(view.tokens)}</b> {view.tokens === 1 ? 'token' : 'tokens'}
          {view.newTokens !== null && view.newTokens > 0 && `, ${whole(view.newTokens)} new`}
        </span>
      </div>
      <ComposedBox view={view} text={view.text} />
    </div>
  );
});

interface ComposedBoxProps {
  readonly view: ComposedView;
  /** All of it, to be copied. */
  readonly text: string;
  /** What is sent after it. */
  readonly children?: ReactNode;
}

export function ComposedBox({ view, text, children }: ComposedBoxProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());

  function toggle(key: string) {
    setOpen((before) =>
      before.has(key) ? new Set([...before].filter((other) => other !== key)) : new Set([...before, key]),
    );
  }

  return (
    <div className="composed-box">
      <section
        className="composed"
        aria-label="Composed prompt"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a tab stop the keyboard could not
        tabIndex={0}
      >
        {view.text === '' ? (
          <p className="nothing">Nothing yet. Write a prompt above.</p>
        ) : (
          <ContentBoundary what="The composed prompt" text={view.text}>
            <ComposedRows rows={view.rows} open={open} onToggle={toggle} />
          </ContentBoundary>
        )}
        {children}
      </section>
      {text !== '' && <CopyButton className="composed-copy" label="Copy the composed prompt" text={text} />}
    </div>
  );
}
