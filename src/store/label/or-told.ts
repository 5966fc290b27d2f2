import type { ActionContext } from '../context';
import { errorData } from '../model-choice';

/** What the work gives; when it fails, why is told under the title, and it is thrown on. */
export async function orTold<T>(
  { get, notify }: Pick<ActionContext, 'get' | 'notify'>,
  title: string,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const body = errorData(error).message;
    if (!get().notices.some((notice) => notice.title === title && notice.body === body)) notify({ title, body });
    throw error;
  }
}
