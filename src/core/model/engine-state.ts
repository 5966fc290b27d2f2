import type { ModelErrorData } from './model-error';

/** The engine on the GPU. It holds one chat model, and an embedding model beside it. */
export interface EngineState {
  readonly chat: LoadState;
  readonly embedding: LoadState;
}

export type LoadState =
  | { readonly status: 'empty' }
  /** `progress` 0 to 1. `self-test`: it is loaded and answers a question whose answer is known. */
  | { readonly status: 'loading'; readonly id: string; readonly progress: number; readonly stage: LoadStage }
  | { readonly status: 'loaded'; readonly id: string }
  | { readonly status: 'failed'; readonly id: string; readonly error: ModelErrorData };

export type LoadStage = 'engine' | 'weights' | 'shaders' | 'self-test';

export const emptyEngine: EngineState = { chat: { status: 'empty' }, embedding: { status: 'empty' } };
