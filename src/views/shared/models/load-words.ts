import type { EngineState, LoadStage, LoadState } from '../../../core/model/engine-state';

/** What the engine does with a model, `progress` 0 to 1: `loading 42%`. */
export function loadWords({ stage, progress }: { readonly stage: LoadStage; readonly progress: number }): string {
  switch (stage) {
    case 'engine':
      return 'starting the engine';
    case 'weights':
      return `loading ${percent(progress)}%`;
    case 'shaders':
      return 'preparing the GPU';
    case 'self-test':
      return 'self-test';
  }
}

/** Whole percent, never 100 before the end. `share` 0 to 1. */
export function percent(share: number): number {
  return share >= 1 ? 100 : Math.min(99, Math.max(0, Math.floor(share * 100)));
}

/** What the engine does with the chat model of this id. */
export function chatLoadOf({ chat }: EngineState, id: string): LoadState {
  return chat.status !== 'empty' && chat.id === id ? chat : { status: 'empty' };
}
