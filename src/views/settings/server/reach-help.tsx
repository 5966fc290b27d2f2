import { Icon } from '../../ui/icon';
import { serverPresets } from './server-presets';

/** What a page needs before it may read what a server answers. */
export function ReachHelp() {
  const { origin } = window.location;
  // Of a page from disk the browser says that it comes from nowhere.
  const page = origin === 'null' ? '*' : origin;
  return (
    <details className="more-fields">
      <summary>
        <Icon name="right" />
        When the server cannot be reached
      </summary>
      <div className="help">
        <p>
          A browser lets a page read an answer only when the server allows that page (CORS). This page is{' '}
          <code>{origin === 'null' ? 'a file, which is allowed only where every page is' : origin}</code>.
        </p>
        <ul>
          {serverPresets.map(({ name, allow }) => (
            <li key={name}>
              <b>{name}:</b> {allow(page)}
            </li>
          ))}
        </ul>
        <p>
          A server on this computer or in the local network needs the browser’s permission as well: Chrome and Edge ask
          for it once, and keep it under the icon left of the address, “Local network access”. From an https page a
          server on another computer must answer over https; localhost need not.
        </p>
      </div>
    </details>
  );
}
