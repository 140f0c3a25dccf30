import { shortened, suggestion } from '../domain/closest-word.ts';
import type { Cloud } from '../domain/cloud.ts';
import { imageKey } from '../domain/collation.ts';
import type { Image, Member } from '../domain/model.ts';
import { operationNames, someOperations } from '../http/fault-reply.ts';
import type { Fake } from '../world/fake.ts';
import type { JournalEntry } from '../world/journal.ts';

/** A name in an assertion that means nothing in this world: most likely a mistake of the test. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError';
}

/** Something that a test may name by its id or by its name. */
interface Named {
  readonly id: string;
  readonly name?: string | null | undefined;
}

/** Names that a message lists. */
const mostListed = 10;

/**
 * An image by its id or its name; null where it was deleted.
 * @throws UnknownNameError where there was never such an image, or several have the name.
 */
export function imageNamed(written: string, { images, deletedImages }: Cloud): Image | null {
  const key = imageKey(written);
  const byId = images.get(key);
  if (byId !== undefined) return byId;
  const all = [...images.values()];
  const [first, ...others] = all.filter(({ name }) => name === written);
  if (others.length > 0)
    throw new UnknownNameError(
      `${others.length + 1} images have the name ${quoted(written)}. Name one by its id: ${shortened([first, ...others].map((image) => image?.id ?? ''))}`,
    );
  if (first !== undefined) return first;
  const isDeleted =
    deletedImages.has(key) || [...deletedImages.values()].some((each) => each?.name === written);
  if (isDeleted) return null;
  throw unknown('image', written, all);
}

/**
 * The id of a tenant, by its id or its name. What is a member of the image counts as an id, since a member can be any text.
 * @throws UnknownNameError where this world has no such tenant.
 */
export function tenantIdOf(written: string, { tenants }: Cloud, members: readonly Member[]): string {
  if (tenants.has(written)) return written;
  const all = [...tenants.values()];
  const found = all.find(({ name }) => name === written) ?? members.find(({ id }) => id === written);
  if (found !== undefined) return found.id;
  throw unknown('tenant', written, all);
}

/** @throws UnknownNameError where no request can have such an operation. */
export function checkOperation(written: string): void {
  if (operationNames.includes(written)) return;
  throw new UnknownNameError(
    `unknown operation ${quoted(written)}.${suggestion(written, operationNames)} There are: ${someOperations()}.`,
  );
}

/** @throws UnknownNameError where neither the world nor its journal knows a user or a tenant of this name or id. */
export function checkCaller(written: string, { cloud, journal }: Fake): void {
  const { users, tenants } = cloud;
  const known: readonly Named[] = [...users.values(), ...tenants.values()];
  const isKnown = known.some(({ id, name }) => id === written || name === written);
  if (isKnown || journal.entries({ caller: written }).length > 0) return;
  throw unknown('user or tenant', written, known);
}

/** `word` checked against the rows of a table. @throws UnknownNameError where it is none of them. */
export function checkWord(kind: string, written: string, words: readonly string[]): void {
  if (!words.includes(written))
    throw unknown(
      kind,
      written,
      words.map((id) => ({ id })),
    );
}

function unknown(kind: string, written: string, all: readonly Named[]): UnknownNameError {
  const words = all.flatMap(({ id, name }) => [id, name ?? []].flat());
  const listed = all.map(shown).filter((text, place, texts) => texts.indexOf(text) === place);
  const there = listed.length === 0 ? 'There is none.' : `There are: ${shortened(listed)}.`;
  return new UnknownNameError(`unknown ${kind} ${quoted(written)}.${suggestion(written, words)} ${there}`);
}

/** `123456 (consumer)`. */
export function shown({ id, name }: Named): string {
  return name === undefined || name === null || name === id ? id : `${id} (${name})`;
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}

/** Lines of a message, of which there may be many. */
export function indented(lines: readonly string[]): string {
  const more = lines.length - mostListed;
  return [...lines.slice(0, mostListed), ...(more > 0 ? [`… and ${more} more`] : [])]
    .map((line) => `\n  ${line}`)
    .join('');
}

/** An exchange in one line: `#2 403 updateMember by producer: only member 123456 (consumer) can …`. */
export function exchangeLine(entry: JournalEntry): string {
  const { number, status, method, target, trace, caller, because, warnings } = entry;
  const what = trace.operation ?? `${method} ${target.slice(0, 200)}`;
  const who = caller === null ? '' : ` by ${caller.userName ?? caller.user}`;
  const why = [because ?? [], warnings].flat().join('; ');
  return `#${number} ${status} ${what}${who}${why === '' ? '' : `: ${why}`}`;
}
