import { modelName } from '../../../core/model/model-ref';
import type { KeyCheck } from '../../../store/studio-state';
import { Outcome } from '../../ui/chip';
import { LinkButton } from '../../ui/link-button';
import { useActions, useStudio } from '../../use-studio';
import { CallFailure } from '../failure/call-failure';
import { TierChoice } from './tier-choice';

/** What became of the key that was entered, and what it changed. */
export function KeyResult() {
  const check = useStudio((state) => state.services.gemini.keyCheck);
  return (
    <>
      <div role="status" aria-label="Key check" className="empty:hidden">
        {check.status === 'checking' && <span className="text-ink-2">Checking the key…</span>}
        {check.status === 'accepted' && <Accepted check={check} />}
      </div>
      {check.status === 'refused' && <CallFailure error={check.error} />}
      {check.status === 'accepted' && <TierChoice />}
    </>
  );
}

function Accepted({ check }: { readonly check: Extract<KeyCheck, { readonly status: 'accepted' }> }) {
  const { promptModel } = useStudio((state) => state.settings);
  const { connect } = useActions();
  const name = modelName({ provider: 'gemini', id: check.model });
  const answers = promptModel.provider === 'gemini' && promptModel.id === check.model;
  return (
    <div className="grid gap-1">
      <Outcome icon="check" tone="good">
        Key accepted
      </Outcome>
      {answers && check.replaced !== null && (
        <p className="text-small text-ink-2">
          {name} now writes the responses and turns feedback into principles.{' '}
          <LinkButton onClick={connect.undoChoice}>Keep using the practice model</LinkButton>
        </p>
      )}
    </div>
  );
}
