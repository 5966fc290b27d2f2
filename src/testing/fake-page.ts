import { textStorage } from './text-storage';

export interface FakePageOptions {
  readonly protocol?: string;
  readonly secure?: boolean;
  /** A browser that has service workers. */
  readonly workers?: boolean;
  /** Why the browser refuses to register one. */
  readonly refuses?: string;
  readonly standalone?: boolean;
  readonly version?: string;
  /** What the tab has kept from the page before. */
  readonly sessionStorage?: ReturnType<typeof textStorage>;
}

/** A service worker that does what the test says. */
export interface FakeWorker {
  readonly state: string;
  /** What it was sent. */
  readonly heard: readonly unknown[];
  become(state: string): void;
  postMessage(message: unknown): void;
  addEventListener(type: string, hear: () => void): void;
}

export type FakePage = ReturnType<typeof fakePage>;

/** A page of version v1, unless said otherwise, at https://host.example/app/, and the browser around it. */
export function fakePage({
  protocol = 'https:',
  secure = true,
  workers = true,
  refuses,
  standalone,
  version = 'v1',
  sessionStorage = textStorage(),
}: FakePageOptions) {
  const windowEvents = new EventTarget();
  const documentEvents = new EventTarget();
  const registrationEvents = new EventTarget();
  const containerEvents = new EventTarget();
  const registered: string[] = [];
  const locks: string[] = [];
  let visibilityState = 'visible';
  let reloads = 0;
  let checks = 0;

  const registration: Record<'installing' | 'waiting' | 'active', FakeWorker | null> = {
    installing: null,
    waiting: null,
    active: null,
  };
  const container = {
    controller: null,
    async register(url: string | URL) {
      registered.push(String(url));
      if (refuses !== undefined) throw new DOMException(refuses, 'SecurityError');
      return Object.assign(registration, {
        async update() {
          checks += 1;
        },
        addEventListener: (type: string, hear: () => void) => registrationEvents.addEventListener(type, hear),
      });
    },
    addEventListener: (type: string, hear: (event: MessageEvent) => void) =>
      containerEvents.addEventListener(type, (event) => {
        if (event instanceof MessageEvent) hear(event);
      }),
  };

  return {
    page: {
      isSecureContext: secure,
      sessionStorage,
      location: {
        protocol,
        reload() {
          reloads += 1;
        },
      },
      document: {
        baseURI: 'https://host.example/app/index.html',
        readyState: 'complete',
        get visibilityState() {
          return visibilityState;
        },
        querySelector: () => ({ getAttribute: () => version }),
        addEventListener: (type: string, hear: () => void) => documentEvents.addEventListener(type, hear),
      },
      navigator: {
        ...(workers && { serviceWorker: container }),
        locks: {
          request(name: string, _options: unknown, work: () => Promise<void>) {
            locks.push(name);
            return work();
          },
        },
      },
      matchMedia: () => ({ matches: standalone ?? false, addEventListener: () => {} }),
      addEventListener: (type: string, hear: (event: Event) => void) => windowEvents.addEventListener(type, hear),
    },
    registered,
    locks,
    reloads: () => reloads,
    checks: () => checks,
    tell: (type: string, event = new Event(type)) => windowEvents.dispatchEvent(event),
    say: (data: unknown) => containerEvents.dispatchEvent(new MessageEvent('message', { data })),
    show(state: 'visible' | 'hidden') {
      visibilityState = state;
      documentEvents.dispatchEvent(new Event('visibilitychange'));
    },
    /** The browser has found a version. */
    finds(worker: FakeWorker) {
      registration.installing = worker;
      registrationEvents.dispatchEvent(new Event('updatefound'));
      return worker;
    },
    wait(worker: FakeWorker) {
      Object.assign(registration, { installing: null, waiting: worker });
      worker.become('installed');
    },
    activate(worker: FakeWorker) {
      Object.assign(registration, { installing: null, waiting: null, active: worker });
      worker.become('activated');
    },
  };
}

export function fakeWorker(first: string): FakeWorker {
  const events = new EventTarget();
  const heard: unknown[] = [];
  let state = first;
  return {
    get state() {
      return state;
    },
    heard,
    become(next) {
      state = next;
      events.dispatchEvent(new Event('statechange'));
    },
    postMessage: (message) => heard.push(message),
    addEventListener: (type, hear) => events.addEventListener(type, hear),
  };
}
