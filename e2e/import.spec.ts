import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { expect, type Locator } from 'playwright/test';
import { malformedFiles } from '../src/testing/malformed-files';
import type { StudioPage } from './pages/studio-page';
import { test } from './pages/test';

declare global {
  interface Window {
    /** Characters or bytes of each text and file that the page itself read. */
    readByPage: number[];
    bigFiles: DataTransfer;
  }
}

test.describe('a file that cannot be imported', () => {
  test('says what is wrong and leaves the project as it was', async ({ studio }) => {
    expect(malformedFiles.length).toBeGreaterThanOrEqual(30);
    await studio.open();
    await studio.prompt.fill('Mine: {item}');
    await studio.saved();
    const before = await studio.export('Project JSON');
    // Too large to be handed over by a test; it has a test of its own below.
    const files = malformedFiles.filter(({ name }) => name !== 'over-50-mb');
    for (const file of files) {
      await test.step(file.name, async () => {
        const content = file.content();
        await studio.importFile(`${file.name}.json`, content);
        const alert = studio.alert(`“${file.name}.json” was not imported, and nothing was changed.`);
        await expect(alert).toBeVisible();
        expect(await saidIn(alert)).toMatch(file.expectMessage);
        await alert.getByRole('button', { name: 'Dismiss' }).click();
        await expect(alert).toBeHidden();
      });
    }
    expect(await studio.export('Project JSON')).toEqual(before);
  });

  test('is read beside the page, however large it is', async ({ studio, page }) => {
    await studio.open();
    await page.evaluate(() => {
      window.bigFiles = new DataTransfer();
      for (const [name, text] of [
        ['huge.json', ' '.repeat(51 * 1024 * 1024)],
        ['long.json', `[${'1,'.repeat(10 * 1024 * 1024)}1]`],
      ] as const)
        window.bigFiles.items.add(new File([text], name, { type: 'application/json' }));
    });
    // What the page itself takes in or takes apart stops it for as long as that takes.
    await page.evaluate(() => {
      window.readByPage = [];
      const { parse } = JSON;
      JSON.parse = (text: string, ...rest) => {
        window.readByPage.push(text.length);
        return parse(text, ...rest);
      };
      for (const way of ['text', 'arrayBuffer', 'stream'] as const) {
        const read = Blob.prototype[way] as () => never;
        Blob.prototype[way] = function (this: Blob) {
          window.readByPage.push(this.size);
          return read.call(this);
        };
      }
    });
    await page.getByLabel('Import file').evaluate((input: HTMLInputElement) => {
      input.files = window.bigFiles.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await expect(studio.alert('The file is too large')).toContainText('It has 51.0 MB; files up to 50 MB');
    await expect(studio.alert('“long.json” was not imported')).toBeVisible();
    const longest = await page.evaluate(() => Math.max(0, ...window.readByPage));
    expect(longest, 'characters read by the page').toBeLessThan(1024 * 1024);
  });
});

test.describe('an exported project', () => {
  test('comes back byte by byte', { tag: '@story' }, async ({ studio }) => {
    await studio.open();
    await workALittle(studio);
    const first = await studio.export('Project JSON');
    // An empty one between: what is imported looks like what was exported.
    await studio.chooseInProjectMenu('New project');
    await expect(studio.principles).toHaveCount(0);
    await studio.importFile(first.name, first.text);
    await expect(studio.principles).toHaveCount(2);
    await studio.saved();
    const second = await studio.export('Project JSON');
    expect(second).toEqual(first);
  });

  test('fits its schema', async ({ studio }) => {
    await studio.open();
    await workALittle(studio);
    const { text } = await studio.export('Project JSON');
    expect(await problems('project-v6.json', text)).toEqual([]);
  });
});

test.describe('an exported prompt', () => {
  test('fits its schema, and opens as a project of its own', async ({ studio }) => {
    await studio.open();
    await workALittle(studio);
    const { name, text } = await studio.export('Prompt JSON');
    expect(await problems('prompt-v1.json', text)).toEqual([]);
    await studio.chooseInProjectMenu('New project');
    await expect(studio.prompt).toHaveValue('');
    await studio.importFile(name, text);
    await expect(studio.prompt).toHaveValue('Give three uses for {item}.');
    await expect(studio.principle(1)).toContainText('Answer in one sentence.');
    await expect(studio.principle(2)).toContainText('Mention the price.');
  });

  test('is what the model reads, as text and as a page', async ({ studio }) => {
    await studio.open();
    await workALittle(studio);
    const plain = await studio.export('Prompt text');
    expect(plain.text).toContain('Give three uses for {item}.');
    expect(plain.text).toMatch(/1\. Answer in one sentence\.\n2\. Mention the price\./);
    const markdown = await studio.export('Markdown');
    expect(markdown.name).toMatch(/\.md$/);
    expect(markdown.text).toContain('Mention the price.');
  });
});

test.describe('a prompt as text', () => {
  test('takes the place of the prompt and its principles, and undo brings them back', async ({ studio, page }) => {
    await studio.open();
    await workALittle(studio);
    const { name, text } = await studio.export('Prompt text');
    await studio.chooseInProjectMenu('New project');
    await studio.prompt.fill('Mine.');
    await studio.importFile(name, text);
    const asked = page.getByRole('dialog', { name: `Use “${name}” as the prompt?` });
    await expect(asked).toContainText('2 principles');
    await asked.getByRole('button', { name: 'Replace the prompt' }).click();
    await expect(studio.prompt).toHaveValue('Give three uses for {item}.');
    await expect(studio.principles).toHaveCount(2);
    expect((await studio.export('Prompt text')).text).toBe(text);
    await studio.undo.click();
    await expect(studio.prompt).toHaveValue('Mine.');
    await expect(studio.principles).toHaveCount(0);
  });

  test('opens as a project of its own, with {{name}} for a variable', async ({ studio, page }) => {
    await studio.open();
    await studio.importFile('mail.md', 'Write to {{email}} as JSON: {"to": ""}.\n');
    await page.getByRole('dialog').getByRole('button', { name: 'New project' }).click();
    await expect(studio.prompt).toHaveValue('Write to {email} as JSON: {"to": ""}.');
    await expect(studio.variables.getByRole('textbox', { name: 'email' })).toBeVisible();
  });
});

test.describe('rows of a table', () => {
  test('of a file become input sets, matched by name, and can be removed again', { tag: '@story' }, async ({
    studio,
    page,
  }) => {
    await studio.open();
    await studio.chooseInProjectMenu('New project');
    await studio.prompt.fill('Give a use for {item}.');
    await studio.importFile('items.csv', 'Item,Year\na spoon,1990\n"a fork, bent",2001\n');
    const asked = page.getByRole('dialog', { name: 'Use the 2 rows as input sets?' });
    await expect(asked).toContainText('No variable for Year');
    await asked.getByRole('button', { name: 'Use as input sets' }).click();
    await expect(page.getByText('2 input sets added from “items.csv”.')).toBeVisible();
    await page.getByRole('button', { name: 'Input sets' }).click();
    await page.getByRole('button', { name: 'Load a fork, bent' }).click();
    await expect(studio.variables.getByRole('textbox', { name: 'item' })).toHaveValue('a fork, bent');
    await page.getByRole('button', { name: 'Remove them' }).click();
    await expect(page.getByRole('button', { name: 'Load a spoon' })).toBeHidden();
  });

  test('of the clipboard are asked about, and can be text', async ({ studio, page }) => {
    await studio.open();
    await studio.chooseInProjectMenu('New project');
    await studio.prompt.fill('Tell {reader} of {item}.');
    const reader = studio.variables.getByRole('textbox', { name: 'reader' });
    const paste = () =>
      reader.evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'cooks\ta spoon\nsmiths\ta nail\n');
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
    await paste();
    const asked = page.getByRole('dialog', { name: 'Use the 2 rows as input sets?' });
    await asked.getByRole('button', { name: 'Paste as text' }).click();
    await expect(reader).toHaveValue('cooks\ta spoon\nsmiths\ta nail\n');
    await reader.fill('');
    await paste();
    await asked.getByRole('button', { name: 'Use as input sets' }).click();
    await page.getByRole('button', { name: 'Input sets' }).click();
    await page.getByRole('button', { name: 'Load smiths' }).click();
    await expect(reader).toHaveValue('smiths');
    await expect(studio.variables.getByRole('textbox', { name: 'item' })).toHaveValue('a nail');
  });
});

test('a file of the ancestor opens with its principles', async ({ studio }) => {
  await studio.open();
  const file = {
    preamble: 'You are a helpful cook. Suggest {dish}.',
    original_preamble: 'Suggest {dish}.',
    principles: ['Name the oven temperature.', 'Avoid nuts.'],
    conversations: [
      [
        { is_user: true, text: 'What is for dinner?' },
        { is_user: false, text: 'Soup.' },
      ],
    ],
  };
  await studio.importFile('alignable.json', JSON.stringify(file));
  await expect(studio.prompt).toHaveValue('You are a helpful cook. Suggest {dish}.');
  await expect(studio.principles).toHaveCount(2);
  await expect(studio.principle(2)).toContainText('Avoid nuts.');
  await expect(studio.alert('was imported')).toBeVisible();
});

async function workALittle(studio: StudioPage): Promise<void> {
  await studio.prompt.fill('Give three uses for {item}.');
  await studio.addPrinciple('Answer in one sentence.');
  await studio.addPrinciple('Mention the price.');
  await studio.run();
  await studio.saved();
}

/** Title, then a line for each problem. */
async function saidIn(alert: Locator): Promise<string> {
  const title = await alert.locator('b').first().textContent();
  return [title, ...(await alert.getByRole('listitem').allTextContents())].join('\n');
}

async function problems(schemaFile: string, text: string): Promise<readonly unknown[]> {
  const schema = JSON.parse(await readFile(resolve(import.meta.dirname, '../public/schema', schemaFile), 'utf8'));
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  validate(JSON.parse(text));
  return validate.errors ?? [];
}
