import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type ContractsPage,
  contractsPage,
  mostPageBytes,
  pageName,
  pactsNamedIn,
  renewalPage,
} from '../contract/contracts-page.ts';
import { type Setting, settings } from '../contract/interaction.ts';
import type { LeftOut, OwnPacts } from '../contract/own-pacts.ts';
import { pageBeside } from '../contract/pact-page.ts';
import { pactsAt, shippedPacts } from '../contract/shipped.ts';
import { makeDirectory, replaceFile } from '../contract/shared-file.ts';
import type { OwnProfile } from '../domain/profile.ts';
import { type AnyProfile, nameOf } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { counted, printable } from '../http/printable.ts';
import { rulesOf } from '../world/options.ts';
import { bytesOfFile } from '../yaml-file/bytes.ts';
import type { CommandArguments } from './arguments.ts';
import { Failure, unwritten, UsageError } from './errors.ts';
import { profileOf, releaseOf } from './profiles.ts';

/** The contracts that the options ask for. */
interface Chosen {
  readonly profile: AnyProfile;
  /** The release that is shown; undefined: that of the profile, or the newest. */
  readonly release: ReleaseName | undefined;
  /** Settings of a cloud whose contracts are left out. */
  readonly without: readonly Setting[];
}

/** @throws UsageError where an option is not right, or says nothing here. */
async function chosenIn(args: CommandArguments): Promise<Chosen> {
  const [profile, release] = [await profileOf(args), await releaseOf(args)];
  if (release !== undefined && typeof profile === 'string')
    throw new UsageError(
      `--release goes with --policy or a profile of your own: the contracts of ${profile} are the same for each release. Leave it out.`,
    );
  return { profile, release, without: settingsLeftOut(args) };
}

const removed: string[] = [];

function removeAtExit(folder: string): void {
  if (removed.push(folder) > 1) return;
  process.once('exit', () => {
    for (const each of removed) rmSync(each, { recursive: true, force: true });
  });
}

const leftOut: WeakMap<CommandArguments, readonly LeftOut[]> = new WeakMap();

/** What the rules that the options name leave out of the contracts, and what `--without` does; empty for other pacts. */
export function leftOutIn(args: CommandArguments): readonly LeftOut[] {
  return leftOut.get(args) ?? [];
}

/** The contracts that `--without` leaves out; they are named in a report alone. */
async function leftOutBySetting(
  args: CommandArguments,
  { profile, release, without }: Chosen,
): Promise<readonly LeftOut[]> {
  if (without.length === 0 || args.text('junit') === undefined) return [];
  const rules = rulesOf({ profile, ...(release && { release }) });
  const { interactions } = await import('../contract/interactions.ts');
  const { fits } = await import('../contract/fitting.ts');
  return interactions
    .filter((each) => each.setting !== undefined && without.includes(each.setting) && fits(each, rules))
    .map(({ sentence, setting }) => ({
      sentence,
      why: `it depends on the setting ${setting}, which --without leaves out`,
    }));
}

/**
 * The pacts that a server with the rules of the profile keeps: those of the package, or for one's own those that are written
 * into a folder that is there until this process ends. What is answered differently, and what is left out, is said on standard
 * error.
 * @throws UsageError where an option is not right, or the official library is not installed.
 */
export async function contractFiles(args: CommandArguments): Promise<readonly string[]> {
  const chosen = await chosenIn(args);
  const { profile, ...options } = chosen;
  const bySetting = await leftOutBySetting(args, chosen);
  leftOut.set(args, bySetting);
  if (typeof profile === 'string') return shippedPacts(profile, options.without);
  const folder = mkdtempSync(join(tmpdir(), 'image-members-pacts-'));
  removeAtExit(folder);
  const written = await writtenOwn(profile, folder, options);
  leftOut.set(args, [...written.leftOut, ...bySetting]);
  process.stderr.write(`${ownLines(profile, written).map(printable).join('\n')}\n`);
  return pactsAt(folder);
}

/**
 * `contracts`: writes the contracts of a profile into a folder, with a page that says what became of those of its base. A
 * folder that it wrote earlier is renewed: what is not written any more is removed, and what somebody else put there stays.
 * @throws UsageError where an option is not right, a file of somebody else is in the way, or the official library is not
 * installed; Failure where it cannot be written.
 */
export async function runContracts(args: CommandArguments): Promise<void> {
  const folder = args.text('out');
  if (folder === undefined) throw new UsageError('contracts needs to know where to write them: --out DIR.');
  const chosen = await chosenIn(args);
  const before = earlierIn(folder);
  const aside = mkdtempSync(join(tmpdir(), 'image-members-pacts-'));
  try {
    const own = await writtenInto(aside, chosen);
    const { profile, release, without } = chosen;
    const page: ContractsPage = { profile, release, without, own, pacts: pactsAt(aside) };
    replaceFile(join(aside, pageName), contractsPage(page));
    moved(aside, folder, before);
    const count = counted(page.pacts.length, 'pact');
    if (own !== undefined && typeof profile !== 'string')
      process.stderr.write(`${ownLines(profile, own).map(printable).join('\n')}\n`);
    process.stdout.write(
      `${printable(`${count} of ${nameOf(profile)} in ${folder}; ${pageName} lists them`)}\n`,
    );
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Writes contracts with their pages. @returns what became of those of the base; undefined for a built-in profile. */
async function writtenInto(folder: string, { profile, ...options }: Chosen): Promise<OwnPacts | undefined> {
  if (typeof profile !== 'string') return writtenOwn(profile, folder, options);
  const pacts = shippedPacts(profile, options.without);
  for (const file of pacts.flatMap((each) => [each, pageBeside(each)]))
    copyFileSync(file, join(folder, basename(file)));
  return undefined;
}

/** @throws UsageError where the official library is not installed; Failure where it cannot write. */
async function writtenOwn(
  profile: OwnProfile,
  folder: string,
  options: Omit<Chosen, 'profile'>,
): Promise<OwnPacts> {
  const [{ writeOwnPacts }, { PactMissing }, { PactUnwritten }] = await Promise.all([
    import('../contract/own-pacts.ts'),
    import('../contract/pact-packages.ts'),
    import('../contract/pact-file.ts'),
  ]);
  try {
    return await writeOwnPacts(profile, folder, options);
  } catch (error) {
    if (error instanceof PactUnwritten) throw new Failure(error.message, { cause: error });
    throw error instanceof PactMissing ? new UsageError(error.message, { cause: error }) : error;
  }
}

function ownLines(profile: OwnProfile, { kept, changed, leftOut }: OwnPacts): readonly string[] {
  const why = Map.groupBy(leftOut, (each) => each.why);
  return [
    `${profile.name}: ${counted(kept, 'interaction')} as in ${profile.based_on}, ${changed.length} answered differently, ${leftOut.length} left out`,
    ...changed.map((sentence) => `  differently: ${sentence}`),
    ...[...why].flatMap(([reason, all]) => [
      `Left out: ${reason}`,
      ...all.map(({ sentence }) => `  ${sentence}`),
    ]),
  ];
}

/**
 * What an earlier run wrote into a folder; empty where the folder is new or empty.
 * @throws UsageError where something else is in it.
 */
function earlierIn(folder: string): readonly string[] {
  if (filesIn(folder).length === 0) return [];
  const elsewhere = 'Name a new folder, or an empty one';
  const page = bytesOfFile(join(folder, pageName), elsewhere, mostPageBytes);
  if (page.kind === 'problem') throw new UsageError(`--out ${folder}: ${page.problem}. ${elsewhere}.`);
  const ours = page.kind === 'bytes' ? pactsNamedIn(new TextDecoder().decode(page.bytes)) : undefined;
  if (ours === undefined)
    throw new UsageError(
      `--out ${folder} has files in it that are not from this command (no ${pageName} of its own). ${elsewhere}.`,
    );
  return ours.flatMap((each) => [each, pageBeside(each)]);
}

/** @throws as `unwritten` where a place is no folder that can be read. */
function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unwritten(`--out ${folder}`, error);
  }
}

/** @throws UsageError where a file would be replaced that an earlier run did not write. */
function refuseForeign(folder: string, names: readonly string[], before: readonly string[]): void {
  const there = new Set(filesIn(folder));
  const foreign = names.filter((name) => name !== pageName && there.has(name) && !before.includes(name));
  if (foreign.length === 0) return;
  const files = foreign.slice(0, 10).map((name) => join(folder, name));
  const more = foreign.length > files.length ? ` and ${foreign.length - files.length} more` : '';
  throw new UsageError(
    `--out ${folder}: ${pageName} there does not list ${files.join(', ')}${more}, which would be replaced. Move what is yours away, or name a new folder.`,
  );
}

/**
 * Renews a folder. As long as that takes, and where it fails, its page lists the old contracts and the new ones: the next run
 * knows all of them.
 * @throws UsageError where a file of somebody else is in the way; Failure where the system does not let it be written.
 */
function moved(from: string, folder: string, before: readonly string[]): void {
  const names = readdirSync(from);
  refuseForeign(folder, names, before);
  try {
    makeDirectory(folder);
    const pacts = new Set([...before, ...names].filter((name) => name.endsWith('.json')));
    replaceFile(join(folder, pageName), renewalPage([...pacts].toSorted()));
    const written = (name: string): void =>
      replaceFile(join(folder, name), readFileSync(join(from, name), 'utf8'));
    for (const name of names.filter((each) => each !== pageName)) written(name);
    for (const name of before.filter((each) => !names.includes(each)))
      rmSync(join(folder, name), { force: true });
    written(pageName);
  } catch (error) {
    throw unwritten(`--out ${folder}`, error);
  }
}

/** The settings of a cloud whose contracts `--without` leaves out. @throws UsageError for one that there is not. */
export function settingsLeftOut(args: CommandArguments): readonly Setting[] {
  const names = (args.text('without') ?? '').split(',').filter((name) => name !== '');
  const all = Object.keys(settings).join(', ');
  return names.map((name) => {
    if (Object.hasOwn(settings, name)) return name as Setting;
    throw new UsageError(`--without ${name}: no contracts depend on such a setting. There are: ${all}.`);
  });
}
