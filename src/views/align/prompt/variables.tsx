import { type ClipboardEvent, memo, useEffect, useRef } from 'react';
import { ownValue } from '../../../core/project/input-values';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { looksLikeRows } from './pasted-rows';
import { variablesOf } from './template-of';

/** A field per variable of the preamble. Values of names that it no longer has are kept, for when they come back. */
export function Variables() {
  const names = useStudio(variablesOf);
  const group = useRef<HTMLFieldSetElement>(null);
  useFocusOnMissing(group);
  if (names.length === 0) return null;
  return (
    <fieldset ref={group}>
      <legend className="sr">Variables</legend>
      <div className="vars">
        {names.map((name) => (
          <VariableField key={name} name={name} />
        ))}
      </div>
    </fieldset>
  );
}

const VariableField = memo(function VariableField({ name }: { readonly name: string }) {
  const value = useStudio((state) => ownValue(state.project.inputs.values, name));
  const missing = useStudio((state) => state.align.missingValues?.includes(name) ?? false);
  const {
    align: { setValue },
    imports,
  } = useActions();

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const text = event.clipboardData.getData('text/plain');
    if (!looksLikeRows(text)) return;
    event.preventDefault();
    const { value: before, selectionStart, selectionEnd } = event.currentTarget;
    const pasted = before.slice(0, selectionStart) + text + before.slice(selectionEnd);
    void imports.pasteRows({ variable: name, text, value: pasted });
  }

  return (
    <TextArea
      label={name}
      labelMark={
        <span className="var clip" title={name}>
          {name}
        </span>
      }
      autoGrow
      rows={1}
      value={value}
      error={missing ? `Give a value for ${name}, then run again.` : undefined}
      onText={(text) => setValue(name, text)}
      onPaste={paste}
    />
  );
});

/** Run asked for values: the first empty field takes the focus. While they are being filled in, the focus stays. */
function useFocusOnMissing(group: { readonly current: HTMLFieldSetElement | null }) {
  const missing = useStudio((state) => state.align.missingValues);
  const before = useRef(missing);
  useEffect(() => {
    const asked = missing !== null && missing.length > 0 && missing !== before.current;
    const filling = missing !== null && before.current !== null && missing.length < before.current.length;
    before.current = missing;
    if (asked && !filling) group.current?.querySelector<HTMLTextAreaElement>('[aria-invalid="true"]')?.focus();
  }, [missing, group]);
}
