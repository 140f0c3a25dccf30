import { createRequire } from 'node:module';
import { join } from 'node:path';

/** An interaction as the official library writes it. A text that is the JSON of a matcher is taken for the matcher. */
export interface PactInteraction {
  givenWithParams(state: string, parameters: string): boolean;
  setComment(key: string, value: string): boolean;
  withRequest(method: string, path: string): boolean;
  withQuery(name: string, index: number, value: string): boolean;
  withRequestHeader(name: string, index: number, value: string): boolean;
  withRequestBody(body: string, type: string): boolean;
  withStatus(status: number): boolean;
  withResponseHeader(name: string, index: number, value: string): boolean;
  withResponseBody(body: string, type: string): boolean;
  /** Rules in the JSON of the Pact specification, for what no matcher can stand in. */
  withResponseMatchingRules(rules: string): boolean;
}

/** A pact while the official library writes it. */
export interface Pact {
  newInteraction(description: string): PactInteraction;
  addMetadata(namespace: string, name: string, value: string): boolean;
  /** Writes `<consumer>-<provider>.json` into a directory, over one that is there or into it. */
  writePactFile(directory: string, merge: boolean): void;
}

interface PactCore {
  makeConsumerPact(consumer: string, provider: string, specification: number, logLevel: string): Pact;
}

/** The library's number for version 4 of the Pact specification. */
const version4 = 5;

/**
 * A new pact of the official library, `@pact-foundation/pact`. Its native part is asked directly: the builder above it
 * can neither write malformed JSON nor a JSON patch with its media type (decisions/0002).
 * @throws PactMissing where the package is not installed.
 */
export function newPact(consumer: string, provider: string): Pact {
  // The library counts its users otherwise. It reads this when it is loaded, and takes no other word for it.
  process.env['PACT_DO_NOT_TRACK'] = 'true';
  return core().makeConsumerPact(consumer, provider, version4, 'error');
}

/** The package that writes pacts is not installed. The message says how to get it. */
export class PactMissing extends Error {
  constructor(options: ErrorOptions) {
    super(
      'Pacts are written by the package @pact-foundation/pact, which is not installed. Install it: npm install --save-dev @pact-foundation/pact',
      options,
    );
    this.name = 'PactMissing';
  }
}

function core(): PactCore {
  return fromInstalled(
    (require) => {
      const pact = require.resolve('@pact-foundation/pact');
      return createRequire(pact)('@pact-foundation/pact-core') as PactCore;
    },
    (options) => new PactMissing(options),
  );
}

/** The package with Pact's own programs is not installed. The message says how to get it. */
export class PactCliMissing extends Error {
  constructor(options: ErrorOptions) {
    super(
      "Pact's own programs come with the package @pact-foundation/pact-cli, which is not installed here. Install it: npm install --save-dev @pact-foundation/pact-cli",
      options,
    );
    this.name = 'PactCliMissing';
  }
}

interface Standalone {
  standalone(): { readonly pactFullPath: string };
}

/**
 * The program of `@pact-foundation/pact-cli` for this machine: `pact verifier …`, `pact broker …`, `pact stub …`. It is
 * looked for where the command runs, then beside this package.
 * @throws PactCliMissing where the package, or its part for this machine, is not installed.
 */
export function pactProgram(): string {
  return fromInstalled(
    (require) => {
      const found = require('@pact-foundation/pact-cli/src/pact-standalone.js') as Standalone;
      return found.standalone().pactFullPath;
    },
    (options) => new PactCliMissing(options),
  );
}

/** The environment of Pact's programs: they count their users unless this variable forbids it; they do not understand `1`. */
export function pactEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PACT_DO_NOT_TRACK: 'true' };
}

/**
 * Finds something in the packages that are installed where the command runs, or else beside this package.
 * @throws what `missing` makes of the last error, where it is in neither place.
 */
export function fromInstalled<Found>(
  find: (require: NodeJS.Require) => Found,
  missing: (options: ErrorOptions) => Error,
): Found {
  try {
    return find(createRequire(join(process.cwd(), 'package.json')));
  } catch {
    try {
      return find(createRequire(import.meta.filename));
    } catch (error) {
      throw missing({ cause: error });
    }
  }
}
