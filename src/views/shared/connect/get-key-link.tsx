import { buttonLook } from '../../ui/button';
import { Icon } from '../../ui/icon';

/** Where Google hands out keys for Gemini. */
const keyPage = 'https://aistudio.google.com/apikey';

export function GetKeyLink() {
  return (
    <a className={buttonLook({})} href={keyPage} target="_blank" rel="noopener">
      Get a key
      <Icon name="external" />
      <span className="sr">, opens Google AI Studio in a new tab</span>
    </a>
  );
}
