/** Where everything of a started cloud is. */
export interface Layout {
  /** The directory of its state: databases, keys, images, logs, process ids. */
  readonly directory: string;
  readonly ports: { readonly identity: number; readonly glance: number; readonly 'glance-legacy': number };
}

/** The database's socket: it listens on no port. */
export function socketOf({ directory }: Layout): string {
  return `${directory}/mariadb.sock`;
}

/** Keystone's own database and Fernet tokens that last a day. */
export function keystoneConfiguration(layout: Layout): string {
  return ini({
    DEFAULT: { log_file: `${layout.directory}/keystone-server.log`, use_stderr: 'false' },
    database: { connection: databaseUrl(layout, 'keystone') },
    token: { provider: 'fernet', expiration: '86400' },
    fernet_tokens: { key_repository: `${layout.directory}/fernet-keys/` },
    credential: { key_repository: `${layout.directory}/credential-keys/` },
  });
}

/**
 * A Glance with a file store. The policy defaults of 2023.1 and later are options of the release that Debian
 * brings: `enforce_secure_rbac` is the name that `enforce_new_defaults` has for what the controllers ask.
 */
export function glanceConfiguration(
  layout: Layout,
  profile: 'glance' | 'glance-legacy',
  password: string,
): string {
  const present = profile === 'glance';
  const store = `${layout.directory}/${profile}`;
  const identity = `http://127.0.0.1:${layout.ports.identity}`;
  return ini({
    DEFAULT: {
      bind_host: '127.0.0.1',
      bind_port: String(layout.ports[profile]),
      workers: '1',
      log_file: `${layout.directory}/${profile}-server.log`,
      use_stderr: 'false',
      enabled_backends: 'fs:file',
      node_staging_uri: `file://${store}/staging`,
      enforce_secure_rbac: String(present),
    },
    database: { connection: databaseUrl(layout, profile.replace('-', '_')) },
    glance_store: { default_backend: 'fs' },
    fs: { filesystem_store_datadir: `${store}/images` },
    os_glance_tasks_store: { filesystem_store_datadir: `${store}/tasks` },
    os_glance_staging_store: { filesystem_store_datadir: `${store}/staging` },
    keystone_authtoken: authentication(identity, password),
    paste_deploy: { flavor: 'keystone', config_file: '/etc/glance/glance-api-paste.ini' },
    oslo_policy: {
      policy_file: `${layout.directory}/no-policy.yaml`,
      enforce_new_defaults: String(present),
      enforce_scope: String(present),
    },
    oslo_concurrency: { lock_path: store },
  });
}

function authentication(identity: string, password: string): Record<string, string> {
  return {
    www_authenticate_uri: identity,
    auth_url: identity,
    auth_type: 'password',
    project_domain_name: 'Default',
    user_domain_name: 'Default',
    project_name: 'service',
    username: 'glance',
    password,
    region_name: 'RegionOne',
    service_token_roles_required: 'true',
  };
}

function databaseUrl(layout: Layout, name: string): string {
  return `mysql+pymysql://root@localhost/${name}?unix_socket=${socketOf(layout)}`;
}

function ini(sections: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  return Object.entries(sections)
    .map(([name, options]) =>
      [`[${name}]`, ...Object.entries(options).map(([key, value]) => `${key} = ${value}`), ''].join('\n'),
    )
    .join('\n');
}
