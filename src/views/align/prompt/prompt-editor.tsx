import { memo, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { fieldLook } from '../../ui/field';
import { useActions, useStudio } from '../../use-studio';
import { caretAfterChange } from './caret';
import { promptId } from './focus-prompt';
import { inkPieces, longestInked } from './ink-pieces';
import { templateOf } from './template-of';

interface PromptEditorProps {
  readonly label: 'Prompt' | 'Bot description';
  readonly placeholder: string;
}

/**
 * The preamble: a textarea whose letters are transparent, over a copy of its text in which the variables stand out. Undo is
 * the studio's own (its keys are the shell's), since the browser's knows nothing of a fold or a restored version.
 */
export function PromptEditor({ label, placeholder }: PromptEditorProps) {
  const preamble = useStudio((state) => state.project.prompt.preamble);
  const { setPreamble, undo, redo } = useActions().align;
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = useRef(preamble);
  const hintId = useId();
  const isLong = preamble.length > longestInked;

  useLayoutEffect(() => {
    const before = typed.current;
    if (before === preamble) return;
    typed.current = preamble;
    const caret = caretAfterChange(before, preamble);
    area.current?.setSelectionRange(caret, caret);
  }, [preamble]);

  useEffect(() => {
    // The Undo of the browser's own menu. React knows no such event.
    function handleInput(event: InputEvent) {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
      event.preventDefault();
      if (event.inputType === 'historyUndo') undo();
      else redo();
    }
    const element = area.current;
    element?.addEventListener('beforeinput', handleInput);
    return () => element?.removeEventListener('beforeinput', handleInput);
  }, [undo, redo]);

  return (
    <div className={fieldLook}>
      <div className={isLong ? 'editor editor-long' : 'editor'}>
        {!isLong && <EditorInk text={preamble} />}
        <textarea
          ref={area}
          id={promptId}
          aria-label={label}
          aria-describedby={hintId}
          rows={1}
          spellCheck
          autoComplete="off"
          placeholder={placeholder}
          value={preamble}
          onChange={(event) => {
            typed.current = event.target.value;
            setPreamble(event.target.value);
          }}
        />
      </div>
      <p className="hint" id={hintId}>
        Write <code>{'{name}'}</code> where a value goes. <code>{'{{'}</code> and <code>{'}}'}</code> are literal
        braces.{isLong && ' In a text of this length variables are not coloured.'}
      </p>
    </div>
  );
}

/** The editor's text as it is seen. It must set every letter exactly where the textarea over it does. */
const EditorInk = memo(function EditorInk({ text }: { readonly text: string }) {
  return (
    <div className="editor-ink" aria-hidden="true">
      {inkPieces(templateOf(text)).map((piece) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <span key={piece.start} className={piece.kind === 'variable' ? 'var' : 'escape'}>
            {piece.text}
          </span>
        ),
      )}
      {/* A block drops its last line break, a textarea does not. */}
      {'\u200b'}
    </div>
  );
});
