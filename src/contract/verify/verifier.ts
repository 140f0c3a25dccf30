import type { OptionKinds } from '../../domain/given-options.ts';
import type { Profile } from '../../domain/profile.ts';
import { isSecretName, maskedTarget, stars } from '../../http/masking.ts';
import type { ContractCloud } from '../cloud.ts';
import { type Connection, ended, reasonFor } from '../connection.ts';
import type { ProviderStateChanged } from '../provider-state-server.ts';
import { serveStates } from '../provider-state-server.ts';
import { type Stage, stageIn } from '../stage.ts';
import type { BrokerSource } from './broker.ts';
import type { PactInteraction } from './pact.ts';
import type { Check } from './preflight.ts';
import {
  type ReportedError,
  runProgram,
  VerifierFailed,
  type VerifierReport,
  type VerifierSource,
} from './program.ts';
import { type AnswerBounds, type Relay, relayTo } from './relay.ts';
import { type ReportedInteraction, verifiedInteractionOf } from './reported.ts';
import type { VerifiedExchange, VerifiedInteraction } from './results.ts';
import {
  type Compare,
  type Outage,
  outageOf,
  type WatchedInteraction,
  type Watcher,
  watcherOf,
} from './watcher.ts';

/** Against what pacts are verified, and which. */
export interface Verifying {
  /** Where the image API answers, without version: `http://127.0.0.1:9292`. */
  readonly providerBaseUrl: string;
  /** The cloud behind it, in which provider states are made. */
  readonly cloud: ContractCloud;
  /** Files of pacts, or a broker that has them. Files are verified whatever provider they name. */
  readonly pacts: readonly string[] | BrokerSource;
  /** The name of the provider, by which a broker has its pacts (`image-members-api`). */
  readonly provider?: string;
  /** How many pact files are verified at a time (2). */
  readonly parallel?: number;
  /** How long and how large an answer to a request of the verifier may be. */
  readonly bounds?: AnswerBounds;
  /** The rules that the pacts were written from: players who lack a role of theirs are warned of; left out: none is. */
  readonly rules?: Profile;
  /** Hears what was checked before the first request. */
  readonly checked?: (check: Check) => void;
  /** Hears that an interaction begins: how many have begun by now, and of how many. */
  readonly progress?: (begun: number, all: number) => void;
  /** Aborted, the verifier is stopped; what states have made is taken away all the same. */
  readonly signal?: AbortSignal;
}

export const verifyingOptions: OptionKinds<Verifying> = {
  providerBaseUrl: 'text',
  cloud: 'any',
  pacts: 'any',
  provider: 'text',
  parallel: 'count',
  bounds: 'any',
  rules: 'any',
  checked: 'function',
  progress: 'function',
  signal: 'any',
};

/** One run of the verifier: a file or a broker. */
export interface VerifierRun extends Pick<Verifying, 'providerBaseUrl' | 'cloud' | 'bounds'> {
  readonly provider: string;
  readonly source: VerifierSource;
  /** What the source has, in the order in which the verifier takes it. */
  readonly interactions: readonly PactInteraction[];
  readonly signal: AbortSignal;
  /** Hears that an interaction begins. */
  readonly begins: () => void;
  readonly compare: Compare;
}

/**
 * Runs the official verifier once, beside a state server and a relay of its own.
 * @throws VerifierFailed where it ends without a report, the server is gone, or the report does not fit the pact;
 * StateError where something that was made could not be taken away.
 */
export async function runVerifier(run: VerifierRun): Promise<readonly VerifiedInteraction[]> {
  const stopping = new AbortController();
  let gone: string | undefined;
  const outage = outageOf((error) => {
    gone = reasonFor(error, run.providerBaseUrl);
    stopping.abort();
  });
  const { cloud, without } = observed(run.cloud, outage);
  const stage = stageIn(cloud);
  const watcher = watcherOf(run.interactions, run);
  try {
    const signal = AbortSignal.any([run.signal, stopping.signal]);
    const report = await reported({ ...run, signal }, { stage, watcher, outage, without, stopping });
    return resultsOf(report, run, watcher, without);
  } catch (error) {
    if (gone !== undefined) throw new VerifierFailed(`${goneText(run, watcher)}\n  ${ended(without(gone))}`);
    const misfit = watcher.misfit();
    throw misfit === undefined ? error : new VerifierFailed(misfitText(misfit));
  } finally {
    await stage.tearDown().catch((error: unknown) => {
      // Where the server is gone, that is what has to be said; what stays there cannot be known.
      if (gone === undefined) throw error;
    });
  }
}

function goneText({ providerBaseUrl }: VerifierRun, { watched }: Watcher): string {
  return `the server at ${providerBaseUrl} stopped answering at interaction ${watched.length}, so the verification was stopped. Images that it had made may still be there.`;
}

function misfitText(misfit: string): string {
  return `The official verifier did what the pact does not have next (${misfit}), so that its results cannot be tied to interactions. Please report this with the pact.`;
}

interface Observed {
  readonly cloud: ContractCloud;
  without(text: string): string;
}

/** A cloud of which the tokens that it gives are remembered: a server may repeat one in an answer, and it is not for reports. */
function observed(cloud: ContractCloud, outage: Outage): Observed {
  const tokens = new Set<string>();
  return {
    cloud: {
      ...cloud,
      async token(player) {
        const given = await cloud.token(player);
        tokens.add(given);
        return given;
      },
      async ask(player, request) {
        try {
          const reply = await cloud.ask(player, request);
          outage.answered();
          return reply;
        } catch (error) {
          outage.saw(error);
          throw error;
        }
      },
    },
    without: (text) => [...tokens].reduce((rest, each) => rest.replaceAll(each, '***'), text),
  };
}

interface Surroundings {
  readonly stage: Stage;
  readonly watcher: Watcher;
  readonly outage: Outage;
  readonly without: (text: string) => string;
  readonly stopping: AbortController;
}

async function reported(
  run: VerifierRun,
  { stage, watcher, outage, without, stopping }: Surroundings,
): Promise<VerifierReport> {
  const changed = async (change: ProviderStateChanged): Promise<void> => {
    const isOver = watcher.changed(change);
    if (watcher.misfit() !== undefined) stopping.abort();
    // No teardown follows a state that failed: what was made for its interaction would be there in the next one.
    if (isOver) await stage.tearDown().catch((error: Error) => watcher.stays(error.message));
  };
  await using states = await serveStates(stage, { changed });
  await using relay = await relayFor(run, watcher, outage);
  const report = await runProgram({
    ...run,
    providerBaseUrl: relay.url,
    stateUrl: states.url,
    inWords: (text) => without(relay.inWords(text)).replaceAll(states.url, 'the state server'),
  });
  await relay.settled();
  return report;
}

function relayFor(
  { providerBaseUrl, cloud, source, bounds = {} }: VerifierRun,
  { asks }: Watcher,
  outage: Outage,
): Promise<Relay> {
  const connection = (token: string | undefined): Connection => cloud.connection?.(token) ?? {};
  // What is published is the result of the verifier, which does not see by itself that values are others.
  const isStrict = source.kind === 'broker' && source.broker.publish === true;
  return relayTo({ providerBaseUrl, connection, asks, isStrict, outage, bounds });
}

/** How the report names an interaction, before its states and its description. */
const named = 'Verifying a pact between ';

/**
 * The results, each with what was heard of its interaction: the report has them in the order of the pact, and for each
 * that does not hold one reason in the same order, in one list for interactions that are pending, in another for the rest.
 * @throws VerifierFailed where they do not fit together.
 */
function resultsOf(
  { interactionResults, errors, pendingErrors }: VerifierReport,
  run: VerifierRun,
  { watched, misfit }: Watcher,
  without: (text: string) => string,
): readonly VerifiedInteraction[] {
  if (misfit() !== undefined) throw new VerifierFailed('');
  const queues = { failing: errors.filter(isAboutOne), pending: pendingErrors.filter(isAboutOne) };
  const results = interactionResults.map((result, place) => {
    const known = watched[place];
    if (known === undefined || !isNamed(known.interaction, result.description))
      throw unfitting(result.description);
    const queue = known.interaction.pending ? queues.pending : queues.failing;
    const error = result.result === 'OK' ? undefined : queue.shift();
    const isItsOwn = error?.interaction.endsWith(` - ${result.description}`) ?? result.result === 'OK';
    if (!isItsOwn) throw unfitting(result.description);
    return resultOf(error === undefined ? result : { ...result, mismatch: error.mismatch }, known, without);
  });
  const unread = [...errors, ...pendingErrors].filter((each) => !isAboutOne(each));
  const isComplete = results.length === run.interactions.length || unread.length > 0;
  const left = queues.failing.length + queues.pending.length;
  if (!isComplete || left > 0 || watched.length !== results.length) throw unfitting('');
  return [...results, ...unread.map((each) => unreadOf(run, each))];
}

/** Whether an interaction has a description. One that is no text is written as JSON, whose form nobody promises. */
function isNamed({ description, content }: PactInteraction, written: string): boolean {
  const { description: own } = content as { readonly description?: unknown };
  return description === written || (own !== undefined && typeof own !== 'string');
}

function isAboutOne({ interaction }: ReportedError): boolean {
  return interaction.startsWith(named);
}

function unfitting(description: string): VerifierFailed {
  return new VerifierFailed(
    misfitText(
      `the report has ${description === '' ? 'another number of results' : `"${description}" in another place`}`,
    ),
  );
}

function resultOf(
  reported: ReportedInteraction,
  { interaction, troubles, exchange }: WatchedInteraction,
  without: (text: string) => string,
): VerifiedInteraction {
  const { consumer, pending, states, isMessage, content } = interaction;
  const note = isMessage && reported.result !== 'OK' ? [messageNote] : [];
  const known = {
    consumer,
    pending,
    states,
    troubles: [...troubles, ...note],
    exchange: masked(exchange),
    content,
  };
  return JSON.parse(without(JSON.stringify(verifiedInteractionOf(reported, known)))) as VerifiedInteraction;
}

/** An exchange without what headers hide. */
function masked(exchange: VerifiedExchange | undefined): VerifiedExchange | undefined {
  if (exchange === undefined) return undefined;
  type Headers = VerifiedExchange['request']['headers'];
  const shown = (headers: Headers): Headers =>
    headers.map(([name, value]) => [name, isSecretName(name) ? stars : value]);
  const { request, response } = exchange;
  return {
    request: { ...request, url: maskedUrl(request.url), headers: shown(request.headers) },
    ...(response === undefined ? {} : { response: { ...response, headers: shown(response.headers) } }),
  };
}

function maskedUrl(url: string): string {
  const { origin } = new URL(url);
  return origin + maskedTarget(url.slice(origin.length));
}

const messageNote = {
  kind: 'other',
  where: '',
  text: 'this is a message: the official verifier posts its description to the server, which has no messages',
} as const;

/** A pact that the verifier could not read. */
function unreadOf({ source, interactions }: VerifierRun, { mismatch }: ReportedError): VerifiedInteraction {
  const consumer = interactions[0]?.consumer ?? (source.kind === 'file' ? source.pact.consumer : 'unknown');
  const reported = { description: 'the pact as a whole', duration: '0ms', result: 'Error', mismatch };
  return verifiedInteractionOf(reported, {
    consumer,
    pending: false,
    states: [],
    troubles: [],
    exchange: undefined,
  });
}
