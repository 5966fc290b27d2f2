import { useState } from 'react';
import { cropProblem, type Square } from '../../../core/playground/images/image-limits';
import type { KeptImage } from '../../../core/playground/playground-work';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { NumberInput } from '../../ui/number-input';
import { Select } from '../../ui/select';
import { usePlaygroundActions, usePlaygroundWork } from '../use-playground';

interface CropDialogProps {
  readonly images: readonly string[];
  readonly onClose: () => void;
}

/** A square of an image, in pixels of the upright picture. */
export function CropDialog({ images, onClose }: CropDialogProps) {
  const kept = usePlaygroundWork((work) => work.images);
  const [chosen, setChosen] = useState(0);
  const sha256 = images[chosen] ?? '';
  const image = kept[sha256];
  return (
    <Dialog open title="Crop image" size="medium" keepsDraft onClose={onClose}>
      {images.length > 1 && (
        <Select
          label="Image"
          value={String(chosen)}
          options={images.map((each, at) => ({ value: String(at), label: `${at + 1} ${kept[each]?.name ?? ''}` }))}
          onPick={(at) => setChosen(Number(at))}
        />
      )}
      {image === undefined ? (
        <p>The image is not in this project any more.</p>
      ) : (
        <CropForm key={`${sha256}/${chosen}`} sha256={sha256} image={image} onDone={onClose} />
      )}
    </Dialog>
  );
}

interface CropFormProps {
  readonly sha256: string;
  readonly image: KeptImage;
  readonly onDone: () => void;
}

function CropForm({ sha256, image, onDone }: CropFormProps) {
  const { cropImage } = usePlaygroundActions();
  const { width, height } = image;
  const size = Math.min(width, height);
  const [square, setSquare] = useState<Square>({
    x: Math.floor((width - size) / 2),
    y: Math.floor((height - size) / 2),
    size,
  });
  const [failed, setFailed] = useState<string | null>(null);
  const [isWorking, setWorking] = useState(false);
  const problem = cropProblem(square, image) ?? failed ?? undefined;
  const change = (next: Partial<Square>) => {
    setFailed(null);
    setSquare({ ...square, ...next });
  };

  async function crop() {
    setWorking(true);
    const why = await cropImage(sha256, square).catch(() => 'The image could not be cropped. Try again.');
    setWorking(false);
    if (why === null) onDone();
    else setFailed(why);
  }

  return (
    <div className="grid gap-3">
      <Preview image={image} square={square} />
      <div className="grid grid-cols-3 items-start gap-2">
        <NumberInput label="x" step={1} value={square.x} onNumber={(x) => change({ x })} />
        <NumberInput label="y" step={1} value={square.y} onNumber={(y) => change({ y })} />
        <NumberInput label="Size" step={1} value={square.size} onNumber={(next) => change({ size: next })} />
      </div>
      <p className="hint">
        Pixels from the upper left corner; the image has {width} × {height}.
      </p>
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <Button
        variant="primary"
        className="justify-self-end"
        pending={isWorking}
        unavailable={cropProblem(square, image)}
        onClick={() => void crop()}
      >
        Crop
      </Button>
    </div>
  );
}

/** What is left bright is kept. */
function Preview({ image, square }: { readonly image: KeptImage; readonly square: Square }) {
  const percent = (part: number, of: number) => `${(100 * part) / of}%`;
  return (
    <div className="relative mx-auto w-fit overflow-hidden rounded-s">
      <img
        className="block max-h-[45vh] max-w-full"
        alt={`${image.name}, with the square that is kept`}
        src={`data:${image.mimeType};base64,${image.data}`}
      />
      <div
        aria-hidden="true"
        className="absolute outline-2 outline-focus [box-shadow:0_0_0_9999px_rgb(0_0_0/0.5)]"
        style={{
          left: percent(square.x, image.width),
          top: percent(square.y, image.height),
          width: percent(square.size, image.width),
          height: percent(square.size, image.height),
        }}
      />
    </div>
  );
}
