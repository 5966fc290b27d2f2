import { useState } from 'react';
import { flushSync } from 'react-dom';
import { scriptsOf } from '../../../../core/conversation/scripts';
import { announce } from '../../../ui/announce';
import { Button } from '../../../ui/button';
import { Row } from '../../../ui/row';
import { TextArea } from '../../../ui/text-area';
import { useActions, useStudio } from '../../../use-studio';

interface OpeningListProps {
  readonly onDelete: (id: string, what: string) => void;
}

/** Texts that the opening can be set to. */
export function OpeningList({ onDelete }: OpeningListProps) {
  const { setBot } = useActions().align;
  const { saveOpening } = useActions().chat;
  const openings = useStudio(({ project }) => scriptsOf(project.chat).openings);
  const present = useStudio(({ project }) => project.chat.opening);
  const [edited, setEdited] = useState<string | null>(null);
  const [text, setText] = useState('');
  const own = present.text.trim();
  const isSaved = openings.some((opening) => opening.text === own);

  function save(id: string | null) {
    saveOpening(id, text);
    setEdited(null);
    setText('');
  }

  return (
    <section className="grid gap-2" aria-label="Openings">
      <h3 className="text-title">Saved openings</h3>
      <ul aria-label="Saved openings" className="grid gap-2">
        {openings.map(({ id, text: saved }) => (
          <li key={id} className="grid gap-1 rounded-m bg-sunken px-3 py-2">
            {edited === id ? (
              <>
                <TextArea label="Edit opening" autoFocus autoGrow rows={2} value={text} onText={setText} />
                <Row>
                  <Button
                    tight
                    unavailable={whyNot(text)}
                    onClick={(event) => leave(event.currentTarget, () => save(id))}
                  >
                    Save
                  </Button>
                  <Button
                    variant="ghost"
                    tight
                    onClick={(event) =>
                      leave(event.currentTarget, () => {
                        setEdited(null);
                        setText('');
                      })
                    }
                  >
                    Cancel
                  </Button>
                </Row>
              </>
            ) : (
              <>
                <p className="whitespace-pre-wrap wrap-anywhere">{saved}</p>
                <Row wraps>
                  <Button
                    tight
                    unavailable={present.by === 'text' && own === saved ? 'The bot opens with it.' : undefined}
                    onClick={() => {
                      setBot({ opening: { by: 'text', text: saved } });
                      announce('The bot opens with it from now on.');
                    }}
                  >
                    Use
                  </Button>
                  <Button
                    variant="ghost"
                    tight
                    icon="edit"
                    onClick={() => {
                      setEdited(id);
                      setText(saved);
                    }}
                  >
                    Edit
                  </Button>
                  <Button variant="ghost" tight icon="trash" onClick={() => onDelete(id, 'The opening')}>
                    Delete
                  </Button>
                </Row>
              </>
            )}
          </li>
        ))}
      </ul>
      {edited === null && (
        <div className="grid gap-1">
          <TextArea
            label="New opening"
            autoGrow
            rows={2}
            value={text}
            placeholder="For example: Good morning. What can I do for you?"
            onText={setText}
          />
          <Row wraps>
            <Button tight icon="plus" unavailable={whyNot(text)} onClick={() => save(null)}>
              Save opening
            </Button>
            {own !== '' && !isSaved && (
              <Button variant="ghost" tight onClick={() => saveOpening(null, own)}>
                Save the one that is set
              </Button>
            )}
          </Row>
        </div>
      )}
    </section>
  );
}

/** The field goes, and its buttons with it: the focus moves to those of the opening. */
function leave(button: HTMLElement, change: () => void): void {
  const item = button.closest('li');
  flushSync(change);
  item?.querySelector('button')?.focus();
}

function whyNot(text: string): string | undefined {
  return text.trim() === '' ? 'Write it first.' : undefined;
}
