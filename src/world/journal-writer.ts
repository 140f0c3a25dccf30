import { because } from '../domain/because.ts';
import type { Change } from '../domain/cloud.ts';
import { imageKey } from '../domain/collation.ts';
import type { Trace } from '../domain/trace.ts';
import { maskedTarget, shownText } from '../http/masking.ts';
import { unreadParts } from '../http/unread.ts';
import {
  callListener,
  type Exchanged,
  type NamedCaller,
  type Noted,
  type Script,
  type WritableJournal,
} from './journal.ts';
import { blankParts, type Ended, type JournalWorld, type Parts } from './journal-parts.ts';

/**
 * Writes exchanges into a journal, and has a listener hear of them. What costs something is made when it is read.
 * @param onExchange hears of them with their changes.
 */
export function writerOf(
  world: JournalWorld,
  journal: WritableJournal<Ended, Parts>,
  onExchange: ((exchanged: Exchanged) => void) | undefined,
): (ended: Ended) => void {
  return (ended) => {
    const kept = journal.write(onExchange !== undefined || journal.isRead ? ended : undefined);
    if (onExchange === undefined || kept === undefined) return;
    callListener('onExchange', onExchange, new HeardExchange(world, kept.copy(), ended.answer.changes));
  };
}

/** How the journal of a world is written and read. */
export function scriptOf(world: JournalWorld): Script<Ended, Parts> {
  return {
    blank: blankParts(world),
    read: (parts, number) => ({ number, at: parts.at, changes: parts.words, ...noted(world, parts) }),
  };
}

/**
 * An exchange as a listener hears of it. A class: an object with accessors of its own is a form of its own to the engine,
 * which keeps each until its next full collection.
 */
class HeardExchange implements Exchanged {
  readonly changes: readonly Change[];
  readonly #world: JournalWorld;
  readonly #parts: Parts;

  constructor(world: JournalWorld, parts: Parts, changes: readonly Change[]) {
    this.changes = changes;
    this.#world = world;
    this.#parts = parts;
  }

  get world(): string {
    return this.#world.name;
  }

  get method(): string {
    return this.#parts.method;
  }

  get status(): number {
    return this.#parts.status;
  }

  get trace(): Trace {
    return this.#parts.trace;
  }

  get warnings(): readonly string[] {
    return this.#parts.warnings;
  }

  get fault(): Noted['fault'] {
    return this.#parts.fault;
  }

  get milliseconds(): number {
    return this.#parts.milliseconds;
  }

  get at(): number {
    return this.#parts.at;
  }

  get inWords(): readonly string[] {
    return this.#parts.words;
  }

  get target(): string {
    return targetIn(this.#world, this.#parts);
  }

  get caller(): NamedCaller | null {
    return callerIn(this.#world, this.#parts);
  }

  get unread(): readonly string[] {
    return unreadIn(this.#world, this.#parts);
  }

  get because(): string | undefined {
    return reasonIn(this.#world, this.#parts);
  }

  get names(): Noted['names'] {
    return namesIn(this.#world, this.#parts);
  }

  /** All of it as plain data. */
  toJSON(): Exchanged {
    const { changes, inWords, at } = this;
    return { changes, inWords, at, ...noted(this.#world, this.#parts) };
  }
}

/** An exchange as plain data. */
function noted(world: JournalWorld, parts: Parts): Noted {
  const { method, status, trace, warnings, fault, milliseconds } = parts;
  return {
    world: world.name,
    method,
    status,
    trace,
    warnings,
    fault,
    milliseconds,
    target: targetIn(world, parts),
    caller: callerIn(world, parts),
    unread: unreadIn(world, parts),
    because: reasonIn(world, parts),
    names: namesIn(world, parts),
  };
}

function targetIn({ isSecret }: JournalWorld, { target }: Parts): string {
  return maskedTarget(target, isSecret);
}

function reasonIn({ cloud, profile, isSecret }: JournalWorld, { trace, fault }: Parts): string | undefined {
  if (trace.refused === null) return undefined;
  if (trace.refused.check === 'fault') return fault?.sentence;
  const sentence = because(trace, { cloud: cloud(), profile });
  return sentence === undefined ? undefined : shownText(sentence, isSecret);
}

function callerIn({ cloud }: JournalWorld, { who }: Parts): NamedCaller | null {
  if (who === null) return null;
  const { user, tenant } = who;
  const { users, tenants } = cloud();
  return {
    user,
    userName: users.get(user)?.name ?? null,
    tenant,
    tenantName: (tenant === null ? undefined : tenants.get(tenant)?.name) ?? null,
  };
}

function unreadIn(
  { isSecret }: JournalWorld,
  { target, trace, headers, fields, body }: Parts,
): readonly string[] {
  const { operation } = trace;
  if (operation === null) return [];
  const mark = target.indexOf('?');
  const query = mark === -1 ? '' : target.slice(mark + 1);
  const parts = unreadParts({ operation, query, headers, fields, body });
  return parts.map(({ part, name }) => shownText(`${part} ${name.slice(0, 100)}`.trim(), isSecret));
}

function namesIn(world: JournalWorld, { trace: { decision } }: Parts): Noted['names'] {
  const { images, tenants } = world.cloud();
  const { image = null, member = null } = decision ?? {};
  const named = (id: string | null, name: string | null | undefined): readonly [string, string][] =>
    id === null || name === null || name === undefined ? [] : [[id, name]];
  return Object.fromEntries([
    ...named(image?.id ?? null, images.get(imageKey(image?.id ?? ''))?.name),
    ...named(image?.owner ?? null, tenants.get(image?.owner ?? '')?.name),
    ...named(member, tenants.get(member ?? '')?.name),
  ]);
}
