/** The script of the page under test: a cloud in the page, MSW before it, and the story to tell. */
import { setupWorker } from 'msw/browser';
import { handlers } from '../../../src/msw.ts';
import { createFake } from '../../../src/world/fake.ts';
import { story } from '../../story.ts';

/** What the page lets a test do. */
export interface CloudInPage {
  /** Where the cloud answers, absolute. */
  readonly base: string;
  /** Tells the documents' story with the page's own fetch. */
  tellStory(): Promise<void>;
  /** Takes the service worker away. */
  stop(): Promise<void>;
}

declare global {
  /** There once the worker has started. */
  var cloudInPage: CloudInPage | undefined;
}

const asked: string = new URLSearchParams(location.search).get('cloud') ?? '';
const base: string = new URL(asked, location.origin).href.replace(/\/$/, '');
const worker: ReturnType<typeof setupWorker> = setupWorker(...handlers(createFake(), { baseUrl: base }));
// 'error' would answer 500 to the page itself when it is loaded again: that request comes through the worker too.
await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });

globalThis.cloudInPage = {
  base,
  tellStory: () => story((path, init) => fetch(base + path, init)),
  stop: async () => worker.stop(),
};
