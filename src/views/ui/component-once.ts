import type { ComponentType } from 'react';

/**
 * A component whose code comes later, for `use`: the same promise each time. Whoever shows what leads to it calls this before, so that
 * a press finds it here. `Failure` stands in its place when its code could not be fetched.
 */
export function componentOnce<Props>(
  load: () => Promise<ComponentType<Props>>,
  Failure: ComponentType<Props>,
): () => Promise<ComponentType<Props>> {
  let component: Promise<ComponentType<Props>> | undefined;
  return () => {
    if (component !== undefined) return component;
    const loading = load().catch(() => Failure);
    // `use` looks for these two first. Otherwise it would suspend, and the press would lose the focus meanwhile.
    loading.then((value) => Object.assign(loading, { status: 'fulfilled', value }));
    component = loading;
    return loading;
  };
}
