import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Setting, settings } from '../contract/interaction.ts';
import { pactsAt, shippedDirectory, shippedPacts } from '../contract/shipped.ts';
import type { CommandArguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { checkedUrl, profileOf } from './values.ts';

/**
 * The full paths of the pact files that are asked for: a file, those of a directory, or those of the package that a
 * server with the rules of a profile keeps. No server keeps those of two profiles.
 * @throws UsageError where there are none, and where one of them is no pact; all that are not are named.
 */
export function pactFiles(args: CommandArguments): readonly string[] {
  const shipped = shippedPacts(profileOf(args), settingsLeftOut(args));
  const place = args.text('pact');
  const files = place === undefined ? shipped : pactsAt(place);
  if (files.length === 0) {
    throw new UsageError(
      `there is no pact file at ${resolve(place ?? shippedDirectory)}. Give a pact file, or a directory of files that end in .json, with --pact.`,
    );
  }
  const problems = files.flatMap((file) => problemOf(file) ?? []);
  if (problems.length > 0)
    throw new UsageError(['not everything there is a pact:', ...problems.map((problem) => `  ${problem}`)]);
  return files.map((file) => resolve(file));
}

/** Why a file is no pact; undefined for one that is. The tools would make up what is missing, and go on. */
function problemOf(file: string): string | undefined {
  let pact: unknown;
  try {
    pact = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return `${file} is not JSON: ${withoutQuotation((error as Error).message)}.`;
  }
  const { consumer, provider, interactions } = Object(pact) as Readonly<Record<string, unknown>>;
  const missing = [
    ...(isNamed(consumer) ? [] : ['the name of its consumer']),
    ...(isNamed(provider) ? [] : ['the name of its provider']),
    ...(Array.isArray(interactions) ? [] : ['its interactions']),
  ];
  return missing.length === 0 ? undefined : `${file} is no pact: it lacks ${missing.join(', ')}.`;
}

/** What the parser says, without the words of the file: it may be no pact, and hold a secret. */
function withoutQuotation(message: string): string {
  return message.replace(/, (?:\.{3})?".* is not valid JSON$/s, '');
}

function isNamed(pacticipant: unknown): boolean {
  const { name } = Object(pacticipant) as { readonly name?: unknown };
  return typeof name === 'string' && name !== '';
}

/** The settings of a cloud whose contracts `--without` leaves out. @throws UsageError for one that there is not. */
function settingsLeftOut(args: CommandArguments): readonly Setting[] {
  const names = (args.text('without') ?? '').split(',').filter((name) => name !== '');
  const all = Object.keys(settings).join(', ');
  return names.map((name) => {
    if (Object.hasOwn(settings, name)) return name as Setting;
    throw new UsageError(`--without ${name}: no contracts depend on such a setting. There are: ${all}.`);
  });
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
