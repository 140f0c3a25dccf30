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

/** The one of some switches that is set; in the table of the command they exclude each other. */
export function chosen<Name extends string>(
  args: CommandArguments,
  names: readonly Name[],
): Name | undefined {
  return names.find((name) => args.has(name));
}

/** Prints lines on stdout; none: nothing. */
export function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
