import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { readYaml, type YamlProblem } from '../../yaml-file.ts';
import { fullPath } from '../../yaml-file/bytes.ts';
import { StateError } from '../cloud.ts';

/** A mapping of a YAML file. Plain scalars are the texts that stand there, whatever YAML 1.1 takes them for. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether a value of a file is a mapping. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The files that openstacksdk reads: the clouds, their secrets, and the profiles of public clouds. */
export type CloudsFileKind = 'clouds' | 'secure' | 'clouds-public';

const variables: Readonly<Record<CloudsFileKind, string>> = {
  clouds: 'OS_CLIENT_CONFIG_FILE',
  secure: 'OS_CLIENT_SECURE_FILE',
  'clouds-public': 'OS_CLIENT_VENDOR_FILE',
};

/**
 * The folders that are searched, first to last: where the command runs, the user's, the machine's. Source:
 * openstacksdk 0.101, `CONFIG_SEARCH_PATH`.
 */
function folders(): readonly string[] {
  const { env } = process;
  const home = env['HOME'] || homedir();
  const dataHome = join(home, 'Library', 'Application Support');
  const config = process.platform === 'darwin' ? dataHome : env['XDG_CONFIG_HOME'] || join(home, '.config');
  const site = (env['XDG_CONFIG_DIRS'] || '/etc/xdg').split(delimiter);
  return [
    fullPath('.'),
    join(config, 'openstack'),
    join(env['SNAP_REAL_HOME'] || home, '.config', 'openstack'),
    ...site.map((folder) => join(folder, 'openstack')),
    '/etc/openstack',
  ];
}

/** Where a file is looked for, first to last. @param beside a file whose folder comes before the usual ones. */
function placesOf(kind: CloudsFileKind, beside: string | undefined): readonly string[] {
  const named = process.env[variables[kind]];
  const all = [...(beside === undefined ? [] : [dirname(beside)]), ...folders()];
  const files = all.flatMap((folder) => ['.yaml', '.yml', '.json'].map((end) => join(folder, kind + end)));
  return [...(named ? [named] : []), ...files];
}

/** The first of the files of a kind that there is. */
export function findFile(kind: CloudsFileKind, beside?: string): string | undefined {
  return placesOf(kind, beside).find((file) => isReadable(file));
}

/** As openstacksdk does, a file that may not be read is passed over. */
function isReadable(file: string): boolean {
  if (!existsSync(file) || !statSync(file).isFile()) return false;
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

/** The warning where the environment names a file that is not there: then another is in use, or none. */
export function missingFileWarning(kind: CloudsFileKind, used: string | undefined): readonly string[] {
  const named = process.env[variables[kind]];
  if (!named || named === used) return [];
  return [`${variables[kind]} names ${named}, which cannot be read. In its place: ${used ?? 'nothing'}.`];
}

/** What a file says, and what to warn of. */
export interface ReadFile {
  readonly content: Mapping;
  readonly warnings: readonly string[];
}

/**
 * Reads a file of clouds; an empty one says nothing.
 * @throws StateError where it cannot be read, is not YAML, or no mapping. Nothing of the file is quoted.
 */
export function readCloudsFile(file: string): ReadFile {
  const { value, problems, warnings } = readYaml(bytesOf(file), {
    scalars: 'written',
    repeatedKeys: 'warning',
  });
  const [first] = problems;
  if (first !== undefined) throw new StateError(`${placed(file, first)} ${first.mend}.`);
  if (value !== null && !isMapping(value))
    throw new StateError(`${file} is no file of clouds: it must be a mapping of YAML or JSON.`);
  return {
    content: value ?? {},
    warnings: warnings.map((each) => `${placed(file, each)} The last one counts.`),
  };
}

function placed(file: string, { position, problem }: YamlProblem): string {
  return `${file}:${position.line}:${position.column}: ${problem}${problem.endsWith('?') ? '' : '.'}`;
}

function bytesOf(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile())
    throw new StateError(`There is no file ${fullPath(file)}. Give a clouds.yaml with --clouds FILE.`);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new StateError(`${fullPath(file)} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

/** Both files as one: mappings are merged in each other's, and else the second one counts. */
export function merged(one: Mapping, other: Mapping): Mapping {
  const entries = Object.entries(other).map(([key, value]): [string, unknown] => {
    const before = Object.hasOwn(one, key) ? one[key] : undefined;
    return [key, isMapping(before) && isMapping(value) ? merged(before, value) : value];
  });
  return Object.fromEntries([...Object.entries(one), ...entries]);
}
