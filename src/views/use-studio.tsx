import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Actions } from '../store/actions';
import type { StudioStore } from '../store/create-studio';
import type { Studio } from '../store/studio';

const StudioContext = createContext<StudioStore | null>(null);

export function StudioProvider({ store, children }: { readonly store: StudioStore; readonly children: ReactNode }) {
  return <StudioContext value={store}>{children}</StudioContext>;
}

/** A part of the studio's state; the component renders again when the part changes (by reference). */
export function useStudio<T>(selector: (state: Studio) => T): T {
  return useStore(useStudioStore(), selector);
}

/** What the screens can ask for, by room; never changes. */
export function useActions(): Actions {
  return useStudioStore().getState().actions;
}

/** The store itself, for reading at the time of an event. */
export function useStudioStore(): StudioStore {
  const store = useContext(StudioContext);
  if (store === null) throw new Error('useStudio needs a StudioProvider above it.');
  return store;
}
