import { type ModelPrompt, promptText, textOf } from '../../../core/model/model-prompt';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { PlainText } from '../../ui/plain-text';

interface ExactPromptProps {
  readonly title: string;
  readonly prompt: ModelPrompt;
  readonly onClose: () => void;
}

/** What was sent, to the letter. */
export function ExactPrompt({ title, prompt, onClose }: ExactPromptProps) {
  return (
    <Dialog open onClose={onClose} title={title} size="wide">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <CopyButton
          className="justify-self-start"
          text={() => promptText(prompt)}
          label="Copy the prompt"
          word="Copy"
          variant="default"
        />
        {prompt.system !== undefined && <Turn name="System" text={prompt.system} />}
        {prompt.turns.map(({ role, parts }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a prompt that was sent does not change
          <Turn key={place} name={role === 'user' ? 'User' : 'Model'} text={textOf(parts)} />
        ))}
      </div>
    </Dialog>
  );
}

function Turn({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <h3 className="mb-1 text-ink-3 text-small">{name}</h3>
      <div className="rounded-m bg-sunken px-3 py-2 text-edit">
        <PlainText text={text} />
      </div>
    </div>
  );
}
