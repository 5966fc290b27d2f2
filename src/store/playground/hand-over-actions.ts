import { type AlephSetup, readAlephRequest } from '../../core/playground/hand-over/aleph-request';
import { withOpenedCall } from '../../core/playground/hand-over/opened-call';
import { withTextsToRank } from '../../core/playground/hand-over/texts-to-rank';
import type { AttachedImage, ImagesPort } from '../../core/playground/images/images-port';
import { withUsedImages } from '../../core/playground/images/prompt-parts';
import type { KeptImage, PlaygroundPart, PlaygroundWork } from '../../core/playground/playground-work';
import { typedText } from '../../core/playground/sent-prompt';
import { escapeTemplate } from '../../core/prompt/template';
import { commitDocument } from '../change-project';
import { errorData } from '../model-choice';
import type { PlaygroundActions } from './playground-actions';
import type { PlaygroundChecks } from './playground-checks';
import type { PlaygroundContext } from './playground-context';

type HandOverActions = Pick<PlaygroundActions, 'openAlephRequest' | 'sendToAlign' | 'openCall' | 'openTexts'>;

/** From and to other rooms and programs. */
export function handOverActions(context: PlaygroundContext, checks: PlaygroundChecks): HandOverActions {
  const { get, kept, setKept, deps, notify } = context;

  const change = (next: (work: PlaygroundWork) => PlaygroundWork) => {
    setKept((before) => withUsedImages(next(before)));
    checks.modelChanged();
    checks.ensure();
  };

  return {
    sendToAlign() {
      const { system, turns, parts } = kept().prompt;
      const text = [system, typedText(parts)].filter((part) => part.trim() !== '').join('\n\n');
      commitDocument(context, { ...get().project.prompt, preamble: escapeTemplate(text) }, { kind: 'edit-prompt' });
      const left = [
        ...(turns.length > 0 ? ['earlier turns'] : []),
        ...(parts.some(({ type }) => type === 'image') ? ['images'] : []),
      ];
      if (left.length === 0) return;
      notify({
        title: 'The prompt is in Align',
        body: `Its ${left.join(' and ')} stayed here: a prompt of Align is text.`,
      });
    },
    async openCall(callId) {
      const call = get().calls.find(({ id }) => id === callId);
      if (call === undefined) return;
      const last = call.prompt.turns.at(-1)?.parts ?? [];
      const found: Record<string, KeptImage> = {};
      const parts: PlaygroundPart[] = [];
      for (const part of last) {
        if (part.type === 'text') parts.push(part);
        else {
          const attached = await readData(await deps.loadImages(), part);
          if (attached === null) continue;
          found[attached.sha256] = attached.image;
          parts.push({ type: 'image', sha256: attached.sha256 });
        }
      }
      change((work) =>
        withOpenedCall({ ...work, images: { ...work.images, ...found } }, call, { parts, newId: deps.newId }),
      );
    },
    openTexts: (texts) => change((work) => withTextsToRank(work, texts)),
    async openAlephRequest(text) {
      const read = readAlephRequest(text);
      if (!read.ok) return read.error;
      try {
        const { parts, images } = await partsOf(read.value.items, deps.loadImages);
        change((work) =>
          withAleph({ ...work, images: { ...work.images, ...images } }, read.value, { parts, newId: deps.newId }),
        );
      } catch (error) {
        return errorData(error).message;
      }
      const { left } = read.value;
      if (left.length > 0)
        notify({ title: 'Not everything was taken', body: `There is no counterpart for ${left.join(', ')}.` });
      return null;
    },
  };
}

async function partsOf(items: AlephSetup['items'], loadImages: () => Promise<ImagesPort>) {
  const images: Record<string, KeptImage> = {};
  const parts: PlaygroundPart[] = [];
  for (const item of items) {
    if (item.type === 'text') {
      parts.push({ type: 'text', text: item.data });
      continue;
    }
    const port = await loadImages();
    const whole = await readData(port, item);
    if (whole === null) throw new Error('An image of the request cannot be read.');
    const { x, y, size } = item;
    const cropped =
      x === undefined || y === undefined || size === undefined ? null : await port.crop(whole.image, { x, y, size });
    if (cropped !== null && !cropped.ok) throw new Error(cropped.error);
    const { sha256, image } = cropped === null ? whole : cropped.value;
    images[sha256] = image;
    parts.push({ type: 'image', sha256 });
  }
  return { parts, images };
}

/** As it is: its bytes are what was sent. */
async function readData(images: ImagesPort, { data }: { readonly data: string }): Promise<AttachedImage | null> {
  const bytes = decode(data);
  if (bytes === null) return null;
  const source = { kind: 'file', name: 'image', file: new Blob([bytes]) } as const;
  const found = await images.read({ source, original: true, privateMode: true });
  return found.ok ? found.value : null;
}

function decode(data: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

interface Taken {
  readonly parts: readonly PlaygroundPart[];
  readonly newId: () => string;
}

function withAleph(work: PlaygroundWork, setup: AlephSetup, { parts, newId }: Taken): PlaygroundWork {
  const { task, expected, sampling, options, bias, completions, bestOf } = setup;
  if (task === 'embed') {
    const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    return { ...work, task, embed: { ...work.embed, texts: texts.join('\n'), dataset: null } };
  }
  const { rawPrompt: _, ...others } = options;
  const hasImages = parts.some(({ type }) => type === 'image');
  return {
    ...work,
    task,
    prompt: { ...work.prompt, system: '', turns: [], parts },
    evaluate: task === 'evaluate' ? { ...work.evaluate, expected, as: 'continuation' } : work.evaluate,
    complete:
      task === 'complete'
        ? {
            ...work.complete,
            sampling,
            // There the text goes to the model as it is; with images only a template can say where they are.
            options: hasImages ? others : options,
            bias: bias.map(({ token, bias: by }) => ({ id: newId(), token: { kind: 'id', id: token }, bias: by })),
            completions,
            bestOf,
          }
        : work.complete,
  };
}
