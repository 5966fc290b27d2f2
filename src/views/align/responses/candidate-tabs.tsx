import { useShallow } from 'zustand/react/shallow';
import type { FeedbackKind } from '../../../core/constitution/feedback';
import type { Studio } from '../../../store/studio';
import { type RadioOption, Segmented } from '../../ui/radio-group';
import { useStudio } from '../../use-studio';
import { turnById } from './shown-turn';

interface CandidateTabsProps {
  readonly turnId: string;
  readonly ids: readonly string[];
  /** From 0. */
  readonly shown: number;
  readonly onShow: (index: number) => void;
}

/** Which response a window shows that has room for one. A wide one does not display it. */
export function CandidateTabs({ turnId, ids, shown, onShow }: CandidateTabsProps) {
  const kinds = useStudio(useShallow((state) => lastKinds(state, turnId)));
  if (ids.length < 2) return null;
  const options = ids.map((_, index): RadioOption<string> => {
    const kind = kinds[index];
    return { value: String(index), label: String(index + 1), ...(kind && { icon: kind }) };
  });
  return (
    <div className="cand-tabs">
      <Segmented
        label="Response shown"
        value={String(shown)}
        options={options}
        onPick={(value) => onShow(Number(value))}
      />
    </div>
  );
}

/** By candidate: the feedback that is open for it, or that it got last. */
function lastKinds(state: Studio, turnId: string): readonly (FeedbackKind | undefined)[] {
  const { feedback } = state.project.drafts;
  return (turnById(state.project.turns, turnId)?.candidates ?? []).map((candidate) =>
    feedback?.candidateId === candidate.id ? feedback.kind : candidate.feedback.at(-1)?.kind,
  );
}
