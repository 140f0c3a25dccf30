import { type Access, listen, type Listening, type ListenOptions } from '../express.ts';
import { longestTime } from '../domain/limits.ts';
import { warningsAtStart } from '../domain/warnings.ts';
import { isForOthers, isLoopback } from '../host/guard.ts';
import type { Host, HostOptions } from '../host/host.ts';
import type { Fake } from '../world/fake.ts';
import { type Address, addressOf, listeningAt, tlsOf } from './addresses.ts';
import type { CommandArguments } from './arguments.ts';
import { Difference } from './errors.ts';
import { hostFor } from './fakes.ts';
import { bugsOf, observedOf } from './profiles.ts';
import type { ServedRecording } from './serve/recording.ts';
import { type Reporter, reporterFor } from './serve/reporter.ts';
import type { Spans } from './serve/spans.ts';
import type { KeptState } from './serve/state.ts';
import { parentInput, stopAsked } from './serve/stop.ts';
import { byteCount, controlTokenOf, corsOf, hostNames, oneOf, publicUrlIn, wholeNumber } from './values.ts';
import { withoutUndefined } from '../http/json.ts';

/**
 * `serve`: answers until it is asked to stop.
 * @throws UsageError where an option, the seed or the address is not right; Failure where a recording could not be written.
 */
export async function runServe(args: CommandArguments): Promise<void> {
  // Process 1 of a container ignores a signal that nobody listens for, and one may come before the server is there.
  const asked = stopAsked();
  const { host, reporter, recording, listening, warnings } = await serveCloud(args, { port: 9292 });
  const parentGone = recording === undefined ? [] : [(await parentInput()).ended];
  const stopped = Promise.race([asked, ...parentGone]);
  tell(process.stdout, await reporter.ready(listening));
  for (const warning of warnings) tell(process.stderr, reporter.warning(warning));
  const reason = await stopped;
  const closed = listening.close();
  // Nothing is waited for before a recording is written: a connection that does not close must not cost it.
  if (recording !== undefined) await writeRecording(recording, reason !== 'manager');
  await closed;
  await host.close();
  if (recording === undefined) tell(process.stderr, reporter.closed());
}

/** A cloud that answers. */
export interface ServedCloud {
  readonly host: Host;
  readonly fake: Fake;
  readonly listening: Listening;
  readonly reporter: Reporter;
  readonly recording: ServedRecording | undefined;
  /** What whoever starts it should know besides where it is. */
  readonly warnings: readonly string[];
}

/** How a cloud is served. */
interface Serving {
  /** Where it listens unless an option says so; 0 takes any free port. */
  readonly port: number;
  /** Whether only warnings are printed, not a line per request. */
  readonly quiet?: boolean;
  /** Looks at a cloud that is not kept before it listens, and may refuse it. */
  checked?(fake: Fake): void;
}

/**
 * Serves the cloud that the options describe.
 * @throws UsageError where an option, the seed or the address is not right.
 */
export async function serveCloud(
  args: CommandArguments,
  { port, quiet, checked }: Serving,
): Promise<ServedCloud> {
  const onWarning = (warning: string): void => tell(process.stderr, reporter.warning(warning));
  const place = { ...placeOf(args, port), onWarning };
  const spans = await spansOf(process.env);
  const recording = await recordingFor(args);
  const options = await optionsOf(args);
  const kept = await keptFor(args, onWarning);
  const host = await hostFor(args, {
    ...options,
    ...listenersOf(() => reporter, spans),
    ...(kept && { state: kept.state }),
  });
  let reporter = reporterFor(args, host.world, quiet);
  // What kept worlds have is known once they are read.
  const check = (): void => void (kept === undefined && checked?.(host.world));
  const listening = await listenOrClose(host, recording, { ...place, check });
  const begun = await kept?.ready(host, listening);
  keepNursery();
  if (kept !== undefined && begun !== undefined)
    reporter = reporterFor(args, host.world, quiet, { place: kept.shown, isOld: begun.isOld });
  const warnings = [
    ...startWarnings(host.world, place),
    ...(spans.kind === 'missing' ? [spans.warning] : []),
    ...(begun?.warnings ?? []),
  ];
  return { host, fake: host.world, listening, reporter, recording, warnings };
}

/**
 * Keeps the part of the heap where new objects begin as large as it has become while all was loaded that stays: see
 * decisions/0026. Whoever gives the engine a size has that size.
 */
function keepNursery(): void {
  const given = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
  if (given.includes('semi-space')) return;
  process.getBuiltinModule('node:v8').setFlagsFromString('--semi-space-growth-factor=1');
}

/** Lets go of the worlds where nobody can be served. @throws as `listeningAt`, and what the check throws. */
async function listenOrClose(
  host: Host,
  recording: ServedRecording | undefined,
  { check, ...place }: ListenOptions & { readonly check: () => void },
): Promise<Listening> {
  try {
    check();
    const served = recording === undefined ? host : host.through(recording);
    return await listeningAt(() => listen(served, place));
  } catch (error) {
    await host.close();
    throw error;
  }
}

/** Who hears of requests: the log, and whoever follows spans. @param reporter the one that there is by then. */
function listenersOf(
  reporter: () => Reporter,
  spans: Awaited<ReturnType<typeof spansOf>>,
): Required<Pick<HostOptions, 'onExchange' | 'onControl'>> {
  return {
    onExchange(exchanged) {
      tell(process.stderr, reporter().exchanged(exchanged));
      if (spans.kind === 'spans') spans.write(exchanged);
    },
    onControl: (controlled) => tell(process.stderr, reporter().controlled(controlled)),
  };
}

/** Where it listens, and for whom. @throws UsageError where an option is not right. */
function placeOf(args: CommandArguments, port: number): ListenOptions & Address {
  return {
    ...addressOf(args, port),
    requestSeconds: wholeNumber(args, 'request-timeout', [1, 86_400]) ?? 45,
    ...tlsOf(args),
    ...accessOf(args),
  };
}

/** What keeps the worlds: loaded where something does. @throws UsageError where an option is not right. */
async function keptFor(
  args: CommandArguments,
  onWarning: (warning: string) => void,
): Promise<KeptState | undefined> {
  const place = args.text('state');
  if (place !== undefined) return (await import('./serve/state.ts')).keptState(place, args, onWarning);
  return undefined;
}

/** What records is loaded where an option asks for it. @throws as `recordingOf`. */
async function recordingFor(args: CommandArguments): Promise<ServedRecording | undefined> {
  if (!args.has('record') && !args.has('consumer')) return undefined;
  return (await import('./serve/recording.ts')).recordingOf(args);
}

/** The writer of spans is loaded where the environment asks for one. */
async function spansOf(env: NodeJS.ProcessEnv): Promise<Spans> {
  if (!Object.keys(env).some((name) => name.startsWith('OTEL_'))) return { kind: 'none' };
  return (await import('./serve/spans.ts')).spansFor(env);
}

/**
 * Writes a recording, and prints what came of it.
 * @param isJudged whether the pact is tried on wrong servers, which takes some seconds.
 * @throws Failure where it could not be written; Difference where nothing was recorded.
 */
export async function writeRecording(recording: ServedRecording, isJudged = true): Promise<void> {
  if (process.stderr.isTTY) tell(process.stderr, 'Writing what was recorded. A second Ctrl-C would lose it.');
  const { text, nothing } = await recording.written(isJudged);
  tell(process.stderr, text);
  if (nothing !== undefined) throw new Difference(nothing);
}

/** Who may reach the server. @throws UsageError for a name or URL that is none, and a control token that cannot stand in a header. */
function accessOf(args: CommandArguments): Access {
  const allowedHosts = args.text('allowed-host') === 'all' ? 'all' : hostNames(args, 'allowed-host');
  const [controlToken, publicUrl] = [controlTokenOf(args), publicUrlIn(args)];
  return {
    allowedHosts,
    cors: corsOf(args),
    trustProxy: args.has('trust-proxy'),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(controlToken === undefined ? {} : { controlToken }),
  };
}

/** How many there may be of those who live in a world, and of what is theirs. */
function residentLimits(args: CommandArguments): Readonly<Record<string, number | undefined>> {
  const most = Number.MAX_SAFE_INTEGER;
  return {
    credentialsPerUser: wholeNumber(args, 'credentials-per-user', [0, most]),
    maxDomains: wholeNumber(args, 'max-domains', [0, most]),
    maxTenants: wholeNumber(args, 'max-tenants', [0, most]),
    maxUsers: wholeNumber(args, 'max-users', [0, most]),
    rolesPerUser: wholeNumber(args, 'roles-per-user', [0, most]),
  };
}

/** What is said about the cloud besides its world. */
async function optionsOf(args: CommandArguments): Promise<HostOptions> {
  const most = Number.MAX_SAFE_INTEGER;
  const options = {
    observed: await observedOf(args),
    bugs: bugsOf(args),
    errorBody: args.has('error-body') ? oneOf(args, 'error-body', ['glance', 'general']) : undefined,
    membersPerImage: wholeNumber(args, 'members-per-image', [0, most]),
    requestsPerMinute: wholeNumber(args, 'requests-per-minute', [1, most]),
    jsonBytes: byteCount(args, 'json-bytes'),
    imageBytes: byteCount(args, 'image-bytes'),
    worldBytes: byteCount(args, 'world-bytes'),
    deletedImages: wholeNumber(args, 'deleted-images', [0, most]),
    removedMembers: wholeNumber(args, 'removed-members', [0, most]),
    tasks: wholeNumber(args, 'tasks', [0, most]),
    importSeconds: wholeNumber(args, 'import-seconds', [0, longestTime]),
    tokenLifetime: wholeNumber(args, 'token-lifetime', [1, longestTime]),
    tokenCache: wholeNumber(args, 'token-cache', [0, longestTime]),
    maxTokens: wholeNumber(args, 'max-tokens', [1, most]),
    ...residentLimits(args),
    worlds: wholeNumber(args, 'worlds', [0, 100_000]),
    worldIdle: wholeNumber(args, 'world-idle', [1, most]),
    journal: wholeNumber(args, 'journal', [0, 1_000_000]),
    memberOrder: args.has('member-order') ? oneOf(args, 'member-order', ['added', 'id']) : undefined,
    shuffle: args.has('shuffle') || undefined,
    randomSeed: wholeNumber(args, 'random-seed', [0, most]),
  };
  return withoutUndefined(options);
}

/** Prints a text on a line of its own, where there is one. */
export function tell(stream: NodeJS.WriteStream, text: string | undefined): void {
  if (text !== undefined) stream.write(`${text}\n`);
}

/** What whoever starts the server should know besides where it is. */
function startWarnings(
  { cloud, bugs }: Fake,
  { host, controlToken, publicUrl }: Access & { readonly host: string },
): readonly string[] {
  const isOwn = isLoopback(host) || host === 'localhost';
  const reached = [...(isOwn ? [] : [host]), ...(isForOthers(publicUrl) ? [publicUrl] : [])];
  const control =
    controlToken === undefined
      ? '/_fake is closed: it needs --control-token or IMAGE_MEMBERS_FAKE_CONTROL_TOKEN.'
      : '/_fake takes the control token.';
  return [
    ...warningsAtStart(cloud),
    ...(bugs.length === 0
      ? []
      : [`bugs are on: ${bugs.join(', ')}. This cloud gets rules wrong on purpose.`]),
    ...reached.map(
      (where) =>
        `${where} is not for this machine alone: whoever reaches it can use the tokens of the seed. ${control}`,
    ),
  ];
}
