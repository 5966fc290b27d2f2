import { RadioGroup } from '../../ui/radio-group';
import { TextArea } from '../../ui/text-area';
import { TextInput } from '../../ui/text-input';
import { useActions, useStudio } from '../../use-studio';
import { InputSets } from '../prompt/input-sets';
import { PromptEditor } from '../prompt/prompt-editor';
import { PromptNotes } from '../prompt/prompt-notes';
import { Sampling } from '../prompt/sampling';
import { Variables } from '../prompt/variables';
import { Branches } from './branches';
import { ComposedTurns } from './composed-turns';
import { namesBot } from './names-bot';
import { ScriptsButton } from './scripts/scripts-button';

/** What the bot is, how it begins, and what the model reads of that. */
export function BotFields() {
  return (
    <>
      <BotName />
      <div className="grid gap-1">
        <span className="label" aria-hidden="true">
          Bot description
        </span>
        <PromptEditor
          label="Bot description"
          placeholder="For example: You are Harbour Desk, who answers passengers of a small ferry line, friendly and plainly."
        />
      </div>
      <PromptNotes />
      <Opening />
      <ScriptsButton />
      <Variables />
      <InputSets />
      <ComposedTurns />
      <Branches />
      <Sampling />
    </>
  );
}

function BotName() {
  const { setBot } = useActions().align;
  const name = useStudio(({ project }) => project.chat.botName);
  const isNamed = useStudio(({ project }) => namesBot(project.prompt.preamble, project.chat.botName));
  return (
    <TextInput
      label="Bot name"
      value={name}
      maxLength={80}
      placeholder="For example: Harbour Desk"
      hint={
        isNamed ? undefined : `The description does not name ${name.trim()}, and the model reads the description alone.`
      }
      onText={(botName) => setBot({ botName })}
    />
  );
}

function Opening() {
  const { setBot } = useActions().align;
  const opening = useStudio(({ project }) => project.chat.opening);
  return (
    <div className="grid gap-1">
      <span className="label" aria-hidden="true">
        Opening
      </span>
      <RadioGroup
        label="Opening"
        value={opening.by}
        options={openings}
        onPick={(by) => setBot({ opening: { ...opening, by } })}
      />
      {opening.by === 'text' && (
        <TextArea
          label="Opening message"
          autoGrow
          rows={2}
          value={opening.text}
          placeholder="For example: Good morning. What can I do for you?"
          hint={opening.text.trim() === '' ? 'As long as this is empty, the bot writes its own.' : undefined}
          onText={(text) => setBot({ opening: { ...opening, text } })}
        />
      )}
    </div>
  );
}

const openings = [
  { value: 'bot', label: 'Written by the bot' },
  { value: 'text', label: 'Fixed text' },
] as const;
