import { tooLongForPrinciple } from '../../../core/constitution/principle-length';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';

/** Words for a principle that was deleted while they were written: they are kept until the author decides. */
export function OrphanEdit() {
  const { addPrinciple, setDraft } = useActions().align;
  const orphan = useStudio(({ project }) => {
    const { principleEdit } = project.drafts;
    if (principleEdit === null || principleEdit.text.trim() === '') return null;
    return project.prompt.principles.some(({ id }) => id === principleEdit.id) ? null : principleEdit;
  });
  if (orphan === null) return null;
  const tooLong = tooLongForPrinciple(orphan.text);
  return (
    <div className="p-orphan">
      <Notice tone="warn">
        The principle you were editing was deleted. Your words are kept: <em>{orphan.text}</em>
      </Notice>
      <Row>
        <Button
          icon="plus"
          unavailable={tooLong ?? undefined}
          onClick={() => {
            const { text } = orphan;
            setDraft({ principleEdit: null });
            addPrinciple(text);
          }}
        >
          Add as new
        </Button>
        <Button variant="ghost" onClick={() => setDraft({ principleEdit: null })}>
          Discard
        </Button>
      </Row>
    </div>
  );
}
