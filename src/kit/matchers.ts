import { memberStatuses } from '../domain/member-statuses.ts';
import type { Image, MemberStatus } from '../domain/model.ts';
import { readPath } from '../http/path.ts';
import { findRoute } from '../http/route.ts';
import type { RoutedOperation } from '../http/routes.ts';
import type { Fake } from '../world/fake.ts';
import type { JournalEntry } from '../world/journal.ts';
import {
  checkCaller,
  checkOperation,
  checkWord,
  exchangeLine,
  imageNamed,
  indented,
  shown,
  tenantIdOf,
} from './names.ts';

/** What a matcher found. */
export interface Matched {
  readonly pass: boolean;
  /** What was expected, and what there is instead. */
  message(): string;
}

/** An operation of the image API, or one of the identity APIs (`issue_token`). */
export type OperationName = RoutedOperation | (string & Record<never, never>);

/** Which refusal is looked for; whatever is left out does not matter. */
export interface WantedRefusal {
  /** The name or the id of the user or of the tenant whose request it was. */
  readonly by?: string;
  /** What stands in the reason, as `because` of the journal has it. */
  readonly because?: string | RegExp;
  readonly status?: number;
  /** The id or the name of the image that the path names. */
  readonly image?: string;
}

/** What a matcher can be asked about: a fake, or something that has one, such as a host. */
export type Asked = Fake | { readonly world: Fake };

/**
 * The assertions about a fake, for `expect.extend` of vitest, Jest and Playwright. A name that the world does not know
 * fails an assertion and its opposite.
 */
export interface FakeMatchers {
  /** Whether a tenant is a member of an image, with a status where one is named. Both by id or by name. */
  toHaveMember(received: Asked, image: string, tenant: string, status?: MemberStatus): Matched;
  /** Whether a request for an operation was refused. */
  toHaveRefused(received: Asked, operation: OperationName, wanted?: WantedRefusal): Matched;
  /** Whether all went as one would want: see `Journal.unexpected`. */
  toHaveNoUnexpected(received: Asked): Matched;
}

/** @see FakeMatchers */
export const fakeMatchers: FakeMatchers = { toHaveMember, toHaveRefused, toHaveNoUnexpected };

function fakeIn(received: Asked, matcher: string): Fake {
  const isObject = typeof received === 'object' && received !== null;
  if (isObject && 'journal' in received && 'cloud' in received) return received;
  if (isObject && 'world' in received && typeof received.world === 'object')
    return fakeIn(received.world, matcher);
  throw new TypeError(
    `${matcher} is an assertion about a fake: expect(fake).${matcher}(…), and it got ${kindOf(received)}.`,
  );
}

function kindOf(value: unknown): string {
  return typeof value === 'object' ? (value === null ? 'null' : 'another object') : typeof value;
}

function toHaveMember(
  received: Asked,
  imageName: string,
  tenantName: string,
  status?: MemberStatus,
): Matched {
  const fake = fakeIn(received, 'toHaveMember');
  const { cloud } = fake;
  if (status !== undefined) checkWord('member status', status, Object.keys(memberStatuses));
  const image = imageNamed(imageName, cloud);
  const id = tenantIdOf(tenantName, cloud, [...(image?.members ?? [])]);
  const member = image?.members.values().find((each) => each.id === id && !each.removed);
  const tenant = shown({ id, name: cloud.tenants.get(id)?.name });
  const withStatus = status === undefined ? '' : ` with the status ${status}`;
  const pass = member !== undefined && (status === undefined || member.status === status);
  return {
    pass,
    message: () =>
      `expected the image ${image === null ? imageName : shown(image)} ${pass ? 'not ' : ''}to have the member ${tenant}${withStatus}.` +
      (image === null ? ' The image was deleted.' : membersOf(image, fake) + refusedAbout(image, id, fake)),
  };
}

function membersOf(image: Image, { cloud: { tenants } }: Fake): string {
  const lines = Array.from(image.members, ({ id, status, removed }) => {
    const isName = !tenants.has(id) && [...tenants.values()].some(({ name }) => name === id);
    const hint = isName ? ' – the name of a tenant, and members are ids' : '';
    return `${shown({ id, name: tenants.get(id)?.name })}: ${removed ? 'removed' : status}${hint}`;
  });
  return lines.length === 0 ? ' It has no members.' : ` Its members:${indented(lines)}`;
}

/** What the journal has about a member that may explain why it is not what the test expects. */
function refusedAbout({ id: image }: Image, member: string, { journal }: Fake): string {
  const telling = journal
    .entries({ image })
    .filter(
      ({ trace, warnings }) =>
        warnings.length > 0 || (trace.refused !== null && trace.decision?.member === member),
    );
  return telling.length === 0 ? '' : `\nWhat the journal has about it:${indented(telling.map(exchangeLine))}`;
}

function toHaveRefused(received: Asked, operation: OperationName, wanted: WantedRefusal = {}): Matched {
  const fake = fakeIn(received, 'toHaveRefused');
  checkOperation(operation);
  if (wanted.by !== undefined) checkCaller(wanted.by, fake);
  const fits = fittingTo(operation, wanted, fake);
  const all = fake.journal.entries();
  const found = all.filter((entry) => fits(entry).every(Boolean));
  const pass = found.length > 0;
  const expected = `a refused ${operation}${wordsOf(wanted)}`;
  return {
    pass,
    message: () =>
      pass
        ? `expected no ${expected.slice(2)}. There is:${indented(found.map(exchangeLine))}`
        : `expected ${expected}. ${closestTo(all, fits)}`,
  };
}

/** Which of the wishes an exchange fulfils; the operation, and that it was refused, count first. */
type Fits = (entry: JournalEntry) => readonly boolean[];

function fittingTo(operation: string, { by, because, status, image }: WantedRefusal, { cloud }: Fake): Fits {
  const imageId = image === undefined ? undefined : (imageNamed(image, cloud)?.id ?? image);
  return (entry) => [
    operationOf(entry) === operation,
    entry.trace.refused !== null,
    by === undefined || callersOf(entry, cloud).includes(by),
    because === undefined || says(entry.because, because),
    status === undefined || entry.status === status,
    imageId === undefined || entry.trace.decision?.image?.id === imageId,
  ];
}

/** The operation of a request; one that was refused for its token has none in its trace. */
function operationOf({ trace, method, target }: JournalEntry): string | null {
  if (trace.operation !== null) return trace.operation;
  const path = readPath(target);
  const routed = path && findRoute(method, path);
  return routed?.kind === 'routed' ? routed.route.operation : null;
}

/** Names and ids of who sent a request, or tried to log in by it. */
function callersOf({ caller, trace }: JournalEntry, { users }: Fake['cloud']): readonly (string | null)[] {
  const { detail } = trace.refused ?? {};
  const tried = detail && 'user' in detail ? detail.user : undefined;
  return [
    ...(caller === null ? [] : (Object.values(caller) as (string | null)[])),
    ...(tried === undefined ? [] : [tried, users.get(tried)?.name ?? null]),
  ];
}

function says(sentence: string | undefined, wanted: string | RegExp): boolean {
  if (sentence === undefined) return false;
  return typeof wanted === 'string' ? sentence.includes(wanted) : sentence.search(wanted) !== -1;
}

function wordsOf({ by, because, status, image }: WantedRefusal): string {
  return [
    image === undefined ? '' : ` of the image ${image}`,
    by === undefined ? '' : ` by ${by}`,
    status === undefined ? '' : ` with the status ${status}`,
    because === undefined
      ? ''
      : ` because ${typeof because === 'string' ? JSON.stringify(because) : String(because)}`,
  ].join('');
}

/** The exchanges that fulfil most of the wishes, in their order. */
function closestTo(all: readonly JournalEntry[], fits: Fits): string {
  if (all.length === 0)
    return 'The journal has no exchanges: nothing was sent to this world, or its journal is switched off or was cleared.';
  const ranked = all.map((entry) => {
    const [operation, refused, ...rest] = fits(entry);
    return { entry, rank: (operation ? 20 : 0) + (refused ? 10 : 0) + rest.filter(Boolean).length };
  });
  const closest = ranked
    .toSorted((one, other) => other.rank - one.rank)
    .slice(0, 5)
    .toSorted((one, other) => one.entry.number - other.entry.number);
  const what = all.length > closest.length ? `Of ${all.length} exchanges, the closest:` : 'The journal has:';
  return what + indented(closest.map(({ entry }) => exchangeLine(entry)));
}

function toHaveNoUnexpected(received: Asked): Matched {
  const unexpected = fakeIn(received, 'toHaveNoUnexpected').journal.unexpected();
  return {
    pass: unexpected.length === 0,
    message: () =>
      unexpected.length === 0
        ? 'expected something unexpected in the journal: a path that the cloud does not have, a failure of the server, or a warning.'
        : `expected nothing unexpected in the journal, and there ${unexpected.length === 1 ? 'is' : 'are'} ${unexpected.length}:${indented(unexpected.map(exchangeLine))}`,
  };
}
