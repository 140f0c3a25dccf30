import type { RemoteEntry, RemoteQuery } from '../client.ts';
import { counted, jsonText, printable } from '../http/printable.ts';
import type { CommandArguments } from './arguments.ts';
import { asked, clientFor, only, print } from './asking.ts';
import { Difference, Failure } from './errors.ts';
import { harOf } from './har.ts';
import { paintFor } from './paint.ts';
import { type RequestFacts, requestLines } from './serve/request-lines.ts';
import { wholeNumber } from './values.ts';

/** `journal`: prints exchanges. @throws as `asked`; Difference where there are unexpected ones. */
export async function runJournal(args: CommandArguments): Promise<void> {
  const form = only(args, ['clear', 'follow', 'har']);
  only(args, ['har', 'json']);
  const status = wholeNumber(args, 'status', [100, 599]);
  if (form === 'clear') return asked(args, (client) => client.journal.clear());
  const write = entryWriter(args);
  if (form === 'follow') return follow(args, write);
  const words = ['operation', 'caller', 'image', 'refused', 'method'].flatMap((name) => {
    const value = args.text(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const query: RemoteQuery = {
    ...Object.fromEntries(words),
    ...(status === undefined ? {} : { status }),
    ...(args.has('unexpected') ? { unexpected: true } : {}),
  };
  const entries = await asked(args, (client) => client.journal.entries(query));
  if (form === 'har') print([jsonText(harOf(entries, clientFor(args, {}).url))]);
  else for (const entry of entries) write(entry);
  if (entries.length === 0 && words.length > 0) await tellWhatThereIs(args, words);
  if (args.has('unexpected') && entries.length > 0)
    throw new Difference(`${counted(entries.length, 'unexpected exchange')}.`);
}

/** What an option of `journal` compares with, where its values are words that one may misspell. */
const compared: Readonly<Record<string, (entry: RemoteEntry) => string | null | undefined>> = {
  operation: ({ trace }) => trace.operation,
  caller: ({ caller }) => caller?.userName ?? caller?.user ?? 'nobody',
  refused: ({ trace }) => trace.refused?.refusal,
  method: ({ method }) => method,
};

/** Values of an option that are told at most. */
const mostTold = 12;

/** Where nothing fits, a word may be misspelt: says beside the answer which there are. */
async function tellWhatThereIs(
  args: CommandArguments,
  words: readonly (readonly [name: string, value: string])[],
): Promise<void> {
  const all = await asked(args, (client) => client.journal.entries());
  const there = words.flatMap(([name]) => {
    const valueOf = compared[name];
    const values =
      valueOf === undefined
        ? []
        : [...new Set(all.map(valueOf))].filter((value) => value !== null && value !== undefined);
    const told = values.slice(0, mostTold).map(printable).join(', ');
    return values.length === 0 ? [] : [` It has --${name} ${told}${values.length > mostTold ? ', …' : ''}.`];
  });
  process.stderr.write(
    `Nothing fits among ${counted(all.length, 'exchange')} of the journal.${there.join('')}\n`,
  );
}

async function follow(args: CommandArguments, write: (entry: RemoteEntry) => void): Promise<void> {
  const ended = new AbortController();
  process.once('SIGINT', () => ended.abort());
  process.once('SIGTERM', () => ended.abort());
  const entries = (await asked(args, (client) => client.journal.follow(ended.signal)))[
    Symbol.asyncIterator
  ]();
  const next = async (): Promise<void> => {
    const { done, value } = await entries.next();
    if (done) return;
    write(value);
    await next();
  };
  await next().catch((error: unknown) => {
    if (!ended.signal.aborted) throw new Failure(`the server has gone: ${(error as Error).message}`);
  });
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
