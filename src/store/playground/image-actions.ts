import type { AttachedImage, ImageSource } from '../../core/playground/images/images-port';
import { withImage, withImageReplaced, withoutPart, withUsedImages } from '../../core/playground/images/prompt-parts';
import type { PlaygroundWork } from '../../core/playground/playground-work';
import { errorData } from '../model-choice';
import type { ImagePlace, PlaygroundActions } from './playground-actions';
import type { PlaygroundChecks } from './playground-checks';
import type { PlaygroundContext } from './playground-context';

type ImageActions = Pick<PlaygroundActions, 'attachImage' | 'removeImage' | 'cropImage' | 'setSendOriginal'>;

/** Images of prompts and of Embed: each is kept once, and goes when nothing has it any more. */
export function imageActions(context: PlaygroundContext, checks: PlaygroundChecks): ImageActions {
  const { kept, setKept, shown, setShown, deps, work, get } = context;
  /** What was attached in this tab: it can be read again with or without "Send original". */
  const sources = new Map<string, ImageSource>();
  let queue: Promise<void> = Promise.resolve();

  /** One after the other: two photos of a hundred megapixels at once are too much for a phone. */
  const inTurn = (name: string, task: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const projectId = get().project.id;
    const failed = (error: unknown) => refuse(name, errorData(error).message);
    queue = queue.then(async () => {
      if (get().project.id === projectId) await work.run({ scope: 'project/playground/images', failed }, task);
    });
    return queue;
  };

  const refuse = (name: string, message: string) => setShown({ attaching: { status: 'refused', name, message } });

  const change = (next: (work: PlaygroundWork) => PlaygroundWork) => {
    setKept((before) => withUsedImages(next(before)));
    if (kept().task === 'embed') checks.textsChanged();
    else checks.promptChanged();
  };

  const read = async (source: ImageSource, signal: AbortSignal): Promise<AttachedImage | null> => {
    const name = source.kind === 'file' ? source.name : source.address;
    setShown({ attaching: { status: 'reading', name } });
    const images = await deps.loadImages();
    const { privateMode } = get().settings;
    const found = await images.read({ source, original: shown().sendOriginal, privateMode });
    signal.throwIfAborted();
    if (!found.ok) {
      refuse(name, found.error);
      return null;
    }
    setShown({ attaching: { status: 'idle' } });
    sources.set(found.value.sha256, source);
    return found.value;
  };

  return {
    attachImage(from, to) {
      const source: ImageSource =
        typeof from === 'string' ? { kind: 'address', address: from } : { kind: 'file', name: from.name, file: from };
      return inTurn(typeof from === 'string' ? from : from.name, async (signal) => {
        const attached = await read(source, signal);
        if (attached !== null) change((before) => placed(before, attached, to));
      });
    },
    removeImage({ task, place }) {
      change((before) =>
        task === 'embed'
          ? { ...before, embed: { ...before.embed, images: before.embed.images.toSpliced(place, 1) } }
          : { ...before, prompt: { ...before.prompt, parts: withoutPart(before.prompt.parts, place) } },
      );
    },
    async cropImage(sha256, square) {
      const image = kept().images[sha256];
      if (image === undefined) return 'The image is not in this project any more.';
      let problem: string | null = null;
      await inTurn(image.name, async (signal) => {
        const images = await deps.loadImages();
        const found = await images.crop(image, square);
        signal.throwIfAborted();
        if (found.ok) change((before) => replaced(before, sha256, found.value));
        else problem = found.error;
      });
      return problem;
    },
    async setSendOriginal(sendOriginal) {
      if (shown().sendOriginal === sendOriginal) return;
      setShown({ sendOriginal });
      // Those that are not here any more stay as they were attached.
      for (const sha256 of Object.keys(kept().images)) {
        const source = sources.get(sha256);
        if (source === undefined) continue;
        await inTurn(kept().images[sha256]?.name ?? '', async (signal) => {
          const attached = await read(source, signal);
          if (attached !== null && attached.sha256 !== sha256) change((before) => replaced(before, sha256, attached));
        });
      }
    },
  };
}

function placed(work: PlaygroundWork, { sha256, image }: AttachedImage, at: ImagePlace): PlaygroundWork {
  const images = { ...work.images, [sha256]: work.images[sha256] ?? image };
  if (at.task === 'prompt')
    return { ...work, images, prompt: { ...work.prompt, parts: withImage(work.prompt.parts, at, sha256) } };
  return { ...work, images, embed: { ...work.embed, images: work.embed.images.toSpliced(at.place, 0, sha256) } };
}

function replaced(work: PlaygroundWork, before: string, { sha256, image }: AttachedImage): PlaygroundWork {
  return withImageReplaced({ ...work, images: { ...work.images, [sha256]: image } }, before, sha256);
}
