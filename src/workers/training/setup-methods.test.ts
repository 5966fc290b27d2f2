import { expect, it } from 'vitest';
import { suggestMapping } from '../../core/dataset/suggest-mapping';
import { defaultReadOptions } from '../../core/dataset/table';
import { defaultHyperparameters } from '../../core/labeler/run/hyperparameters';
import { createMemoryTrainingStorage } from '../../persistence/memory-training-storage';
import { createTableStore } from '../table/table-store';
import { prepare } from './setup-methods';

it('a set-up that is worked out leaves room for an abort, and for signs of life, between its parts', async () => {
  const tables = createTableStore(createMemoryTrainingStorage().datasets);
  const stopping = new AbortController();
  const { signal } = stopping;
  const training = { datasetId: 'tickets', read: defaultReadOptions };
  const lines = Array.from({ length: 90 }, (_, at) => `Ticket ${at},${at % 2 === 0 ? 'Billing' : 'Bug'}\n`);
  const file = { name: 'tickets.csv', content: new Blob(['text,team\n', ...lines]) };
  const read = await tables.read({ ...training, file }, { signal, onProgress: () => {} });
  const mapping = read.ok ? suggestMapping(read.value.summary) : null;
  if (mapping === null) throw new Error('Expected a table with a label column.');

  const setup = { training, test: null, mapping, hyperparameters: defaultHyperparameters, corrections: {} };
  // The table is in memory by now: without such room, all of it would be one piece.
  setTimeout(() => stopping.abort('the set-up has changed'));
  await expect(prepare(tables, setup, signal)).rejects.toBe('the set-up has changed');
});
