import { memo, useDeferredValue, useMemo, useState } from 'react';
import { composePreview } from '../../../core/prompt/compose';
import { readSentPrompt } from '../../../core/prompt/read-sent-prompt';
import { whole } from '../../shared/counted';
import { ContentBoundary } from '../../ui/content-boundary';
import { CopyButton } from '../../ui/copy-button';
import { useStudio } from '../../use-studio';
import { shownTurn } from '../responses/shown-turn';
import { ComposedRows } from './composed-rows';
import { type ComposedView, composedView } from './composed-view';

/** The prompt as it will be sent, and what of it is new since the run on the screen. It may lag behind fast typing. */
export function Composed() {
  const document = useDeferredValue(useStudio((state) => state.project.prompt));
  const values = useDeferredValue(useStudio((state) => state.project.inputs.values));
  const sentPrompt = useStudio((state) => shownTurn(state)?.input.prompt ?? null);
  const sentValues = useStudio((state) => shownTurn(state)?.input.values ?? null);
  const sent = useMemo(() => (sentPrompt === null ? null : readSentPrompt(sentPrompt)), [sentPrompt]);
  const view = useMemo(() => {
    const before = sent === null ? undefined : { text: sent.preamble, values: sentValues ?? {} };
    return composedView(composePreview({ document, values, sent: before }), sent);
  }, [document, values, sent, sentValues]);
  return <ComposedPanel view={view} />;
}

const ComposedPanel = memo(function ComposedPanel({ view }: { readonly view: ComposedView }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());

  function toggle(key: string) {
    setOpen((before) =>
      before.has(key) ? new Set([...before].filter((other) => other !== key)) : new Set([...before, key]),
    );
  }

  return (
    <div className="composed-part">
      <div className="sec-head">
        <h3>What the model reads</h3>
        <span className="small faint num" aria-live="off">
          about <b>{whole(view.tokens)}</b> {view.tokens === 1 ? 'token' : 'tokens'}
          {view.newTokens !== null && view.newTokens > 0 && `, ${whole(view.newTokens)} new`}
        </span>
      </div>
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
        </section>
        {view.text !== '' && <CopyButton className="composed-copy" label="Copy the composed prompt" text={view.text} />}
      </div>
    </div>
  );
});
