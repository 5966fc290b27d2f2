import { isPractice, type ModelRef } from '../../../core/model/model-ref';
import { Button } from '../../ui/button';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';

/** Suggested once a service has answered, and not done: a key alone should not start to cost. */
export function UseForBoth({ model, children }: { readonly model: ModelRef; readonly children: string }) {
  const promptModel = useStudio((state) => state.settings.promptModel);
  const { updateSettings } = useActions().settings;
  if (!isPractice(promptModel)) return null;
  return (
    <Row wraps>
      <Button variant="primary" onClick={() => updateSettings({ promptModel: model, alignmentModel: null })}>
        {children}
      </Button>
      <span className="hint">Currently: practice model</span>
    </Row>
  );
}
