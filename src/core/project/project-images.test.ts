import { describe, expect, it } from 'vitest';
import { buildProject } from '../../testing/builders';
import type { KeptImage } from '../playground/playground-work';
import { blankPlaygroundWork } from '../playground/playground-work';
import { exportProjectJson } from './export-project';
import { importText } from './import-project';
import { imageBytes, withoutImages } from './project-images';

const sha256 = 'ab'.repeat(32);
const bytes = 1000;
const image: KeptImage = {
  name: 'sea.jpg',
  mimeType: 'image/jpeg',
  width: 4,
  height: 3,
  data: Buffer.alloc(bytes).toString('base64'),
};
const withImage = {
  ...buildProject(),
  playground: {
    ...blankPlaygroundWork,
    images: { [sha256]: image },
    prompt: { ...blankPlaygroundWork.prompt, parts: [{ type: 'image', sha256 }] as const },
  },
};

describe('the images of a project', () => {
  it('are as large as their bytes, not as the text that holds them', () => {
    expect(imageBytes(withImage)).toBe(bytes);
    expect(imageBytes(buildProject())).toBe(0);
  });

  it('can stay behind: the file is read back, and its prompt still names the image', () => {
    const read = importText(exportProjectJson(withoutImages(withImage)), {
      newId: () => 'p2',
      at: '2026-05-05T05:05:05.005Z',
    });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.project.playground).toMatchObject({ images: {}, prompt: { parts: [{ type: 'image', sha256 }] } });
  });
});
