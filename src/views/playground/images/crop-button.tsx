import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/button';

const CropDialog = lazy(() => import('./crop-dialog').then((module) => ({ default: module.CropDialog })));

/** Opens the dialog that cuts a square out of an image. */
export function CropButton({ images }: { readonly images: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon="crop"
        label="Crop"
        tip={images.length === 1 ? 'Crop image 1' : 'Crop one of the images'}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <Suspense>
          <CropDialog images={images} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
