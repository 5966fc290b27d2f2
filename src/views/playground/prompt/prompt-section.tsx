import { type ReactNode, useRef } from 'react';
import { isEmptyPrompt } from '../../../core/playground/sent-prompt';
import type { Problems } from '../../../store/playground/select-problems';
import { whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Row } from '../../ui/row';
import { TextArea } from '../../ui/text-area';
import { AttachImage, usePromptImages } from '../images/attach-image';
import {
  useCapabilities,
  usePlayground,
  usePlaygroundActions,
  usePlaygroundModel,
  usePlaygroundWork,
} from '../use-playground';
import { EarlierTurns } from './earlier-turns';
import { ModelField } from './model-field';
import { type Caret, PromptParts } from './prompt-parts';

interface PromptSectionProps {
  readonly problems: Problems;
  /** The last text alone is sent, to the byte: neither system text nor turns. */
  readonly isRaw: boolean;
  /** Beside the images. */
  readonly children?: ReactNode;
}

/** Who is asked, and what: of Complete and of Evaluate. */
export function PromptSection({ problems, isRaw, children }: PromptSectionProps) {
  const model = usePlaygroundModel();
  const capabilities = useCapabilities();
  const { system, turns, parts } = usePlaygroundWork(({ prompt }) => prompt);
  const counted = usePlayground((state) => state.promptTokens);
  const { setPrompt } = usePlaygroundActions();
  const attached = usePromptImages();
  const caret = useRef<Caret | null>(null);
  const isBlank = isEmptyPrompt(parts) && turns.every(({ text }) => text !== '');
  const noSystem = isRaw ? rawAlone : capabilities.system === true ? undefined : capabilities.system;
  return (
    <div className="grid gap-3 border-line border-b px-4 py-3">
      <ModelField
        value={model}
        about={capabilities.about}
        error={problems.Model}
        onPick={(ref) => setPrompt({ model: ref })}
      />
      <TextArea
        label="System"
        rows={2}
        autoGrow
        disabled={noSystem !== undefined}
        hint={noSystem}
        error={problems.System}
        placeholder="None"
        value={system}
        onText={(text) => setPrompt({ system: text })}
      />
      {!isRaw && <EarlierTurns turns={turns} />}
      <PromptParts
        // Nobody has done anything wrong yet: Run says what it waits for.
        error={isBlank ? undefined : problems.Prompt}
        count={counted === null ? undefined : countWords(counted)}
        onCaret={(at) => {
          caret.current = at;
        }}
      />
      <AttachImage
        // Nobody has been in the prompt yet: behind all of it.
        place={() => ({ task: 'prompt', place: 2 * attached.length + 1, ...caret.current })}
        attached={attached}
        unavailable={capabilities.images === true ? undefined : capabilities.images}
      />
      <Row wraps>
        {!isRaw && (
          <Button
            tight
            icon="plus"
            onClick={() => setPrompt({ turns: [...turns, { role: 'user', text: '' }, { role: 'model', text: '' }] })}
          >
            Add earlier turns
          </Button>
        )}
        <span className="ml-auto">{children}</span>
      </Row>
    </div>
  );
}

function countWords({
  count,
  isEstimated = false,
}: {
  readonly count: number;
  readonly isEstimated?: boolean;
}): string {
  return isEstimated ? `About ${whole(count)} tokens, estimated` : `${whole(count)} tokens`;
}

const rawAlone = 'Not sent: the text alone goes to the model, without a chat template.';
