import type { KeptImage, PlaygroundPart, PlaygroundRun, PlaygroundWork } from '../playground-work';

type Parts = readonly PlaygroundPart[];

/** Puts an image into a text, at this offset in UTF-16 units; without one before the part, and behind all where there is no such part. */
export function withImage(
  parts: Parts,
  { place, offset }: { readonly place: number; readonly offset?: number | undefined },
  sha256: string,
): Parts {
  const around = withTextAround(parts);
  const image = { type: 'image', sha256 } as const;
  const part = around[place];
  if (part?.type !== 'text' || offset === undefined) return withTextAround(around.toSpliced(place, 0, image));
  const halves = [part.text.slice(0, offset), part.text.slice(offset)].map((text) => ({ type: 'text', text }) as const);
  return withTextAround(around.toSpliced(place, 1, ...halves.slice(0, 1), image, ...halves.slice(1)));
}

/** Without the part of this place; what was on either side of it becomes one text. */
export function withoutPart(parts: Parts, place: number): Parts {
  return withTextAround(parts.toSpliced(place, 1));
}

/** A text before, between and behind all images, so that there is room to type everywhere; the same prompt but for empty texts. */
export function withTextAround(parts: Parts): Parts {
  const found: PlaygroundPart[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    if (part.type === 'text' && before?.type === 'text')
      found[found.length - 1] = { type: 'text', text: before.text + part.text };
    else if (part.type === 'image' && before?.type !== 'text') found.push({ type: 'text', text: '' }, part);
    else found.push(part);
  }
  return found.at(-1)?.type === 'text' ? found : [...found, { type: 'text', text: '' }];
}

/** Another image in the place of one, wherever the set-up has it. Runs keep what they sent. */
export function withImageReplaced(work: PlaygroundWork, before: string, after: string): PlaygroundWork {
  return {
    ...work,
    prompt: {
      ...work.prompt,
      parts: work.prompt.parts.map((part) =>
        part.type === 'image' && part.sha256 === before ? { type: 'image', sha256: after } : part,
      ),
    },
    embed: { ...work.embed, images: work.embed.images.map((sha256) => (sha256 === before ? after : sha256)) },
  };
}

/** Images that nothing in the project shows or has sent go. */
export function withUsedImages(work: PlaygroundWork): PlaygroundWork {
  const used = new Set([...imagesOf(work.prompt.parts), ...work.embed.images, ...work.runs.flatMap(imagesOfRun)]);
  const kept = Object.entries(work.images).filter(([sha256]) => used.has(sha256));
  if (kept.length === Object.keys(work.images).length) return work;
  return { ...work, images: Object.fromEntries(kept) as Readonly<Record<string, KeptImage>> };
}

function imagesOfRun(run: PlaygroundRun): readonly string[] {
  return run.kind === 'embed' ? run.setup.images : imagesOf(run.prompt.parts);
}

function imagesOf(parts: Parts): readonly string[] {
  return parts.flatMap((part) => (part.type === 'image' ? [part.sha256] : []));
}
