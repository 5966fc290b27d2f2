import { useEffect, useState } from 'react';
import { announce } from './announce';
import { Button, type ButtonProps } from './button';

type CopyButtonProps = Pick<ButtonProps, 'variant' | 'className'> & {
  /** A function where building the text is work. */
  readonly text: string | (() => string);
  /** The accessible name, for instance "Copy response 2". */
  readonly label: string;
  /** Shown beside the icon; without it the button is an icon. */
  readonly word?: string | undefined;
};

type CopyState = 'ready' | 'copied' | 'refused';

const SHOW_MS = 2000;

export function CopyButton({ text, label, word, variant = 'ghost', className }: CopyButtonProps) {
  const [state, setState] = useState<CopyState>('ready');

  useEffect(() => {
    if (state === 'ready') return;
    const timer = window.setTimeout(() => setState('ready'), SHOW_MS);
    return () => window.clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setState('copied');
      announce('Copied');
    } catch {
      setState('refused');
      announce('The browser did not allow copying. Select the text and copy it yourself.');
    }
  }

  const icon = ICONS[state];
  const own = { variant, className, label, icon, onClick: copy };
  if (word === undefined) return <Button {...own} tip={TIPS[state] ?? label} />;
  return (
    <Button {...own} tip={TIPS[state]}>
      {word}
    </Button>
  );
}

const ICONS = { ready: 'copy', copied: 'check', refused: 'warn' } as const;
const TIPS: Readonly<Record<CopyState, string | undefined>> = {
  ready: undefined,
  copied: 'Copied',
  refused: 'The browser did not allow copying. Select the text and copy it yourself.',
};
