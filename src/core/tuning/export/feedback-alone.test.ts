import { expect, it } from 'vitest';
import { exportData } from './export-data';
import { defaultExportSettings } from './export-settings';
import type { TrainingExample } from './training-example';

it('data of feedback alone needs no run', async () => {
  const feedback = Array.from(
    { length: 20 },
    (_, index): TrainingExample => ({
      kind: 'preference',
      promptKey: `prompt ${index}`,
      id: `run ${index}`,
      turns: [{ role: 'user', text: `Prompt ${index}` }],
      systemMessage: '',
      chosen: 'Yes.',
      rejected: 'No.',
      isEdited: false,
    }),
  );
  const settings = { ...defaultExportSettings, format: 'trl-preference', includeFeedback: true } as const;
  const request = {
    runs: [],
    edits: {},
    lateDifference: 512,
    settings,
    as: 'jsonl',
    feedback,
    projectName: 'P',
  } as const;
  const made = await exportData(request, {
    rows: async function* () {},
    now: '2026-01-01T00:00:00.000Z',
  });
  expect(made).toMatchObject({ training: 18, validation: 2, leftOut: {}, problems: [] });
  expect(made.files.map(({ name }) => name)).toContain('README.md');
});
