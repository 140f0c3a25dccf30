import { existsSync } from 'node:fs';
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
      '--max-connections=300',
      '--innodb-flush-log-at-trx-commit=2',
    ],
    isUp: async () => existsSync(socket) && spawnSync('mariadb-admin', client).status === 0,
  };
}

/** Keystone within uWSGI. `Connection: close`, or clients that keep connections find them reset. */
export function keystoneDaemon({ directory, ports }: Layout): Daemon {
  return {
    name: 'keystone',
    command: 'uwsgi',
    args: [
      '--plugins',
      'python3',
      '--wsgi-file',
      '/usr/bin/keystone-wsgi-public',
      '--http-socket',
      `127.0.0.1:${ports.identity}`,
      '--add-header',
      'Connection: close',
      '--master',
      '--processes',
      '1',
      '--threads',
      '4',
      '--enable-threads',
      '--thunder-lock',
      '--lazy-apps',
      '--need-app',
      '--die-on-term',
      '--buffer-size',
      '65535',
    ],
    env: { OS_KEYSTONE_CONFIG_DIR: directory, OS_KEYSTONE_CONFIG_FILES: 'keystone.conf' },
    isUp: () => answers(`http://127.0.0.1:${ports.identity}/v3`),
  };
}

/** One of the two Glance servers. */
export function glanceDaemon({ directory, ports }: Layout, profile: 'glance' | 'glance-legacy'): Daemon {
  return {
    name: profile,
    command: 'glance-api',
    args: ['--config-file', `${directory}/${profile}.conf`],
    isUp: () => answers(`http://127.0.0.1:${ports[profile]}/`),
  };
}
