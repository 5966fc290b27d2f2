import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { samples } from './core/project/samples';
import { readProjectFile } from './persistence/read-project-file';
import { countingIds, someInstant } from './testing/builders';
import { openStudio } from './testing/open-studio';

const never = new AbortController().signal;

describe('opening a sample', () => {
  it('that is built needs no network, and is about its prompt', async () => {
    const { state, actions, fetched } = await open();
    for (const { key, name } of samples) {
      expect(await actions.project.openSample(key, never)).toEqual({ ok: true, value: 'prompt' });
      expect(state().project.name).toBe(name);
    }
    expect(fetched).toEqual([]);
  });

  it('with a finished run fetches it then, and opens it as a project of now', async () => {
    const { state, actions, fetched } = await open();
    expect(fetched).toEqual([]);
    expect(await actions.project.openSample('support-triage', never)).toEqual({ ok: true, value: 'labeler' });
    expect(fetched).toEqual(['samples/support-triage.project.json']);
    const { project, projects } = state();
    expect(project).toMatchObject({ name: 'Support triage', createdAt: someInstant, currentTurnId: null });
    expect(project.labeler?.runs).toMatchObject([{ status: { status: 'finished' } }]);
    expect(projects.map(({ name }) => name)).toContain('Support triage');
  });

  it('twice gives two projects', async () => {
    const { state, actions } = await open();
    await actions.project.openSample('support-triage', never);
    const first = state().project.id;
    await actions.project.openSample('support-triage', never);
    expect(state().project.id).not.toBe(first);
  });

  it('that is not to be had says so, and changes nothing', async () => {
    const { state, actions } = await open(() => Promise.reject(new Error('Expected the file, got HTTP 404.')));
    const before = state().project;
    expect(await actions.project.openSample('support-triage', never)).toMatchObject({
      ok: false,
      error: { title: '“Support triage” could not be fetched', problems: [expect.stringContaining('HTTP 404')] },
    });
    expect(state().project).toBe(before);
  });

  it('is checked like any file: a host that gives a page for every address is found out', async () => {
    const { state, actions } = await open(async () => new Blob(['<!doctype html><title>Home</title>']));
    const before = state().project;
    expect(await actions.project.openSample('support-triage', never)).toMatchObject({
      ok: false,
      error: {
        title: '“Support triage” came in a form that cannot be opened',
        problems: [
          expect.stringMatching(/^The file is not valid JSON\. Line 1/),
          expect.stringContaining('Reload the page'),
        ],
      },
    });
    expect(state().project).toBe(before);
  });

  it('that is not wanted any more when it comes changes nothing', async () => {
    const leaving = new AbortController();
    const { state, actions } = await open(async (path) => {
      leaving.abort(new Error('The dialog was closed.'));
      return published(path);
    });
    const before = state().project;
    await expect(actions.project.openSample('support-triage', leaving.signal)).rejects.toThrow(
      'The dialog was closed.',
    );
    expect(state().project).toBe(before);
  });
});

function published(path: string): Blob {
  return new Blob([readFileSync(resolve(import.meta.dirname, '../public', path))]);
}

async function open(fetchFile: (path: string) => Promise<Blob> = async (path) => published(path)) {
  const newId = countingIds();
  const fetched: string[] = [];
  const opened = await openStudio({
    readProjectFile: (file) => readProjectFile(file, { newId, at: someInstant }),
    fetchFile(path) {
      fetched.push(path);
      return fetchFile(path);
    },
    newId,
  });
  return { ...opened, fetched };
}
