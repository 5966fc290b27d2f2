/**
 * The one platform type the domain knows, with its controller. Only core's own compilation sees this file: everywhere else the platform's
 * wider `AbortSignal` takes its place, and is assignable to this one.
 */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare const AbortController: { new (): AbortController };

declare const AbortSignal: { any(signals: readonly AbortSignal[]): AbortSignal };
