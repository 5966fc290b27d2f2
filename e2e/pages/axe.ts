import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

interface Where {
  /** In words. */
  readonly state: string;
  /** A selector; the whole page takes seconds where it is long. */
  readonly within?: string;
}

export async function expectNothingFound(page: Page, { state, within }: Where): Promise<void> {
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await (within === undefined ? builder : builder.include(within)).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`,
  );
  expect.soft(found, state).toEqual([]);
}
