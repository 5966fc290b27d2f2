import { sentPrinciples } from '../../../core/prompt/compose';
import { callsOfCheck } from '../../../store/adherence/unchecked';
import { counted } from '../../shared/counted';
import { Checkbox } from '../../ui/checkbox';
import { useActions, useStudio } from '../../use-studio';

/** Off until somebody wants it: each reply costs as much again. */
export function CheckEveryReply() {
  const { setChecksReplies } = useActions().align;
  const wanted = useStudio(({ project }) => project.adherence.checksReplies);
  const calls = useStudio(({ project }) => {
    const principles = sentPrinciples(project.prompt.principles);
    return callsOfCheck(
      principles,
      principles.map(({ text }) => ({ wording: text, applies: '', questions: [] })),
    );
  });
  if (calls === 0 && !wanted) return null;
  return (
    <Checkbox
      label="Check every reply"
      aside={`${counted(calls, 'more call')} for each response`}
      className="mt-3"
      checked={wanted}
      onCheck={setChecksReplies}
    />
  );
}
