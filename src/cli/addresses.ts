import { AddressError, highestPort } from '../listening.ts';
import type { CommandArguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { wholeNumber } from './values.ts';

/** Where a server of a command listens. */
export interface Address {
  readonly port: number;
  readonly host: string;
}

/**
 * The address that `--port` and `--host` give.
 * @param port where none is given; 0 takes any free one.
 * @throws UsageError for a port that is none.
 */
export function addressOf(args: CommandArguments, port: number): Address {
  return {
    port: wholeNumber(args, 'port', [0, highestPort]) ?? port,
    host: args.text('host') ?? '127.0.0.1',
  };
}

/**
 * Begins to listen.
 * @throws UsageError where the address cannot be had.
 */
export async function listeningAt<Listening>(listen: () => Promise<Listening>): Promise<Listening> {
  try {
    return await listen();
  } catch (error) {
    if (error instanceof AddressError || error instanceof RangeError)
      throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
