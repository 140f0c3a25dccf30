/**
 * What was asked for was right and was tried, and did not succeed: the broker refused, a pact is not kept. Its
 * message is all that the user sees of it; the exit code is 1.
 */
export class Failure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
  }
}
