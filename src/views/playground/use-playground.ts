import type { CompletionCapabilities } from '../../core/model/completion-capabilities';
import { completionCapabilitiesOf } from '../../core/model/completion-capabilities-of';
import type { ModelRef } from '../../core/model/model-ref';
import type { PlaygroundTask, PlaygroundWork } from '../../core/playground/playground-work';
import type { PlaygroundActions } from '../../store/playground/playground-actions';
import type { PlaygroundState } from '../../store/playground/playground-state';
import { playgroundModel, playgroundOf } from '../../store/playground/select-playground';
import { useActions, useStudio } from '../use-studio';

/** A part of what the Playground shows and does not keep. */
export function usePlayground<T>(selector: (state: PlaygroundState) => T): T {
  return useStudio(({ playground }) => selector(playground));
}

/** A part of what the project holds of the Playground; the defaults before anything was done. */
export function usePlaygroundWork<T>(selector: (work: PlaygroundWork) => T): T {
  return useStudio(({ project }) => selector(playgroundOf(project)));
}

export function usePlaygroundActions(): PlaygroundActions {
  return useActions().playground;
}

export function useTask(): PlaygroundTask {
  return usePlaygroundWork(({ task }) => task);
}

/** Whom Complete and Evaluate ask. */
export function usePlaygroundModel(): ModelRef {
  return useStudio(playgroundModel);
}

/** What that model honours. */
export function useCapabilities(): CompletionCapabilities {
  const ref = usePlaygroundModel();
  const program = usePlayground((state) => state.program);
  return completionCapabilitiesOf(ref, program);
}
