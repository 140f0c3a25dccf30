import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isUnfinished, mostPageBytes, pageName } from '../contract/contracts-page.ts';
import { provider } from '../contract/pact-file.ts';
import { pactsAt } from '../contract/shipped.ts';
import { nameOf } from '../contract/verify/pact.ts';
import type { CommandArguments } from './arguments.ts';
import { contractFiles } from './contracts.ts';
import { UsageError } from './errors.ts';
import { printable } from '../http/printable.ts';
import { bytesOfFile, fullPath } from '../yaml-file/bytes.ts';
import { checkedUrl } from './values.ts';

/** What a command makes of a path without a pact for the provider, and of a file that is no pact. */
interface PactFilesOptions {
  /** Whether a directory may have none. */
  readonly mayBeNone?: boolean;
  /** The error for files that cannot be read as pacts. */
  readonly unreadable?: (lines: readonly string[]) => Error;
}

/**
 * The full paths of the pact files that are asked for, each once: a file, whatever provider it names; those of a directory that
 * are for the provider; or those of the package that a server with the rules of a profile keeps. No server keeps those
 * of two profiles. What is skipped in a directory is said on standard error.
 * @throws UsageError where there are none, and where one of them is no pact; all that are not are named.
 */
export async function pactFiles(
  args: CommandArguments,
  { mayBeNone = false, unreadable = (lines) => new UsageError(lines) }: PactFilesOptions = {},
): Promise<readonly string[]> {
  const places = args.texts('pact');
  if (places.length === 0) return contractFiles(args);
  return [...new Set(places.flatMap((place) => pactsIn(place, args, { mayBeNone, unreadable })))];
}

/** The full paths of the pact files at one place. */
function pactsIn(
  place: string,
  args: CommandArguments,
  { mayBeNone, unreadable }: Required<PactFilesOptions>,
): readonly string[] {
  const { isDirectory, at } = filesAt(place);
  if (isDirectory) refuseUnfinished(place);
  const found = at.map((file) => readAs(file, args.text('provider') ?? provider, isDirectory));
  const wrong = found.filter(({ kind }) => kind === 'unreadable' || kind === 'no pact');
  const lines = ['not everything there is a pact:', ...textsOf(wrong)];
  if (wrong.some(({ kind }) => kind === 'unreadable')) throw unreadable(lines);
  if (wrong.length > 0) throw new UsageError(lines);
  const skipped = found.filter(({ kind }) => kind === 'skipped');
  const files = found.filter(({ kind }) => kind === 'pact').map(({ file }) => fullPath(file));
  if (skipped.length > 0)
    process.stderr.write(
      `skipped, ${skipped.length} of ${found.length} files:\n${textsOf(skipped).join('\n')}\n`,
    );
  if (files.length > 0 || (mayBeNone && isDirectory)) return files;
  throw new UsageError(
    skipped.length > 0
      ? `no pact in ${fullPath(place)} is for this provider: name the provider with --provider, or the file with --pact.`
      : `there is no pact file at ${fullPath(place)}. Give a pact file, or a directory of files that end in .json, with --pact.`,
  );
}

/** @throws UsageError where a directory has contracts that were not written to their end: old ones and new ones stand in it. */
function refuseUnfinished(place: string): void {
  const page = bytesOfFile(join(place, pageName), 'Name another folder', mostPageBytes);
  if (page.kind !== 'bytes' || !isUnfinished(new TextDecoder().decode(page.bytes))) return;
  throw new UsageError(
    `--pact ${place} is not complete: contracts was stopped while it wrote there (see ${pageName}). Write it again with contracts --out ${place}, and the options that it had.`,
  );
}

/** @throws UsageError where the system does not let a place be read. */
function filesAt(place: string): { readonly isDirectory: boolean; readonly at: readonly string[] } {
  try {
    return {
      isDirectory: statSync(place, { throwIfNoEntry: false })?.isDirectory() === true,
      at: pactsAt(place),
    };
  } catch (error) {
    throw new UsageError(`--pact ${place} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

/** A file, and what it is for a command. */
interface FoundFile {
  readonly file: string;
  readonly kind: 'pact' | 'skipped' | 'no pact' | 'unreadable';
  /** Why it is no pact, or is skipped. */
  readonly why: string;
}

function textsOf(found: readonly FoundFile[]): readonly string[] {
  return found.map(({ file, why }) => `  ${printable(`${file} ${why}`)}`);
}

/** The tools would make up what a file lacks, and go on. Of a directory only what is for the provider is taken. */
function readAs(file: string, provider: string, isOneOfMany: boolean): FoundFile {
  let pact: unknown;
  try {
    pact = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { message } = error as Error;
    const why =
      error instanceof SyntaxError
        ? `is not JSON: ${withoutQuotation(message)}`
        : `cannot be read: ${message}`;
    return { file, kind: 'unreadable', why: `${why}.` };
  }
  if (typeof pact !== 'object' || pact === null || Array.isArray(pact))
    return { file, kind: 'unreadable', why: 'is no pact: it is no JSON object.' };
  const { consumer, provider: named, interactions, messages } = pact as Readonly<Record<string, unknown>>;
  const name = nameOf(named);
  if (isOneOfMany && name !== provider)
    return { file, kind: 'skipped', why: name === undefined ? 'names no provider' : `is a pact of ${name}` };
  const hasAny = Array.isArray(interactions) || Array.isArray(messages);
  if (hasAny || (name !== undefined && nameOf(consumer) !== undefined))
    return { file, kind: 'pact', why: '' };
  const missing = [
    ...(nameOf(consumer) === undefined ? ['the name of its consumer'] : []),
    ...(name === undefined ? ['the name of its provider'] : []),
    'its interactions',
  ];
  return { file, kind: 'no pact', why: `is no pact: it lacks ${missing.join(', ')}.` };
}

/** What the parser says, without the words of the file: it may be no pact, and hold a secret. */
function withoutQuotation(message: string): string {
  return message.replace(/, (?:\.{3})?".* is not valid JSON$/s, '');
}

const brokerUrlWords = {
  example: 'https://broker.example.com',
  instead:
    'Leave them out, and set PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD, or PACT_BROKER_TOKEN, in the environment.',
};

/**
 * The URL of a broker that an option or a variable gives; undefined where it is not given.
 * @throws UsageError where it is none, or where it has a user or a password in it.
 */
export function brokerUrl(name: string, written: string | undefined): string | undefined {
  return checkedUrl(name, written, brokerUrlWords);
}
