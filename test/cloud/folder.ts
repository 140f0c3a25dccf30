import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The project, which programs in a folder see at the same place. */
const project: string = join(import.meta.dirname, '../..');
/** Written into a folder once its Debian is complete. */
const ready = 'ready';

/** A program to start, and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** The folder with a Debian, whether or not it is there yet. */
export function folderOf(suite: string): string {
  return join(tmpdir(), `image-members-debian-${suite}`);
}

/**
 * Installs a Debian in a folder of its own, unless it is there: some minutes, 1.5 GB with the servers.
 * @returns the folder.
 * @throws Error where this is not root on Debian, or its packages cannot be had: it says why.
 */
export function debianFolder(suite: string, say: (line: string) => void): string {
  const folder = folderOf(suite);
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    throw new Error(
      `A Debian ${suite} in a folder of its own takes root on Debian, and this is neither or not both.`,
    );
  if (!existsSync(join(folder, ready))) install(suite, folder, say);
  return folder;
}

/**
 * A program as it is started in a folder. It listens at the same loopback as every other program, and sees the project and the
 * places named where they are outside. What is mounted for it is seen by it alone, and goes with it.
 */
export function inFolder(folder: string, command: Command, places: readonly string[] = []): Command {
  const seen = ['/proc', '/dev', project, ...places];
  for (const place of seen) mkdirSync(join(folder, place), { recursive: true });
  const node = join(folder, 'node');
  if (!existsSync(node)) writeFileSync(node, '');
  const script = [
    'folder=$1 node=$2 count=$3',
    'shift 3',
    'mount --bind "$node" "$folder/node"',
    'while [ "$count" -gt 0 ]; do mount --rbind "$1" "$folder$1"; shift; count=$((count - 1)); done',
    'exec chroot "$folder" "$@"',
  ].join('\n');
  const given = [folder, process.execPath, String(seen.length), ...seen, ...command];
  return ['unshare', '--mount', 'sh', '-ec', script, 'sh', ...given];
}

/** A program of the project as it is started in a folder, with the Node that runs this. */
export function ownProgram(path: string, ...args: readonly string[]): Command {
  return ['/node', join(project, path), ...args];
}

/** What a program in a folder has of an environment: nothing of this process's. */
export const environment: Readonly<Record<string, string>> = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
};

function install(suite: string, folder: string, say: (line: string) => void): void {
  if (spawnSync('mmdebstrap', ['--version']).status !== 0) {
    execute('apt-get', ['-qq', 'update']);
    execute('apt-get', ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=600', 'install', 'mmdebstrap']);
  }
  say(`installing Debian ${suite} in ${folder} …`);
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  const include = '--include=ca-certificates,libatomic1,libstdc++6,procps';
  // A mirror that is a copy of some day keeps its dates.
  const dates = '--aptopt=Acquire::Check-Valid-Until "false"';
  execute('mmdebstrap', [dates, '--variant=minbase', include, suite, part, `deb ${mirror()} ${suite} main`]);
  copyFileSync('/etc/resolv.conf', join(part, 'etc/resolv.conf'));
  // Where packages come from may need settings of apt; those that run other programs are left here.
  for (const name of readdirSync('/etc/apt/apt.conf.d').filter(
    (each) => !/packagekit|appstream|docker/.test(each),
  ))
    copyFileSync(join('/etc/apt/apt.conf.d', name), join(part, 'etc/apt/apt.conf.d', name));
  writeFileSync(join(part, ready), '');
  renameSync(part, folder);
}

/** Where this machine gets its packages from. */
function mirror(): string {
  const files = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'];
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  const found = /^(?:URIs:|deb(?: \[[^\]]*\])?) *(https?:\/\/\S+)/m.exec(texts.join('\n'));
  return found?.[1] ?? 'http://deb.debian.org/debian';
}

function execute(command: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr, error } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr.slice(-2000)}`);
}
