import { Kbd } from '../../ui/kbd';
import { shortcuts } from './shortcuts';

export function ShortcutList() {
  return (
    <dl className="shortcuts">
      {shortcuts.map(({ command, keys, does, where }) => (
        <div key={command}>
          <dt>
            {does}
            {where !== undefined && <span className="hint">{where}</span>}
          </dt>
          <dd>
            {keys.map((shortcut) => (
              <Kbd key={shortcut} keys={shortcut} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
