import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { type Layout, socketOf } from './configuration.ts';
import { answers, type Daemon } from './daemons.ts';

/** The database, with the character set and collation that deployments have. It listens on a socket alone. */
export function mariadbDaemon(layout: Layout): Daemon {
  const socket = socketOf(layout);
  const client = ['--no-defaults', '-S', socket, '-u', 'root', 'ping'];
  return {
    name: 'mariadb',
    command: 'mariadbd',
    args: [
      '--no-defaults',
      '--user=root',
      `--datadir=${layout.directory}/mariadb`,
      `--socket=${socket}`,
      '--skip-networking',
      '--character-set-server=utf8',
      '--collation-server=utf8_general_ci',
      // Newer ones take other collations for tables that name a character set alone; ids and names compare as before without.
      '--loose-character-set-collations=',
      '--max-connections=300',
      '--innodb-flush-log-at-trx-commit=2',
    ],
    isUp: async () => existsSync(socket) && spawnSync('mariadb-admin', client).status === 0,
  };
}

/**
 * An application within uWSGI. `Connection: close`, or clients that keep connections find them reset. One thread a process: in
 * threads, Keystone 27 and 30 take one of two requests that come together for that of the other's user.
 */
function inUwsgi(application: readonly string[], port: number, processes: number): readonly string[] {
  const switches = ['master', 'enable-threads', 'thunder-lock', 'lazy-apps', 'need-app', 'die-on-term'];
  const values = {
    'http-socket': `127.0.0.1:${port}`,
    'add-header': 'Connection: close',
    processes: String(processes),
    threads: '1',
    'buffer-size': '65535',
  };
  return [
    '--plugins',
    'python3',
    ...application,
    ...switches.map((each) => `--${each}`),
    ...Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]),
  ];
}

/** Keystone. Newer ones have no script of their own for a web server. */
export function keystoneDaemon({ directory, ports }: Layout): Daemon {
  const script = '/usr/bin/keystone-wsgi-public';
  const application = existsSync(script)
    ? ['--wsgi-file', script]
    : ['--module', 'keystone.wsgi.api:application'];
  return {
    name: 'keystone',
    command: 'uwsgi',
    args: inUwsgi(application, ports.identity, 2),
    env: { OS_KEYSTONE_CONFIG_DIR: directory, OS_KEYSTONE_CONFIG_FILES: 'keystone.conf' },
    isUp: () => answers(`http://127.0.0.1:${ports.identity}/v3`),
  };
}

/** One of the two Glance servers. From 33 on, Glance has no server of its own, and finds its configuration in a directory. */
export function glanceDaemon({ directory, ports }: Layout, profile: 'glance' | 'glance-legacy'): Daemon {
  const file = `${directory}/${profile}.conf`;
  const own = { command: 'glance-api', args: ['--config-file', file] };
  return {
    name: profile,
    ...(isEventlet() ? own : withinUwsgi(`${directory}/${profile}.d`, file, ports[profile])),
    isUp: () => answers(`http://127.0.0.1:${ports[profile]}/`),
  };
}

/** Whether Glance has a server of its own: there is a script of that name without it, too. */
function isEventlet(): boolean {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Version}', 'glance-api'], { encoding: 'utf8' });
  return Number(/^(?:\d+:)?(\d+)/.exec(stdout ?? '')?.[1] ?? 0) < 33;
}

function withinUwsgi(folder: string, file: string, port: number): Pick<Daemon, 'command' | 'args' | 'env'> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, `${folder}/glance-api.conf`);
  copyFileSync('/etc/glance/glance-api-paste.ini', `${folder}/glance-api-paste.ini`);
  const bodies = ['--http-chunked-input', '--http-raw-body', '--chunked-input-limit', '1073741824'];
  const uwsgi = inUwsgi(['--module', 'glance.wsgi.api:application'], port, 1);
  const args = uwsgi.map((each) => (each === 'python3' ? 'http,python3' : each));
  return { command: 'uwsgi', args: [...args, ...bodies], env: { OS_GLANCE_CONFIG_DIR: folder } };
}
