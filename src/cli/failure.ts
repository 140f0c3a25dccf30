import { CommandError } from './command-error.ts';

/** What was asked for was right and was tried, and did not succeed: the broker refused, a pact is not kept. The exit code is 1. */
export class Failure extends CommandError {
  override readonly name = 'Failure';
}
