import { type ControlClient, controlClient, ControlRefusal } from '../client.ts';
import type { CommandArguments } from './arguments.ts';
import { Failure, unreached, UsageError } from './errors.ts';
import { controlTokenOf, webUrl } from './values.ts';

/** Where a server is unless `--url` says otherwise. */
export const defaultUrl = 'http://127.0.0.1:9292';

/** Whether the server as a whole is meant, whatever --world says. */
export interface Scope {
  readonly all?: boolean;
}

/** A client of the server and world that the options name. */
export function clientFor(args: CommandArguments, { all = false }: Scope): ControlClient {
  const url = webUrl(args, 'url') ?? defaultUrl;
  const token = controlTokenOf(args);
  const client = controlClient({ url, ...(token === undefined ? {} : { token }) });
  const world = args.text('world');
  return all || world === undefined ? client : client.inWorld(world);
}

/**
 * Asks the control plane of the server and world that the options name.
 * @throws UsageError where an option is not right, Failure where the server refuses or is not there.
 */
export async function asked<Answer>(
  args: CommandArguments,
  ask: (client: ControlClient) => Promise<Answer>,
  scope: Scope = {},
): Promise<Answer> {
  try {
    return await ask(clientFor(args, scope));
  } catch (error) {
    if (error instanceof ControlRefusal) {
      const lines = error.message.split('\n');
      // What the server calls a bad request came from the options.
      throw error.status === 400
        ? new UsageError(lines, { cause: error })
        : new Failure(lines, { cause: error });
    }
    throw error instanceof UsageError ? error : unreached(error);
  }
}

/** The one of some switches that is set. @throws UsageError where several are. */
export function only<Name extends string>(args: CommandArguments, names: readonly Name[]): Name | undefined {
  const set = names.filter((name) => args.has(name));
  if (set.length > 1) throw new UsageError(`--${set.join(' and --')} exclude each other. Leave one of them.`);
  return set[0];
}

/**
 * Holds options to the one that they are about.
 * @throws UsageError where one of `names` is there without `needed`.
 */
export function needs(args: CommandArguments, names: readonly string[], needed: string): void {
  const lonely = args.has(needed) ? undefined : names.find((name) => args.has(name));
  if (lonely !== undefined)
    throw new UsageError(`--${lonely} goes with --${needed}. Add it, or leave --${lonely} out.`);
}

/**
 * Holds options apart that say the same in two ways.
 * @param than the option that the others do not go with, and what they do in its place.
 * @throws UsageError where one of `names` is there together with it.
 */
export function excludes(
  args: CommandArguments,
  names: readonly string[],
  { option, why }: { readonly option: string; readonly why: string },
): void {
  const other = args.has(option) ? names.find((name) => args.has(name)) : undefined;
  if (other !== undefined)
    throw new UsageError(`--${other} ${why}, and does not go with --${option}. Leave one of them out.`);
}

/** Prints lines on stdout; none: nothing. */
export function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
