import { doubledNames } from '../../../core/prompt/doubled-braces';
import { Button } from '../../ui/button';
import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { focusPrompt } from './focus-prompt';

/** `{{name}}` is a variable elsewhere and text here: asked once in a project, and said quietly from then on. */
export function DoubledBraces() {
  const { setDoubledBraces } = useActions().align;
  const meaning = useStudio(({ project }) => project.inputs.doubledBraces);
  const names = useStudio(({ project }) => doubledWords(project.prompt.preamble));
  if (names === '') return null;

  function decide(to: 'variables' | 'text') {
    setDoubledBraces(to);
    // The question goes, and its buttons with it.
    focusPrompt();
  }

  if (meaning !== undefined) {
    return (
      <p className="hint">
        {names} {names.includes(' and ') ? 'are' : 'is'} sent as text in single braces.{' '}
        <LinkButton onClick={() => decide('variables')}>Use as variables</LinkButton>
      </p>
    );
  }
  return (
    <fieldset className="fold-note" aria-label="Doubled braces">
      <Notice icon="why">
        <span role="status">{`Use ${names} as variables?`}</span>
      </Notice>
      <Row>
        <Button variant="solid" onClick={() => decide('variables')}>
          Use as variables
        </Button>
        <Button variant="ghost" onClick={() => decide('text')}>
          Keep as text
        </Button>
      </Row>
    </fieldset>
  );
}

const mostNamed = 4;

/** `{{email}} and {{brand}}`; of many only the first few. */
function doubledWords(preamble: string): string {
  const names = doubledNames(preamble).map((name) => `{{${name}}}`);
  if (names.length > mostNamed)
    return `${names.slice(0, mostNamed - 1).join(', ')} and ${names.length - mostNamed + 1} more`;
  return [names.slice(0, -1).join(', '), names.at(-1) ?? ''].filter((part) => part !== '').join(' and ');
}
