import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from 'playwright/test';
import type { GeminiServer } from '../loopback/gemini/server.mjs';
import { SettingsPage } from './settings-page';

export type FeedbackKind = 'Kudos' | 'Critique' | 'Rewrite';
export type ExportFormat =
  | 'Project JSON'
  | 'Prompt JSON'
  | 'Prompt text'
  | 'Markdown'
  | 'Conversation JSON'
  | 'Conversation Markdown';
export type RouteName = 'Align' | 'Label' | 'Tune' | 'Playground' | 'Settings';

interface GivenFeedback {
  readonly kind: FeedbackKind;
  readonly response: number;
  readonly text: string;
  readonly applyAs?: 'Create principle' | 'Update prompt directly';
}

/** The studio as its users name it: everything by role and accessible name. */
export class StudioPage {
  readonly page: Page;
  readonly settings: SettingsPage;
  readonly prompt: Locator;
  readonly variables: Locator;
  readonly candidates: Locator;
  readonly runButton: Locator;
  readonly stopButton: Locator;
  readonly responses: Locator;
  readonly feedback: Locator;
  readonly feedbackText: Locator;
  readonly submitFeedback: Locator;
  readonly rationales: Locator;
  readonly principles: Locator;
  readonly newPrinciple: Locator;
  readonly foldButton: Locator;
  readonly review: Locator;
  readonly history: Locator;
  readonly composed: Locator;
  readonly saveState: Locator;
  readonly modelStatus: Locator;
  readonly undo: Locator;
  readonly redo: Locator;

  constructor(page: Page) {
    this.page = page;
    this.settings = new SettingsPage(page);
    this.prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
    this.variables = page.getByRole('group', { name: 'Variables' });
    this.candidates = page.getByRole('combobox', { name: 'Candidates' });
    this.runButton = page.getByRole('button', { name: 'Run', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.responses = page.getByRole('region', { name: 'Responses' });
    this.feedback = page.getByRole('region', { name: 'Feedback' });
    this.feedbackText = this.feedback.getByRole('textbox', { name: 'Feedback' });
    this.submitFeedback = this.feedback.getByRole('button', { name: 'Submit feedback' });
    this.rationales = this.feedback.getByRole('list', { name: 'Rationales' }).getByRole('button');
    const pane = page.getByRole('region', { name: 'Principles', exact: true });
    this.principles = pane.getByRole('list', { name: 'Principles', exact: true }).getByRole('listitem');
    this.newPrinciple = pane.getByRole('textbox', { name: 'New principle' });
    this.foldButton = page.getByRole('button', { name: 'Fold principles into prompt' });
    this.review = page.getByRole('dialog', { name: 'Review prompt change' });
    this.history = page.getByRole('region', { name: 'History' });
    this.composed = page.getByRole('region', { name: 'Composed prompt' });
    this.saveState = page.getByRole('status', { name: 'Save state' });
    this.modelStatus = page.getByRole('status', { name: 'Model status' });
    this.undo = page.getByRole('button', { name: 'Undo', exact: true });
    this.redo = page.getByRole('button', { name: 'Redo', exact: true });
  }

  /** Opens the app; on a first visit the tour is there, and is left. */
  async open(): Promise<void> {
    await this.page.goto('/');
    await this.page.getByRole('dialog', { name: /^Tour/ }).getByRole('button', { name: 'Skip' }).click();
    await expect(this.prompt).toBeVisible();
  }

  /** On the loopback service, with a key typed in Settings, and back on Align. */
  async openOnGemini(gemini: GeminiServer, options?: { readonly key?: string }): Promise<void> {
    await this.open();
    await this.goTo('Settings');
    await this.settings.connectGemini(gemini.url, options?.key ?? 'test-key-1234567890');
    await this.goTo('Align');
    await expect(this.prompt).toBeVisible();
  }

  async goTo(route: RouteName): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: route }).click();
  }

  variable(name: string): Locator {
    return this.variables.getByRole('textbox', { name, exact: true });
  }

  response(n: number): Locator {
    return this.responses.getByRole('article', { name: `Response ${n}`, exact: true });
  }

  principle(n: number): Locator {
    return this.principles.nth(n - 1);
  }

  alert(title: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: title });
  }

  async chooseCandidates(count: 1 | 2 | 3): Promise<void> {
    await this.candidates.selectOption(String(count));
  }

  /** Runs the prompt and waits until nothing is being written any more. */
  async run(): Promise<void> {
    await this.runButton.click();
    await this.runIsDone();
  }

  async runIsDone(): Promise<void> {
    await expect(this.responses.getByRole('article').first()).toBeVisible();
    await expect(this.responses.locator('article[aria-busy="true"]')).toHaveCount(0);
  }

  async openFeedback(kind: FeedbackKind, response: number): Promise<void> {
    await this.response(response).getByRole('button', { name: kind, exact: true }).click();
    await expect(this.feedbackText).toBeVisible();
  }

  async give({ kind, response, text, applyAs = 'Create principle' }: GivenFeedback): Promise<void> {
    await this.openFeedback(kind, response);
    await this.feedbackText.fill(text);
    await this.feedback.getByRole('radio', { name: applyAs }).check();
    await this.submitFeedback.click();
  }

  /** Types a principle by hand and waits for it. */
  async addPrinciple(text: string): Promise<void> {
    await this.newPrinciple.fill(text);
    await this.page.getByRole('button', { name: 'Add principle' }).click();
    // The list may still be on its way when a project has just been opened: how many there were says nothing yet.
    await expect(this.principles.last()).toContainText(text);
  }

  /** What feedback proposes, held for review. */
  async propose(text: string): Promise<Locator> {
    await this.goTo('Settings');
    await this.settings.holdFeedbackForReview();
    await this.goTo('Align');
    await this.chooseCandidates(1);
    await this.run();
    await this.give({ kind: 'Critique', response: 1, text });
    return this.page.getByRole('region', { name: 'Proposed change' });
  }

  async fold(): Promise<void> {
    await this.foldButton.click();
    await expect(this.review).toBeVisible();
  }

  async saved(): Promise<void> {
    await expect(this.saveState).toHaveText('Saved');
  }

  async openCallLog(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Call log' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Call log' });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async chooseInProjectMenu(item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'Project', exact: true }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Opens each dialog of the frame in turn, and closes it when it was looked at. */
  async eachDialog(look: (name: string) => Promise<void>): Promise<void> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(this.page.getByRole('dialog', { name: 'Export', exact: true })).toBeVisible();
    await look('Export');
    await this.page.keyboard.press('Escape');
    for (const item of ['Open project…', 'Open sample', 'Rename', 'Delete']) {
      await this.chooseInProjectMenu(item);
      const dialog = this.page.locator('[role="dialog"], [role="alertdialog"]').filter({ hasText: /./ });
      await expect(dialog).toBeVisible();
      await look(item);
      await this.page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
    await this.page.locator('body').press('Shift+?');
    await expect(this.page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
    await look('Shortcuts');
    await this.page.keyboard.press('Escape');
  }

  async openSample(name: string): Promise<void> {
    await this.chooseInProjectMenu('Open sample');
    const dialog = this.page.getByRole('dialog', { name: 'Open sample' });
    await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(dialog).toBeHidden();
  }

  /** What "Export" gives in this format. */
  async export(format: ExportFormat): Promise<{ readonly name: string; readonly text: string }> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Export', exact: true });
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      dialog.getByRole('button', { name: format, exact: true }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    return { name: download.suggestedFilename(), text };
  }

  async importFile(name: string, content: string | Uint8Array): Promise<void> {
    const buffer = Buffer.from(content);
    await this.page.getByLabel('Import file').setInputFiles({ name, mimeType: 'application/json', buffer });
  }
}
