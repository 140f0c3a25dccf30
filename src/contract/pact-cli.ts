import { fromInstalled } from './installed.ts';

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

/** The environment of Pact's programs: they count their users unless they are told not to, and `1` does not tell them. */
export function pactEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PACT_DO_NOT_TRACK: 'true' };
}
