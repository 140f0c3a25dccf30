import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authoritiesFor } from '../contract/verify/broker.ts';
import type { CommandArguments } from './arguments.ts';
import { Failure, Interrupted, UsageError } from './errors.ts';
import { brokerUrl, pactFiles } from './pact-files.ts';
import { startPactTool } from './pact-tools.ts';
import { webUrl } from './values.ts';

/**
 * `publish`: hands pacts to a Pact Broker.
 * @throws UsageError where an option, a pact or the environment is not right, or where the Pact tools are not installed.
 * @throws Failure where the broker did not take them; Interrupted where a signal came before the end.
 */
export async function runPublish(args: CommandArguments): Promise<void> {
  const { broker, words } = brokerArguments(args);
  const files = await pactFiles(args);
  const count = files.length === 1 ? 'one pact file' : `${files.length} pact files`;
  const text = `Publishing ${count} at ${broker}, ${credentials()}.\n`;
  const { code, stoppedBy } = await published(broker, [...words, ...files], text);
  if (stoppedBy !== undefined) throw new Interrupted('publishing was stopped before its end.', stoppedBy);
  if (code !== 0) {
    throw new Failure(
      `not published: the tool of the broker ended with exit code ${code}. Its words above say why.`,
    );
  }
}

async function published(
  broker: string,
  words: readonly string[],
  text: string,
): ReturnType<typeof startPactTool>['ended'] {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-publish-'));
  try {
    const { ended } = startPactTool(['broker', 'publish', ...words], {
      PACT_BROKER_HTTP_RETRIES: process.env['PACT_BROKER_HTTP_RETRIES'] ?? retries,
      ...authoritiesFor(broker, folder),
    });
    process.stdout.write(text);
    return await ended;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How often a broker that does not answer is asked, within 4 seconds. The tools alone would try for a minute. */
const retries = '4';

/** What the command line and the environment ask for, as words for the tool. @throws UsageError. */
function brokerArguments(args: CommandArguments): {
  readonly broker: string;
  readonly words: readonly string[];
} {
  const broker =
    brokerUrl('--broker-base-url', args.text('broker-base-url')) ??
    brokerUrl('PACT_BROKER_BASE_URL', process.env['PACT_BROKER_BASE_URL'] || undefined);
  if (broker === undefined) {
    throw new UsageError(
      'publish needs to know the broker: --broker-base-url URL, or PACT_BROKER_BASE_URL in the environment.',
    );
  }
  const version = args.text('version');
  if (version === undefined) {
    throw new UsageError(
      'publish needs to know which version of the consumers the pacts are of: --version VERSION, best the commit.',
    );
  }
  const options = {
    'broker-base-url': broker,
    'consumer-app-version': version,
    branch: args.text('branch'),
    tag: args.text('tag'),
    'build-url': webUrl(args, 'build-url'),
  };
  const set = Object.entries(options).filter(([, value]) => value !== undefined);
  return { broker, words: set.map(([name, value]) => `--${name}=${value}`) };
}

/** Which credentials the tool finds, without themselves. */
function credentials(): string {
  const name = ['PACT_BROKER_TOKEN', 'PACT_BROKER_USERNAME'].find((each) => process.env[each]);
  return name === undefined ? 'without credentials' : `with ${name}`;
}
