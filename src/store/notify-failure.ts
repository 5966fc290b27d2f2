import type { ActionContext } from './context';
import type { StudioState } from './studio-state';

export type Notifier = Pick<ActionContext, 'notify'> & { readonly get: () => Pick<StudioState, 'notices'> };

interface FailureNotice {
  readonly title: string;
  /** Why, in sentences. */
  readonly body: (error: unknown) => string;
}

/** What the work gives; when it fails, a notice says why, and the error is thrown on. */
export async function notifyAndRethrow<T>(context: Notifier, notice: FailureNotice, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    notifyOnce(context, { title: notice.title, body: notice.body(error) });
    throw error;
  }
}

/** What the work gives; when it fails, a notice says why, and `otherwise` stands for it. */
export function notifyAndFallBack<T>(
  context: Notifier,
  { otherwise, ...notice }: FailureNotice & { readonly otherwise: T },
  work: Promise<T>,
): Promise<T> {
  return notifyAndRethrow(context, notice, work).catch(() => otherwise);
}

/** The same trouble at every try needs no second notice. */
export function notifyOnce(
  { get, notify }: Notifier,
  { title, body }: { readonly title: string; readonly body: string },
): void {
  if (!get().notices.some((notice) => notice.title === title && notice.body === body)) notify({ title, body });
}
