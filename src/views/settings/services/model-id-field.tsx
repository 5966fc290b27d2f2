import { type ReactNode, useId, useState } from 'react';
import { TextInput } from '../../ui/text-input';
import { afterPress } from '../after-press';

interface ModelIdFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly placeholder?: string | undefined;
  readonly value: string;
  /** Suggestions. Any id may be typed: a service knows models that its list does not show. */
  readonly ids: readonly string[];
  /** The field may be empty. */
  readonly optional?: boolean | undefined;
  readonly onModel: (id: string) => void;
  /** Beside the field. */
  readonly button?: ReactNode;
}

export function ModelIdField(props: ModelIdFieldProps) {
  const { label, hint, placeholder, value, ids, optional, onModel, button } = props;
  const [empty, setEmpty] = useState(false);
  const list = useId();

  function type(text: string) {
    const id = text.trim();
    setEmpty(id === '' && !optional);
    if ((id === '' && !optional) || id === value) return;
    onModel(id);
  }

  return (
    <div className="with-button">
      <TextInput
        className="grow"
        label={label}
        hint={hint}
        placeholder={placeholder}
        mono
        list={list}
        value={empty ? '' : value}
        error={empty ? `Expected the id of a model, found nothing. Until then it stays ${value}.` : undefined}
        onText={type}
        onBlur={() => afterPress(() => setEmpty(false))}
      />
      <datalist id={list}>
        {ids.map((id) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      {button}
    </div>
  );
}
