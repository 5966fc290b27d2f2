import { lazy, Suspense } from 'react';
import { Pane, PaneBody, PaneHead } from '../../ui/pane';
import { HidePane } from '../../ui/workbench/hide-pane';
import { useStudio } from '../../use-studio';
import { Composed } from './composed';
import { FoldNote } from './fold-note';
import { InputSets } from './input-sets';
import { PromptEditor } from './prompt-editor';
import { Sampling } from './sampling';
import { templateOf } from './template-of';
import { Variables } from './variables';

const DoubledBraces = lazy(() =>
  import('./doubled-braces').then(
    (module) => ({ default: module.DoubledBraces }),
    // A question that cannot be fetched is not asked.
    () => ({ default: () => null }),
  ),
);

export function PromptPane() {
  return (
    <Pane label="Prompt and variables">
      <PaneHead>
        <h2>Prompt</h2>
        <VariableCount />
        <span className="grow" />
        <HidePane side="start" />
      </PaneHead>
      <PaneBody className="prompt-body">
        <PromptEditor />
        <LazyDoubledBraces />
        <FoldNote />
        <Variables />
        <InputSets />
        <Composed />
        <Sampling />
      </PaneBody>
    </Pane>
  );
}

/** Most prompts have no doubled braces. */
function LazyDoubledBraces() {
  const mayAsk = useStudio(({ project }) => project.prompt.preamble.includes('{{'));
  if (!mayAsk) return null;
  return (
    <Suspense>
      <DoubledBraces />
    </Suspense>
  );
}

function VariableCount() {
  const count = useStudio((state) => templateOf(state.project.prompt.preamble).variables.length);
  return <span className="faint small">{count === 1 ? '1 variable' : `${count} variables`}</span>;
}
