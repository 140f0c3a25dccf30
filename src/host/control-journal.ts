import { suggestion } from '../domain/closest-word.ts';
import { operationNames, someOperations } from '../http/fault-reply.ts';
import type { Events } from '../http/message.ts';
import type { Fake } from '../world/fake.ts';
import { fits, isUnexpected, type JournalEntry, type JournalQuery } from '../world/journal.ts';

/** What was asked of the control plane cannot be done; the message says why, and what can. */
export class ControlError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The query of a request to the control plane. */
type Query = Readonly<Record<string, string>>;

/** A parameter that is true or false; false where it is left out. @throws ControlError for anything else. */
export function flag(name: string, query: Query): boolean {
  const value = query[name] ?? 'false';
  if (value !== 'true' && value !== 'false') throw new ControlError(400, `\`${name}\` is true or false.`);
  return value === 'true';
}

/** The entries of a journal that a query asks for. @throws ControlError for a word that there cannot be. */
export function entriesOf({ journal }: Fake, query: Query): readonly JournalEntry[] {
  return journal.entries().filter(filterOf(query));
}

/** Which entries a query asks for. @throws ControlError for a word that there cannot be. */
function filterOf(query: Query): (entry: JournalEntry) => boolean {
  const { status, unexpected: _, ...words } = query;
  if (status !== undefined && !/^\d{3}$/.test(status))
    throw new ControlError(400, '`status` is a status of HTTP, such as 403.');
  const { operation } = query;
  if (operation !== undefined && !operationNames.includes(operation)) {
    const shown = JSON.stringify(operation.slice(0, 100));
    throw new ControlError(
      400,
      `There is no operation ${shown}.${suggestion(operation, operationNames)} There are: ${someOperations()}.`,
    );
  }
  const wanted: JournalQuery = { ...words, ...(status === undefined ? {} : { status: Number(status) }) };
  const isAny = !flag('unexpected', query);
  return (entry) => fits(entry, wanted) && (isAny || isUnexpected(entry));
}

/** An entry of the journal as JSON. */
export function written({ at, because, milliseconds, ...entry }: JournalEntry): object {
  return {
    ...entry,
    at: new Date(at).toISOString(),
    milliseconds: Math.round(milliseconds * 100) / 100,
    because: because ?? null,
  };
}

/** Who may follow the journal of a world at a time. */
const mostFollowers = 100;

const followers: WeakMap<Fake, number> = new WeakMap();

/** Milliseconds between signs of life, so that no one between takes the connection for a dead one. */
const alive = 15_000;

/**
 * Follows what a query asks for of the journal of a world, as server-sent events.
 * @throws ControlError for a word that there cannot be, and where too many follow it already.
 */
export function eventsOf(world: Fake, query: Query): Events {
  const isWanted = filterOf(query);
  if ((followers.get(world) ?? 0) >= mostFollowers)
    throw new ControlError(503, `The journal has ${mostFollowers} followers, and can have no more.`);
  return (send, gone) => {
    followers.set(world, (followers.get(world) ?? 0) + 1);
    send(': the journal, from now on\n\n');
    const end = world.journal.subscribe((entry) => {
      if (!isWanted(entry)) return;
      const data = JSON.stringify(written(entry));
      send(`event: exchange\nid: ${entry.number}\ndata: ${data}\n\n`);
    }, gone);
    const timer: unknown = setInterval(() => send(': still here\n\n'), alive);
    // In Node the timer alone must not keep a process running.
    (timer as { unref?: () => void }).unref?.();
    return () => {
      clearInterval(timer as number);
      end();
      followers.set(world, (followers.get(world) ?? 1) - 1);
    };
  };
}
