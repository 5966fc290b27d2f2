import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProject } from '../../testing/arbitrary-project';
import { wellFormedProject } from '../../testing/malformed-files';
import { canonicalJson } from '../canonical-json';
import { labelerSamples } from '../labeler/samples';
import { practiceModel } from '../model/model-ref';
import { labelerJsonSchema, projectJsonSchema, promptJsonSchema } from '../published/json-schemas';
import { tuningSamples } from '../tuning/samples';
import { exportProjectJson, exportPromptJson } from './export-project';
import { importText } from './import-project';
import { fetchedSamples, samples } from './samples';

/**
 * What lies in `public/` is made from the code. After a change of a schema or a sample, make the files anew with
 * `npx vitest run src/core/project/published-files.test.ts --update`, and look at the difference.
 */
const published = resolve(import.meta.dirname, '../../../public');
const at = '2026-01-01T00:00:00.000Z';

const files = new Map([
  ['schema/project-v6.json', canonicalJson(projectJsonSchema())],
  ['schema/prompt-v1.json', canonicalJson(promptJsonSchema())],
  ['schema/labeler-v1.json', canonicalJson(labelerJsonSchema())],
  ...samples.map(
    (sample) => [`samples/${sample.key}.project.json`, exportProjectJson(sample.build({ id: 'sample', at }))] as const,
  ),
]);

/** Of formats that are no longer written. Files in them lie in somebody's folder, so their schemas stay as they are. */
const past = [1, 2, 3, 4, 5].map((version) => `schema/project-v${version}.json`);

/** Not made from code: written once, and checked where the samples are listed. */
const written = [
  ...labelerSamples.flatMap(({ file, newRowsFile }) => [file, newRowsFile ?? []].flat()),
  ...tuningSamples.flatMap(({ constitutionFile, promptsFile }) => [constitutionFile, promptsFile]),
];

/** Made, and checked, where what they need can be put together: see `src/support-triage.test.ts`. */
const trained = fetchedSamples.map(({ path }) => path);

describe('the published files', () => {
  it.each([...files])('hold %s as the code makes it', async (path, text) => {
    expect.soft(existsSync(resolve(published, path)), 'the file is missing').toBe(true);
    await expect(text).toMatchFileSnapshot(resolve(published, path));
  });

  it('are all there is in their folders', () => {
    const found = ['schema', 'samples'].flatMap((folder) =>
      readdirSync(resolve(published, folder)).map((file) => `${folder}/${file}`),
    );
    const known = [...files.keys(), ...past, ...trained, ...written.map((file) => `samples/${file}`)];
    expect(found.sort()).toEqual(known.sort());
  });
});

describe('the JSON Schemas', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const isProject = ajv.compile(projectJsonSchema());
  const isPrompt = ajv.compile(promptJsonSchema());

  it('accept every project that is exported', () => {
    fc.assert(
      fc.property(arbitraryProject(), (project) => {
        expect(isProject(JSON.parse(exportProjectJson(project))), JSON.stringify(isProject.errors)).toBe(true);
        const prompt = exportPromptJson(project, { model: practiceModel });
        expect(isPrompt(JSON.parse(prompt)), JSON.stringify(isPrompt.errors)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('refuse a field that does not belong there, and a missing one', () => {
    const file = JSON.parse(exportProjectJson(wellFormedProject()));
    expect(isProject({ ...file, apiKey: 'x' })).toBe(false);
    const { turns: _turns, ...without } = file;
    expect(isProject(without)).toBe(false);
    expect(isPrompt(file)).toBe(false);
  });
});

describe('a project file of version 1', () => {
  const text = readFileSync(resolve(import.meta.dirname, 'fixtures/creative-uses.v1.project.json'), 'utf8');

  it('is what the published schema of version 1 says', () => {
    const schema = JSON.parse(readFileSync(resolve(published, 'schema/project-v1.json'), 'utf8'));
    const isProject = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(isProject(JSON.parse(text)), JSON.stringify(isProject.errors)).toBe(true);
  });

  it('is imported as the project that it was, without a labeler', () => {
    const built = samples[0]?.build({ id: 'sample', at });
    expect(built?.labeler).toBeNull();
    expect(importText(text, { newId: () => 'sample', at })).toEqual({
      ok: true,
      value: { project: built, from: 'project', notes: [] },
    });
  });
});

describe('a project file of version 2', () => {
  const text = readFileSync(resolve(import.meta.dirname, 'fixtures/every-part.v2.project.json'), 'utf8');
  const file = JSON.parse(text);
  const read = importText(text, { newId: () => 'imported', at });
  const project = read.ok ? read.value.project : null;

  it('is what the published schema of version 2 says', () => {
    const schema = JSON.parse(readFileSync(resolve(published, 'schema/project-v2.json'), 'utf8'));
    const isProject = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(isProject(file), JSON.stringify(isProject.errors)).toBe(true);
  });

  it('is imported with nothing to be told of it, and exports the same bytes ever after', () => {
    expect(read).toMatchObject({ ok: true, value: { notes: [] } });
    if (project === null) return;
    const again = importText(exportProjectJson(project), { newId: () => 'imported', at });
    expect(again).toEqual(read);
  });

  it('has each run as a root turn of its own, with everything that was in it', () => {
    expect(
      project?.turns.map(({ parentId, input: { message, ...input }, chosenId, ...rest }) => {
        expect([parentId, message]).toEqual([null, null]);
        return { ...rest, ...input, selectedId: chosenId };
      }),
    ).toEqual(file.runs);
    expect(project?.currentTurnId).toBe(file.currentRunId);
  });

  it('keeps the ids by which principles know the feedback that made them', () => {
    const candidates = project?.turns.flatMap((turn) => turn.candidates.map(({ id }) => `${turn.id}/${id}`));
    const made = project?.prompt.principles.flatMap(({ sources }) =>
      sources.filter((source) => source.by === 'feedback'),
    );
    expect(made?.length).toBeGreaterThan(3);
    for (const { run } of made ?? []) expect(candidates).toContain(`${run.id}/${run.candidateId}`);
  });

  it('keeps history, folds, inputs, the labeler and what was not finished', () => {
    const { $schema: _, kind: _kind, version: _version, runs: _runs, currentRunId: _current, drafts, ...rest } = file;
    expect(project).toMatchObject(rest);
    const { runId, ...draft } = drafts.feedback;
    expect(project?.drafts).toEqual({ ...drafts, feedback: { ...draft, turnId: runId } });
  });

  it('whose runs are no runs is refused by name', () => {
    const refusal = (changes: object) => {
      const refused = importText(JSON.stringify({ ...file, ...changes }), { newId: () => 'imported', at });
      return refused.ok ? [] : refused.error.problems;
    };
    expect(refusal({ runs: 5 })).toEqual(['turns: expected a list, got the number 5.']);
    expect(refusal({ runs: [5], currentRunId: null, drafts: { ...file.drafts, feedback: null } })).toEqual([
      'turns[0]: expected an object, got the number 5.',
    ]);
    expect(refusal({ drafts: 5 })).toEqual(['drafts: expected an object, got the number 5.']);
    expect(refusal({ runs: [{ ...file.runs[0], values: undefined }] })).toEqual([
      'turns[0].input.values: missing, expected an object.',
    ]);
  });
});

describe.each([
  { version: 4, since: { keptPairs: [], tuning: null, playground: null } },
  { version: 5, since: { playground: null } },
])('a project file of version $version', ({ version, since }) => {
  const text = readFileSync(resolve(import.meta.dirname, `fixtures/museum-guide.v${version}.project.json`), 'utf8');

  it('is what the published schema of its version says', () => {
    const schema = JSON.parse(readFileSync(resolve(published, `schema/project-v${version}.json`), 'utf8'));
    const isProject = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(isProject(JSON.parse(text)), JSON.stringify(isProject.errors)).toBe(true);
  });

  it('is imported as the project that it was', () => {
    const { $schema: _, kind: _kind, version: _version, ...rest } = JSON.parse(text);
    expect(importText(text, { newId: () => 'imported', at })).toEqual({
      ok: true,
      value: {
        project: { ...rest, id: 'imported', ...since },
        from: 'project',
        notes: [],
      },
    });
  });
});

describe('the published samples', () => {
  it.each(samples)('can be imported: $name', (sample) => {
    const built = sample.build({ id: 'sample', at });
    const read = importText(exportProjectJson(built), { newId: () => 'sample', at });
    expect(read).toEqual({ ok: true, value: { project: built, from: 'project', notes: [] } });
  });
});
