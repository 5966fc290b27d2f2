import type { ReactNode } from 'react';
import type { ModelRef } from '../../../core/model/model-ref';
import { hrefOf } from '../../shared/routes';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';
import { StepLink } from './tile';

/** The last step: this model answers from now on. */
export function UseModel({ model, children }: { readonly model: ModelRef; readonly children: ReactNode }) {
  const { updateSettings } = useActions().settings;
  return <Button onClick={() => updateSettings({ promptModel: model, alignmentModel: null })}>{children}</Button>;
}

/** Nothing is left to set up. */
export function ToAlign() {
  return <StepLink href={hrefOf('align')}>Write a prompt</StepLink>;
}
