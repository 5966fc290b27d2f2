import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

interface Where {
  /** In words. */
  readonly state: string;
  /** A selector; the whole page takes seconds where it is long. */
  readonly within?: string;
}

export async function expectNothingFound(page: Page, { state, within }: Where): Promise<void> {
  // Without legacy mode each analysis opens a page of its own, to join what was found in frames of other origins: there are none.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (within === undefined ? builder : builder.include(within)).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`,
  );
  expect.soft(found, state).toEqual([]);
}
