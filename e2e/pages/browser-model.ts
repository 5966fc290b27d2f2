import type { Page } from 'playwright/test';

/** What a page can see of the browser's built-in model: the questions that were put to it. */
export interface AskedOfBrowser {
  readonly texts: readonly string[];
  readonly constraints: readonly object[];
  readonly destroyed: number;
}

/**
 * Gives the page a `LanguageModel`, as browsers with a model of their own have it; before the page is opened. It repeats the question, or
 * fills in the one schema that a principle is asked for with.
 */
export async function giveBrowserModel(page: Page, availability: 'available' | 'downloadable'): Promise<void> {
  await page.addInitScript((first) => {
    let state: string = first;
    const asked = { texts: [] as string[], constraints: [] as object[], destroyed: 0 };

    function answerTo(text: string, constraint: object | undefined): readonly string[] {
      if (constraint === undefined) return ['The browser ', 'says: ', text.split('\n')[0] ?? ''];
      return [JSON.stringify(filled(constraint))];
    }

    /** Enough of JSON Schema for what the app asks. */
    function filled(schema: object): unknown {
      const {
        type,
        properties,
        items,
        enum: options,
      } = schema as {
        readonly type?: string;
        readonly properties?: Readonly<Record<string, object>>;
        readonly items?: object;
        readonly enum?: readonly string[];
      };
      if (properties !== undefined) {
        return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, filled(inner)]));
      }
      if (items !== undefined) return [filled(items), filled(items), filled(items)];
      if (options !== undefined) return options.find((option) => option === 'add') ?? options[0];
      return type === 'integer' || type === 'number' ? 0 : 'Mention the sea.';
    }

    class LanguageModel {
      static availability = async () => state;
      static create = async ({ monitor }: { readonly monitor?: (target: EventTarget) => void }) => {
        if (state === 'downloadable') {
          const target = new EventTarget();
          monitor?.(target);
          for (const loaded of [0.5, 1]) {
            target.dispatchEvent(new ProgressEvent('downloadprogress', { loaded, total: 1, lengthComputable: true }));
          }
          state = 'available';
        }
        return new LanguageModel();
      };
      readonly contextWindow = 9000;
      readonly contextUsage = 0;
      readonly measureContextUsage = async () => 10;
      destroy() {
        asked.destroyed += 1;
      }
      promptStreaming(
        input: readonly { readonly content: string }[],
        { responseConstraint }: { readonly responseConstraint?: object },
      ) {
        const text = input.map(({ content }) => content).join('\n');
        asked.texts.push(text);
        if (responseConstraint !== undefined) asked.constraints.push(responseConstraint);
        const pieces = [...answerTo(text, responseConstraint)];
        return new ReadableStream<string>({
          pull(controller) {
            const piece = pieces.shift();
            if (piece === undefined) controller.close();
            else controller.enqueue(piece);
          },
        });
      }
    }
    Object.assign(window, { LanguageModel, askedOfBrowser: asked });
  }, availability);
}

export function askedOfBrowser(page: Page): Promise<AskedOfBrowser> {
  return page.evaluate(() => (window as unknown as { readonly askedOfBrowser: AskedOfBrowser }).askedOfBrowser);
}
