import type { HttpResponse, RequestHead } from '../http/message.ts';
import type { Beginning, Fake } from '../world/fake.ts';
import type { WorldLog } from '../world/kept.ts';
import type { FakeOptions } from '../world/options.ts';
import type { Begun } from '../http/context.ts';

/** Where the worlds of a host are kept: a file, a database. */
export interface State {
  /** Takes a host into its care. */
  keep(host: KeptHost): Keeper;
}

/** A host as its keeper sees it. Nothing that is done here is noted. */
export interface KeptHost {
  readonly common: FakeOptions;
  /** Makes a world as it was kept; it has no place yet. */
  restore(name: string, options: FakeOptions, beginning: Beginning): Fake;
  /** Puts a world in its place, or takes it away. */
  place(name: string, fake: Fake | undefined): void;
  find(name: string): Fake | undefined;
  /** A world is no more, and takes no memory. */
  left(fake: Fake): void;
}

/** Who keeps the worlds of a host. */
export interface Keeper {
  /** Begins with what is kept. */
  start(): void;
  readonly ready: Promise<void>;
  /** The log of a world that is about to be made. */
  log(name: string): WorldLog;
  /**
   * A world was ended.
   * @param isIdle because nobody has asked for it here.
   */
  dropped(fake: Fake, isIdle: boolean): void;
  /** Keeps what is to be told of a request until it is settled what is answered; a status in place of that, where there is one. */
  hold(tell: (status?: number) => void): void;
  /** Begins a request; its answer is settled once what it says is kept. */
  begin(head: RequestHead, begin: (head: RequestHead) => Begun<HttpResponse>): Begun<HttpResponse>;
  close(): Promise<void>;
}
