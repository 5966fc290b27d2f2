import { parseTemplate } from '../../../core/prompt/template';
import type { ImportedPrompt } from '../../../store/imported';
import { counted } from '../../shared/counted';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useActions, useStudio } from '../../use-studio';
import { goTo } from '../use-route';

/** A text file was imported: a prompt for this project, or for one of its own. */
export function UsePromptDialog({ imported }: { readonly imported: ImportedPrompt }) {
  const {
    imports,
    project: { openImported },
    shell: { closeDialog },
  } = useActions();
  const present = useStudio((state) => state.project.prompt.principles.length);
  const { fileName, project } = imported;
  const { preamble, principles } = project.prompt;
  const { variables } = parseTemplate(preamble);

  function replace() {
    imports.replacePrompt(imported);
    announce('Prompt replaced. Undo brings the earlier one back.');
    goTo('align');
  }

  async function open() {
    await openImported(project);
    goTo('align');
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title={`Use “${fileName}” as the prompt?`}
      footer={
        <>
          <span className="grow" />
          <Button variant="ghost" onClick={closeDialog}>
            Cancel
          </Button>
          <Button onClick={() => void open()}>New project</Button>
          <Button variant="primary" onClick={replace}>
            Replace the prompt
          </Button>
        </>
      }
    >
      <pre
        className="max-h-60 overflow-auto relative whitespace-pre-wrap wrap-break-word rounded-m bg-sunken p-3 font-mono text-small"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a tab stop the keyboard could not
        tabIndex={0}
      >
        {preamble.length > shownLetters ? `${preamble.slice(0, shownLetters)}…` : preamble}
      </pre>
      <ul className="notice-details">
        {variables.length > 0 && <li>{variableWords(variables, project.inputs.doubledBraces === 'variables')}</li>}
        <li>{principleWords(principles.length, present)}</li>
        {project.inputs.sets.length > 0 && <li>{counted(project.inputs.sets.length, 'input set')} come with it.</li>}
        <li>Replacing can be undone; a new project leaves this one as it is.</li>
      </ul>
    </Dialog>
  );
}

const shownLetters = 4000;

function variableWords(variables: readonly string[], wereDoubled: boolean): string {
  const names = variables.map((name) => `{${name}}`).join(', ');
  return `${variables.length === 1 ? 'Variable' : 'Variables'}: ${names}${wereDoubled ? ', in doubled braces in the file' : ''}.`;
}

function principleWords(inFile: number, present: number): string {
  if (inFile === 0) return present === 0 ? 'No principles.' : `No principles; replacing keeps your ${present}.`;
  const theirs = counted(inFile, 'principle');
  return present === 0 ? `${theirs}.` : `${theirs}; replacing puts them in place of your ${present}.`;
}
