import { memo } from 'react';
import { inkPieces } from './ink-pieces';
import { templateOf } from './template-of';

/** The editor's text as it is seen. It must set every letter exactly where the textarea over it does. */
export const EditorInk = memo(function EditorInk({ text }: { readonly text: string }) {
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
