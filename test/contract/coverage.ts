/** Whether there is an interaction for whatever the description says of an operation. */
import type { Operation } from '../openapi/description.ts';
import { operations, replies } from '../openapi/parts.ts';
import { operationAt } from '../openapi.ts';
import { type PactInteraction, refusalOf } from './pacts.ts';

/** Replies of member operations (`status refusal`, of one operation or of all) without an interaction, and why. */
const unasked: Readonly<Record<string, string>> = {
  '500 serverErred': 'a contract asks no server to fail',
  '500 serverBroke': 'a contract asks no server to fail',
  '413 worldFull': "the fake's own: a Glance has no such limit",
  '404 resourceNotFound': 'told to callers without the role reader in a project, and the cast has none',
  'listMembers 403 notAuthorized': 'a cell that nobody reaches: who may not read is told before, with 404',
  'showMember 403 notAuthorized': 'a cell that nobody reaches: who may not read is told before, with 404',
  'showMember 404 memberForbidden': 'only a policy of an operator refuses so',
};

interface Described {
  readonly operation: string;
  /** `409 memberDuplicate`, `200`. */
  readonly reply: string;
}

/** What the member operations may answer: each status, and behind it each refusal. */
const memberReplies: readonly Described[] = operations
  .filter(({ template }) => template.includes('}/members'))
  .flatMap(({ operation }) => repliesOf(operation));

function repliesOf(operation: Operation): readonly Described[] {
  return replies(operation).flatMap(({ status, names }) =>
    (names.length === 0 ? [`${status}`] : names.map((name) => `${status} ${name}`)).map((reply) => ({
      operation: operation.operationId,
      reply,
    })),
  );
}

/** Operations that no interaction is about, and why. */
const unaskedAtAll: Readonly<Record<string, string>> = {
  listLocations: 'only the role service and administrators may, and which of them depends on the release',
  addLocation: 'what becomes of it depends on the store',
  showStoresDetail: 'it is about the stores of a cloud',
  showUsage: 'it is about the quotas of a cloud',
  listCache: 'it is about the cache of a server',
  clearCache: 'it is about the cache of a server',
};

/** Operations that no interaction is about, without a reason. Metadata definitions are no part of image sharing: clients may find any. */
export function unaskedOperations(all: readonly PactInteraction[]): string[] {
  const asked = new Set(all.map(({ request }) => operationAt(request.method, request.path)));
  return operations
    .filter(({ template, operation }) => !asked.has(operation) && !template.includes('/metadefs/'))
    .map(({ operation }) => operation.operationId)
    .filter((name) => !Object.hasOwn(unaskedAtAll, name));
}

/** Replies of member operations that no interaction is about and no reason is given for. */
export function unaskedReplies(all: readonly PactInteraction[]): string[] {
  return missing(all).filter((each) => reasonFor(each) === undefined);
}

/** Reasons that nothing needs any more. */
export function idleReasons(all: readonly PactInteraction[]): string[] {
  const used = new Set(missing(all).map(reasonFor));
  return Object.keys(unasked).filter((each) => !used.has(each));
}

function missing(all: readonly PactInteraction[]): string[] {
  const asked = new Set(all.map(answerOf));
  return memberReplies
    .map(({ operation, reply }) => `${operation} ${reply}`)
    .filter((each) => !asked.has(each));
}

function answerOf(interaction: PactInteraction): string {
  const { request, response } = interaction;
  const operation = operationAt(request.method, request.path)?.operationId ?? 'nothing';
  return [operation, response.status, refusalOf(interaction) ?? []].flat().join(' ');
}

/** The reason's key: of one operation, or of any. */
function reasonFor(missed: string): string | undefined {
  return [missed, missed.replace(/^\w+ /, '')].find((key) => key in unasked);
}
