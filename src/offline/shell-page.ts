/** What the app shell needs of the page; `window` is one. Of a browser without a feature, only that it is missing. */
export interface ShellPage {
  readonly isSecureContext: boolean;
  readonly location: { readonly protocol: string; reload(): void };
  readonly document: Hearable & {
    readonly baseURI: string;
    readonly visibilityState: string;
    querySelector(selector: string): { getAttribute(name: string): string | null } | null;
  };
  /** Of this tab, over a reload. */
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly navigator: { readonly serviceWorker?: WorkerContainer; readonly locks?: PageLocks };
  matchMedia(query: string): Hearable & { readonly matches: boolean };
  addEventListener(type: string, hear: (event: Event) => void): void;
}

export interface WorkerContainer {
  readonly controller: unknown;
  register(url: string | URL, options: RegistrationOptions): Promise<AppRegistration>;
  addEventListener(type: 'message', hear: (event: MessageEvent) => void): void;
}

export interface AppRegistration {
  readonly installing: AppWorker | null;
  readonly waiting: AppWorker | null;
  readonly active: AppWorker | null;
  update(): Promise<unknown>;
  addEventListener(type: 'updatefound', hear: () => void): void;
}

export interface AppWorker {
  readonly state: string;
  postMessage(message: unknown): void;
  addEventListener(type: 'statechange', hear: () => void): void;
}

interface PageLocks {
  request(name: string, options: { readonly mode: 'shared' }, work: () => Promise<void>): Promise<unknown>;
}

interface Hearable {
  addEventListener(type: string, hear: () => void): void;
}

/** The version that this page is of, which the build writes into index.html; null on the development server. */
export function pageVersion(page: Pick<ShellPage, 'document'>): string | null {
  return page.document.querySelector('meta[name="build"]')?.getAttribute('content') ?? null;
}
