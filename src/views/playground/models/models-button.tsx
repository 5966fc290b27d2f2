import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/button';

const ModelsTable = lazy(() => import('./models-table').then((module) => ({ default: module.ModelsTable })));

export function ModelsButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        tight
        variant="ghost"
        icon="table"
        label="Models"
        tip="What each model can do"
        onClick={() => setOpen(true)}
      >
        Models
      </Button>
      {isOpen && (
        <Suspense>
          <ModelsTable onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
