import { lazy, Suspense, useEffect, useState } from 'react';
import type { RouteId } from '../shared/routes';
import { useStudioStore } from '../use-studio';
import type { DropTarget } from './take-dropped';
import { useImport } from './use-import';
import { useRoute } from './use-route';

// With the first file that is dragged over the page.
const DropNote = lazy(() => import('./drop-note').then((m) => ({ default: m.DropNote })));

/** Files can be dropped anywhere. Without this the browser would leave the page and show the file. */
export function DropOverlay() {
  const { importFiles } = useImport();
  const store = useStudioStore();
  const route = useRoute();
  const takes = targets[route] ?? 'imports';
  const [over, setOver] = useState(false);

  async function take(files: readonly File[]) {
    if (takes === 'imports') return importFiles(files);
    const place = await import('./take-dropped').catch(() => null);
    if (place === null) store.getState().actions.shell.notify(notFetched);
    else await importFiles(place.takeDropped(files, { takes, state: store.getState }));
  }

  useEffect(() => {
    function drag(event: DragEvent) {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    }
    function leave(event: DragEvent) {
      // Out of the window, not only out of one element.
      if (event.relatedTarget === null) setOver(false);
    }
    function drop(event: DragEvent) {
      setOver(false);
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      // They are gone when the event is.
      void take([...(event.dataTransfer?.files ?? [])]);
    }
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  });

  if (!over) return null;
  return (
    <Suspense>
      <DropNote takes={takes} />
    </Suspense>
  );
}

const targets: Partial<Readonly<Record<RouteId, DropTarget>>> = {
  label: 'labels',
  tune: 'prompts',
  playground: 'images',
};

const notFetched = {
  title: 'The file was not read',
  body: 'A part of the studio could not be fetched. Check the connection, and drop the file again.',
};

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
