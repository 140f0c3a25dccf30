import { spawn, spawnSync } from 'node:child_process';
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

/** The releases of Debian that bring newer servers, and the Glance of each when this was written. */
export const suites = { trixie: 'Glance 30 (2025.1)', sid: 'Glance 33 (2026.2)' } as const;

/** The name of a release of Debian that has newer servers. */
export type Suite = keyof typeof suites;

/** Whether a text names such a release. */
export function isSuite(text: string): text is Suite {
  return text in suites;
}

/** Where the project is in the folder of a release. */
const project = '/project';
/** What the folder of a release is named after where its packages are complete. */
const ready = 'ready';

/**
 * Runs a program of the project in a newer Debian, which is installed in a folder of its own the first time (some minutes, 1.5 GB).
 * It listens at the same loopback as every other program.
 * @returns its exit code.
 * @throws Error where this is not root on Debian, or the folder cannot be made: nothing is skipped in silence.
 */
export async function runInRelease(
  suite: Suite,
  program: string,
  args: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const root = rootOf(suite);
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    throw new Error(
      `${suites[suite]} is started in a folder with Debian ${suite}, which takes root on Debian.`,
    );
  if (!existsSync(join(root, ready))) install(suite, root, say);
  const unmount = mount(root);
  try {
    const node = process.execPath.replace(projectFolder, project);
    const command = [root, node, `${project}/${program}`, ...args];
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' };
    // Ctrl-C reaches the whole group; other signals are passed on.
    const child = spawn('chroot', command, { stdio: 'inherit', env });
    const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
    return await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  } finally {
    unmount();
  }
}

const projectFolder = join(import.meta.dirname, '../..');

/** The folder of a release. */
export function rootOf(suite: Suite): string {
  return join(tmpdir(), `image-members-debian-${suite}`);
}

function install(suite: Suite, root: string, say: (line: string) => void): void {
  if (spawnSync('mmdebstrap', ['--version']).status !== 0) {
    execute('apt-get', ['-qq', 'update']);
    execute('apt-get', ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=600', 'install', 'mmdebstrap']);
  }
  say(`installing Debian ${suite} in ${root} …`);
  const part = `${root}.part`;
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
  renameSync(part, root);
}

/** Where this machine gets its packages from. */
function mirror(): string {
  const files = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'];
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  const found = /^(?:URIs:|deb(?: \[[^\]]*\])?) *(https?:\/\/\S+)/m.exec(texts.join('\n'));
  return found?.[1] ?? 'http://deb.debian.org/debian';
}

/** Lends the folder the project, and what programs need of the system. @returns how to take it back. */
function mount(root: string): () => void {
  const places = [
    ['/proc', 'proc'],
    ['/dev', 'dev'],
    [projectFolder, project.slice(1)],
  ] as const;
  const mounted: string[] = [];
  for (const [from, to] of places) {
    const place = join(root, to);
    mkdirSync(place, { recursive: true });
    execute('mount', ['--bind', from, place]);
    mounted.push(place);
  }
  return () => void mounted.toReversed().forEach((place) => spawnSync('umount', ['-l', place]));
}

function execute(command: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr, error } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr.slice(-2000)}`);
}
