import { useStudio } from '../../use-studio';
import { Disclosure } from './disclosure';
import { SamplingFields } from './sampling-fields';

/** How the prompt model samples; closed until it is asked for, since the model's own defaults are good. */
export function Sampling() {
  const count = useStudio((state) => Object.keys(state.project.sampling).length);
  return (
    <Disclosure title="Sampling" aside={count === 0 ? 'model’s defaults' : `${count} set`}>
      <SamplingFields />
    </Disclosure>
  );
}
