import { lazy, Suspense } from 'react';
import { useStudio } from '../../use-studio';
import { Disclosure } from './disclosure';

const SamplingFields = lazy(() =>
  import('./sampling-fields').then(
    (module) => ({ default: module.SamplingFields }),
    () => ({ default: NotFetched }),
  ),
);

/** How the prompt model samples; closed until it is asked for, since the model's own defaults are good. */
export function Sampling() {
  const count = useStudio((state) => Object.keys(state.project.sampling).length);
  return (
    <Disclosure title="Sampling" aside={count === 0 ? 'model’s defaults' : `${count} set`}>
      <Suspense>
        <SamplingFields />
      </Suspense>
    </Disclosure>
  );
}

function NotFetched() {
  return <p className="hint">These settings could not be loaded. Check the connection, then reload the page.</p>;
}
