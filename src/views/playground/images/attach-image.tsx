import { lazy, Suspense, useState } from 'react';
import type { ImagePlace } from '../../../store/playground/playground-actions';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { FileButton } from '../../ui/file-button';
import { Row } from '../../ui/row';
import { TextInput } from '../../ui/text-input';
import { useStudio } from '../../use-studio';
import { usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';

const CropDialog = lazy(() => import('./crop-dialog').then((module) => ({ default: module.CropDialog })));

/** What file inputs offer. Whatever is chosen is told by content. */
const imageFiles = 'image/png,image/jpeg,image/webp,image/gif,image/heic,image/heif,image/avif,.heic,.heif';

interface AttachImageProps {
  /** Where the next image goes. Asked when there is one, since the caret has moved by then. */
  readonly place: () => ImagePlace;
  /** What is attached, in order. */
  readonly attached: readonly string[];
  /** Why the model takes none. */
  readonly unavailable: string | undefined;
}

/** Brings images in from files and addresses; pasting and dropping are the prompt's own. */
export function AttachImage({ place, attached, unavailable }: AttachImageProps) {
  const { attachImage, setSendOriginal } = usePlaygroundActions();
  const sendOriginal = usePlayground((state) => state.sendOriginal);
  const [asks, setAsks] = useState(false);
  return (
    <div className="grid gap-2">
      <Row wraps>
        <FileButton
          variant="tight"
          label="Attach image"
          accept={imageFiles}
          unavailable={unavailable}
          onFile={(file) => void attachImage(file, place())}
        >
          Attach image
        </FileButton>
        <Button
          tight
          icon="external"
          label="Image address"
          aria-expanded={asks}
          unavailable={unavailable}
          onClick={() => setAsks(!asks)}
        >
          Address
        </Button>
        {attached.length > 0 && <CropButton images={attached} />}
      </Row>
      {unavailable !== undefined && <p className="hint">{unavailable}</p>}
      {asks && <AddressField place={place} onDone={() => setAsks(false)} />}
      <Reading />
      <Checkbox
        label="Send original"
        checked={sendOriginal}
        disabled={unavailable !== undefined && attached.length === 0}
        aside="· not turned, made smaller or freed of its metadata"
        onCheck={(on) => void setSendOriginal(on)}
      />
      {sendOriginal && attached.length > 0 && <p className="hint">A photo may say where it was taken.</p>}
    </div>
  );
}

function AddressField({ place, onDone }: { readonly place: () => ImagePlace; readonly onDone: () => void }) {
  const { attachImage } = usePlaygroundActions();
  const isPrivate = useStudio(({ settings }) => settings.privateMode);
  const [address, setAddress] = useState('');
  const why = isPrivate ? '“Data never leaves this device” is on: no address is fetched.' : undefined;
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (why !== undefined || address.trim() === '') return;
        void attachImage(address, place());
        onDone();
      }}
    >
      <TextInput
        className="flex-1"
        label="Address of an image"
        type="url"
        mono
        value={address}
        disabled={isPrivate}
        hint={why ?? 'It is fetched from its server, without cookies.'}
        placeholder="https://"
        onText={setAddress}
      />
      <Button
        type="submit"
        className="mb-5"
        unavailable={why ?? (address.trim() === '' ? 'Type an address.' : undefined)}
      >
        Attach
      </Button>
    </form>
  );
}

function Reading() {
  const attaching = usePlayground((state) => state.attaching);
  switch (attaching.status) {
    case 'idle':
      return null;
    case 'reading':
      return (
        <p className="hint" role="status">
          Reading {attaching.name}
        </p>
      );
    case 'refused':
      return <Alert title={`${attaching.name} was not attached`}>{attaching.message}</Alert>;
  }
}

/** Images of a prompt, in order, as `AttachImage` takes them. */
export function usePromptImages(): readonly string[] {
  const parts = usePlaygroundWork(({ prompt }) => prompt.parts);
  return parts.flatMap((part) => (part.type === 'image' ? [part.sha256] : []));
}

/** Opens the dialog that cuts a square out of an image. */
function CropButton({ images }: { readonly images: readonly string[] }) {
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
