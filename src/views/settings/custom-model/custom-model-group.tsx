import { useRef, useState } from 'react';
import { selectKnownModels } from '../../../store/local/local-selectors';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { NumberInput } from '../../ui/number-input';
import { Row } from '../../ui/row';
import { Select } from '../../ui/select';
import { TextInput } from '../../ui/text-input';
import { useActions, useStudioStore } from '../../use-studio';
import { Group } from '../group';
import { blankForm, type CustomModelForm, type FormProblems, ofKind, readCustomModel } from './custom-model-form';
import { FolderImport } from './folder-import';

const kinds = [
  { value: 'chat', label: 'Chat' },
  { value: 'embedding', label: 'Embedding' },
] as const;

/** A model of the author's own: on a host, or in a folder on disk. */
export function CustomModelGroup() {
  const { local } = useActions();
  const store = useStudioStore();
  const [form, setForm] = useState(blankForm);
  const [problems, setProblems] = useState<FormProblems>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const formElement = useRef<HTMLFormElement>(null);
  const [pending, setPending] = useState(false);

  function change(part: Partial<CustomModelForm>) {
    setForm((before) => ({ ...before, ...part }));
    // What is being corrected is wrong no more, as far as is known.
    setProblems(({ id, weightsUrl, libraryUrl }) => ({
      ...(id !== undefined && part.id === undefined && { id }),
      ...(weightsUrl !== undefined && part.weightsUrl === undefined && { weightsUrl }),
      ...(libraryUrl !== undefined && part.libraryUrl === undefined && { libraryUrl }),
    }));
    setRefusal(null);
    setSaid('');
  }

  async function add() {
    const read = readCustomModel(
      form,
      selectKnownModels(store.getState()).map(({ id }) => id),
    );
    if (!read.ok) {
      setProblems(read.error);
      // Once the errors are on the screen: the first is read out with its field.
      window.requestAnimationFrame(() => formElement.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    setPending(true);
    // What could not be loaded was told as a notice.
    const refused = await local.addCustomModel(read.value).catch(() => 'It was not added. Try again.');
    setPending(false);
    setRefusal(refused);
    if (refused !== null) return;
    setForm(blankForm);
    setSaid(`${read.value.id} is in the list of local models. Download fetches its files.`);
  }

  return (
    <Group
      title="Custom model"
      about="Any model compiled for WebGPU by MLC, from a host that allows this page (CORS), also one on this computer."
      role="group"
    >
      <form
        ref={formElement}
        className="custom"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) void add();
        }}
      >
        <div className="two">
          <TextInput
            label="Model id"
            mono
            placeholder="my-model-q4f16_1"
            value={form.id}
            error={problems.id}
            onText={(id) => change({ id })}
          />
          <Select label="Kind" value={form.kind} options={kinds} onPick={(kind) => change(ofKind(form, kind))} />
        </div>
        <TextInput
          label="Model URL"
          hint="The folder with mlc-chat-config.json, or a repository on Hugging Face."
          mono
          placeholder="https://…"
          value={form.weightsUrl}
          error={problems.weightsUrl}
          onText={(weightsUrl) => change({ weightsUrl })}
        />
        <TextInput
          label="Model library URL"
          mono
          placeholder="https://….wasm"
          value={form.libraryUrl}
          error={problems.libraryUrl}
          onText={(libraryUrl) => change({ libraryUrl })}
        />
        <div className="two ends">
          <NumberInput
            label="Context tokens"
            min={1}
            max={1_048_576}
            step={1}
            value={form.contextTokens}
            onNumber={(contextTokens) => change({ contextTokens })}
          />
          <Checkbox label="Needs shader-f16" checked={form.needsF16} onCheck={(needsF16) => change({ needsF16 })} />
        </div>
        <Row wraps>
          <Button type="submit" icon="plus" pending={pending}>
            Add custom model
          </Button>
          <span className="hint" role="status" aria-label="Custom model">
            {said}
          </span>
        </Row>
        {refusal !== null && (
          <p className="field-error" role="alert">
            {refusal}
          </p>
        )}
      </form>
      <FolderImport typedId={form.id} />
    </Group>
  );
}
