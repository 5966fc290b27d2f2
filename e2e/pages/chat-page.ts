import { expect, type Locator, type Page } from 'playwright/test';
import type { StudioPage } from './studio-page';

interface Bot {
  readonly name: string;
  readonly description: string;
  /** Absent: the bot writes its own. */
  readonly opening?: string;
}

const harbourDesk: Bot = {
  name: 'Harbour Desk',
  description:
    'You are Harbour Desk. You answer passengers of a small ferry line, friendly and plainly. The ferry sails at 8:15, 11:40 and 17:05. Dogs travel on the lower deck and pay 4 euros. Bicycles are free.',
};

/** Chat mode as its users name it. */
export class ChatPage {
  readonly page: Page;
  readonly studio: StudioPage;
  readonly mode: Locator;
  readonly botName: Locator;
  readonly description: Locator;
  readonly log: Locator;
  readonly message: Locator;
  readonly send: Locator;
  readonly restart: Locator;
  readonly conversation: Locator;
  readonly branches: Locator;
  readonly branchItems: Locator;

  constructor(studio: StudioPage) {
    const { page } = studio;
    this.page = page;
    this.studio = studio;
    this.mode = page.getByRole('radiogroup', { name: 'Mode' });
    this.botName = page.getByRole('textbox', { name: 'Bot name' });
    this.description = page.getByRole('textbox', { name: 'Bot description' });
    this.log = page.getByRole('log', { name: 'Conversation' });
    this.message = page.getByRole('textbox', { name: 'Message', exact: true });
    this.send = page.getByRole('button', { name: 'Send', exact: true });
    this.restart = page.getByRole('button', { name: 'Restart conversation' });
    this.conversation = page.getByRole('combobox', { name: 'Conversation' });
    this.branches = page.getByRole('region', { name: 'Branches' });
    this.branchItems = this.branches.getByRole('list', { name: 'Branches' }).getByRole('listitem');
  }

  /** The pane in front, on windows that do not show all. */
  async show(pane: 'Bot' | 'Prompt' | 'Responses' | 'Principles'): Promise<void> {
    const radio = this.page.getByRole('radiogroup', { name: 'Pane' }).getByRole('radio', { name: pane, exact: true });
    if (await radio.isVisible()) await radio.check();
  }

  /** A project of its own with this bot, in chat mode. */
  async describe({ name, description, opening }: Bot = harbourDesk): Promise<void> {
    await this.studio.chooseInProjectMenu('New project');
    await expect(this.page).toHaveTitle(/Untitled/);
    await this.show('Prompt');
    await this.mode.getByRole('radio', { name: 'Chat' }).check();
    await this.botName.fill(name);
    await this.description.fill(description);
    if (opening !== undefined) {
      await this.page.getByRole('radio', { name: 'Fixed text' }).check();
      await this.page.getByRole('textbox', { name: 'Opening message' }).fill(opening);
    }
    await this.show('Responses');
  }

  /** Begins a conversation, and waits for what the bot opens with. */
  async begin(): Promise<void> {
    await this.restart.click();
    await expect(this.message).toHaveAttribute('placeholder', /^Reply to/);
  }

  async say(text: string): Promise<void> {
    await this.message.fill(text);
    await this.message.press('Enter');
    await expect(this.message).toHaveValue('');
    await expect(this.turn(text)).toBeVisible();
    await this.studio.runIsDone();
  }

  /** What one side said, by words of it. */
  turn(text: string | RegExp): Locator {
    return this.log.getByRole('group').filter({ hasText: text });
  }

  async select(n: number): Promise<void> {
    const button = this.studio.response(n).getByRole('button', { name: 'Select' });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
  }

  /** What was written in a response. */
  async textOf(n: number): Promise<string> {
    return ((await this.studio.response(n).locator('.resp-text').textContent()) ?? '').trim();
  }
}
