import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface ShownLabeler {
  /** A `TrainedLabeler.key`. */
  readonly key: string;
  readonly show: (key: string) => void;
}

const ShownLabelerContext = createContext<ShownLabeler>({ key: 'single', show: () => undefined });

/** Which labeler of a run with experts the panes show. */
export function ShownLabelerProvider({ children }: { readonly children: ReactNode }) {
  const [key, show] = useState('single');
  const value = useMemo(() => ({ key, show }), [key]);
  return <ShownLabelerContext value={value}>{children}</ShownLabelerContext>;
}

export function useShownLabelerKey(): ShownLabeler {
  return useContext(ShownLabelerContext);
}
