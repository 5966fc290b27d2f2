import { Icon } from '../../ui/icon';

interface BarPickProps {
  readonly label: string;
  /** What is picked, in few words. */
  readonly text: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onPick: (id: string) => void;
}

/** A native select under its own short text: the options say more than the bar has room for. */
export function BarPick({ label, text, value, options, onPick }: BarPickProps) {
  return (
    <span className="run-pick">
      <span aria-hidden="true" className="clip max-w-64" title={text}>
        {text}
      </span>
      <Icon name="down" />
      <select aria-label={label} value={value} onChange={(event) => onPick(event.target.value)}>
        {options.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
