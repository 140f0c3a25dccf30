import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractCloud } from '../cloud.ts';
import { pactEnvironment, pactProgram } from '../pact-cli.ts';
import { provider } from '../pact-file.ts';
import { stageIn } from '../stage.ts';
import { type StateChanged, serveStates } from '../state-server.ts';
import { argumentsOf, type BrokerSource } from './arguments.ts';
import { interactionOf, type ReportedInteraction, type VerifiedInteraction } from './outcome.ts';
import type { PactIn } from './pact-in.ts';
import type { Verifying } from './verifying.ts';

/** The official verifier could not do its work. The message has its last words. */
export class VerifierFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'VerifierFailed';
  }
}

/** One run of the verifier: a file or a broker. */
export interface VerifierRun extends Pick<Verifying, 'providerBaseUrl' | 'cloud' | 'signal'> {
  readonly source: PactIn | BrokerSource;
  /** Hears that an interaction begins. */
  readonly begins: () => void;
}

/**
 * Runs the official verifier once, beside a state server of its own.
 * @throws VerifierFailed where it ends without a report.
 */
export async function runVerifier(run: VerifierRun): Promise<readonly VerifiedInteraction[]> {
  const { cloud, without } = watched(run.cloud);
  const stage = stageIn(cloud);
  const told = listener(run.begins);
  const states = await serveStates(stage, { changed: told.changed });
  const folder = mkdtempSync(join(tmpdir(), 'image-members-verify-'));
  const report = join(folder, 'report.json');
  try {
    const { source, providerBaseUrl, signal } = run;
    const args = argumentsOf({ providerBaseUrl, source, report, provider });
    const said = await ended(args, environmentFor(run, states.url), signal);
    const consumer = 'brokerUrl' in source ? '' : source.consumer;
    return reported(report, without, said.replaceAll(states.url, 'the state server')).map((each, place) =>
      interactionOf(consumer, each, told.troublesOf(place)),
    );
  } finally {
    rmSync(folder, { recursive: true });
    await states.close();
    await stage.tearDown();
  }
}

/** A cloud of which the tokens that it gives are remembered: a server may repeat one in an answer, and it is not for reports. */
function watched(cloud: ContractCloud): {
  readonly cloud: ContractCloud;
  without(text: string): string;
} {
  const tokens = new Set<string>();
  const token: ContractCloud['token'] = async (player) => {
    const given = await cloud.token(player);
    tokens.add(given);
    return given;
  };
  return {
    cloud: {
      token,
      tenant: (player) => cloud.tenant(player),
      ask: (player, request) => cloud.ask(player, request),
      imageId: (text) => cloud.imageId(text),
      freshWord: () => cloud.freshWord(),
    },
    without: (text) => [...tokens].reduce((rest, each) => rest.replaceAll(each, '***'), text),
  };
}

/** Tells from the changes of states which interaction is at work: each ends with its teardown. */
function listener(begins: () => void): {
  readonly changed: (change: StateChanged) => void;
  troublesOf(place: number): readonly string[];
} {
  const troubles: string[][] = [];
  let open = false;
  return {
    changed({ action, trouble }) {
      if (action === 'setup' && !open) {
        troubles.push([]);
        begins();
      }
      // After a state that could not be made, the verifier goes on with the next interaction, without a teardown.
      open = action === 'setup' && trouble === undefined;
      if (trouble !== undefined) troubles.at(-1)?.push(trouble);
    },
    troublesOf: (place) => troubles[place] ?? [],
  };
}

/** Variables from which the verifier would learn what we tell it, and of more pacts than it is told of. */
const misleading: readonly string[] = [
  'PACT_BROKER_BASE_URL',
  'PACT_PROVIDER_BASE_PATH',
  'PACT_PROVIDER_PORT',
  'PACT_PROVIDER_STATE_CHANGE_AS_QUERY',
  'PACT_PROVIDER_TRANSPORT',
];

/** The verifier reads the certificates of this machine before each request, which takes longer than all the rest. */
function environmentFor({ providerBaseUrl, source }: VerifierRun, stateUrl: string): NodeJS.ProcessEnv {
  const urls = [providerBaseUrl, 'brokerUrl' in source ? source.brokerUrl : ''];
  const none = { SSL_CERT_FILE: devNull, SSL_CERT_DIR: devNull };
  const secure = urls.some((url) => url.startsWith('https:'));
  const without = Object.fromEntries(misleading.map((name) => [name, undefined]));
  // The URL has a secret in it, and everybody on the machine sees the arguments of a program.
  const secret = { PACT_PROVIDER_STATE_CHANGE_URL: stateUrl };
  return { ...pactEnvironment(), ...without, ...secret, ...(secure ? {} : none) };
}

function ended(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(pactProgram(), args, { env, ...(signal ? { signal } : {}) });
    child.stdin.end();
    const leave = (): void => void child.kill();
    process.once('exit', leave);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)));
    child.once('error', (error) => (signal?.aborted ? resolve(said) : reject(error)));
    child.once('close', (code, by) => {
      process.off('exit', leave);
      resolve(`${said}\n(ended with ${code ?? by})`);
    });
  });
}

/** What the verifier's report says. Where the server did not answer, only the list of errors has the reason. */
function reported(
  file: string,
  without: (text: string) => string,
  said: string,
): readonly ReportedInteraction[] {
  try {
    const text = without(readFileSync(file, 'utf8'));
    const { interactionResults, errors } = JSON.parse(text) as VerifierReport;
    return interactionResults.map((each) => {
      const error = errors.find(({ interaction }) => interaction.endsWith(` - ${each.description}`));
      return error === undefined ? each : { mismatch: error.mismatch, ...each };
    });
  } catch {
    const last = without(said).trim().split('\n').slice(-8).join('\n  ');
    throw new VerifierFailed(`The official verifier ended without a result. Its last words:\n  ${last}`);
  }
}

interface VerifierReport {
  readonly interactionResults: readonly ReportedInteraction[];
  readonly errors: readonly {
    readonly interaction: string;
    readonly mismatch: NonNullable<ReportedInteraction['mismatch']>;
  }[];
}
