import type { RemoteEntry, RemoteQuery } from '../client.ts';
import { counted, jsonText, printable } from '../http/printable.ts';
import type { CommandArguments } from './arguments.ts';
import { asked, chosen, clientFor, print } from './asking.ts';
import { Difference, Failure } from './errors.ts';
import { harOf } from './har.ts';
import { paintFor } from './paint.ts';
import { type RequestFacts, requestLines } from './serve/request-lines.ts';
import { wholeNumber } from './values.ts';
import { withoutUndefined } from '../http/json.ts';

/** `journal`: prints exchanges. @throws as `asked`; Difference where there are unexpected ones. */
export async function runJournal(args: CommandArguments): Promise<void> {
  const form = chosen(args, ['clear', 'follow', 'har']);
  const query = queryOf(args);
  if (form === 'clear') return asked(args, (client) => client.journal.clear());
  const write = entryWriter(args);
  if (form === 'follow') return judged(args, await follow(args, query, write));
  const entries = await asked(args, (client) => client.journal.entries(query));
  if (form === 'har') print([jsonText(harOf(entries, clientFor(args, {}).url))]);
  else for (const entry of entries) write(entry);
  if (entries.length === 0 && Object.keys(query).some((name) => name !== 'unexpected'))
    await tellWhatThereIs(args, query);
  judged(args, entries.length);
}

/** @throws Difference where unexpected exchanges were looked for, and there are some. */
function judged(args: CommandArguments, count: number): void {
  if (args.has('unexpected') && count > 0) throw new Difference(`${counted(count, 'unexpected exchange')}.`);
}

/** Which exchanges the options ask for. @throws UsageError for a status that is none. */
function queryOf(args: CommandArguments): RemoteQuery {
  const query = {
    operation: args.text('operation'),
    caller: args.text('caller'),
    image: args.text('image'),
    refused: args.text('refused'),
    method: args.text('method')?.toUpperCase(),
    status: wholeNumber(args, 'status', [100, 599]),
    unexpected: args.has('unexpected') || undefined,
  };
  return withoutUndefined(query);
}

/** What an option of `journal` compares with, where its values are words that one may misspell. */
const compared: Readonly<Record<string, (entry: RemoteEntry) => string | number | null | undefined>> = {
  operation: ({ trace }) => trace.operation,
  caller: ({ caller }) => caller?.userName ?? caller?.user ?? 'nobody',
  refused: ({ trace }) => trace.refused?.refusal,
  method: ({ method }) => method,
  status: ({ status }) => status,
};

/** Values of an option that are told at most. */
const mostTold = 12;

/** Where nothing fits, a word may be misspelt: says beside the answer which there are. */
async function tellWhatThereIs(args: CommandArguments, query: RemoteQuery): Promise<void> {
  const all = await asked(args, (client) => client.journal.entries());
  const there = Object.keys(query).flatMap((name) => {
    const valueOf = compared[name];
    const values =
      valueOf === undefined
        ? []
        : [...new Set(all.map(valueOf))].filter((value) => value !== null && value !== undefined);
    const told = values
      .slice(0, mostTold)
      .map((value) => printable(String(value)))
      .join(', ');
    return values.length === 0 ? [] : [` It has --${name} ${told}${values.length > mostTold ? ', …' : ''}.`];
  });
  process.stderr.write(
    `Nothing fits among ${counted(all.length, 'exchange')} of the journal.${there.join('')}\n`,
  );
}

/** Prints what fits until a signal, or until nobody reads it any more. @returns how many exchanges that were. */
async function follow(
  args: CommandArguments,
  query: RemoteQuery,
  write: (entry: RemoteEntry) => void,
): Promise<number> {
  const ended = new AbortController();
  process.once('SIGINT', () => ended.abort());
  process.once('SIGTERM', () => ended.abort());
  process.stdout.once('error', () => ended.abort());
  const entries = (await asked(args, (client) => client.journal.follow(query, ended.signal)))[
    Symbol.asyncIterator
  ]();
  let count = 0;
  const next = async (): Promise<void> => {
    const { done, value } = await entries.next();
    if (done) return;
    write(value);
    count += 1;
    await next();
  };
  await next().catch((error: unknown) => {
    if (!ended.signal.aborted) throw new Failure(`the server has gone: ${(error as Error).message}`);
  });
  return count;
}

function entryWriter(args: CommandArguments): (entry: RemoteEntry) => void {
  if (args.has('json')) return (entry) => print([jsonText(entry)]);
  const line = requestLines({ users: new Map(), tenants: new Map() }, paintFor(process.stdout));
  return (entry) => {
    const { caller, changes = [], unread = [], warnings = [], world, trace } = entry;
    const facts = {
      ...(world === 'default' ? {} : { world }),
      user: caller?.userName ?? caller?.user ?? null,
      tenant: caller?.tenant ?? null,
      method: entry.method,
      target: entry.target,
      status: entry.status,
      operation: trace.operation,
      refused: trace.refused,
      because: entry.because,
      unproven: trace.unproven as RequestFacts['unproven'],
      changes,
      unread,
      ...(entry.fault === null || entry.fault === undefined ? {} : { fault: entry.fault.sentence }),
    };
    print([
      line(facts, `${entry.at.slice(0, 19)}Z`),
      ...warnings.map((warning) => `Warning: ${printable(warning)}`),
    ]);
  };
}
