import { variableValue } from '../../../core/prompt/template';
import type { Studio } from '../../../store/studio';
import { keysOf } from '../../shared/shortcuts/shortcuts';
import { EmptyState } from '../../ui/empty-state';
import { Kbd } from '../../ui/kbd';
import { useStudio } from '../../use-studio';
import { templateOf } from '../prompt/template-of';
import { hasPrompt } from './run-state';

/** Before the first run. The one button that starts it is above, so it is named here and not shown twice. */
export function NoResponses() {
  const missing = useStudio(firstMissing);
  const written = useStudio(hasPrompt);
  const count = useStudio((state) => state.settings.candidates);
  return (
    <EmptyState title="No responses yet">
      {written ? (
        <>
          {missing !== null && (
            <>
              Fill in <span className="var">{missing}</span>, then press
            </>
          )}
          {missing === null && 'Press'} Run
          <span className="no-keys">
            {' '}
            (<Kbd keys={keysOf('run')} />)
          </span>
          . {comesBack[count]}
        </>
      ) : (
        'Write a prompt first: what the model is to do, with a {variable} for each part that changes. Then press Run.'
      )}
    </EmptyState>
  );
}

const comesBack = {
  1: 'A response comes back, so that you can say what is good and what is not.',
  2: 'Two candidates come back side by side, so that you can say what is good and what is not.',
  3: 'Three candidates come back side by side, so that you can say what is good and what is not.',
} as const;

function firstMissing({ project }: Studio): string | null {
  const { variables } = templateOf(project.prompt.preamble);
  return variables.find((name) => variableValue(project.inputs.values, name) === null) ?? null;
}
