import type { CloudUnderTest, User } from './cloud.ts';
import { type Ran, run } from './command.ts';
import { projectOf } from './session.ts';

/** The programs of OpenStack, each as a user of a cloud. */
export interface Clients {
  /** The variables that make a client a user. */
  environment(user: User): Readonly<Record<string, string>>;
  /** Runs a client as a user. */
  client(program: string, user: User, ...args: readonly string[]): Promise<Ran>;
  /** Runs a client with exactly these variables, besides PATH and HOME. */
  clientWith(
    env: Readonly<Record<string, string>>,
    program: string,
    ...args: readonly string[]
  ): Promise<Ran>;
}

/** Clients that run in a folder, which is their home. */
export function clientsOf(cloud: CloudUnderTest, folder: string): Clients {
  const environment = (user: User): Readonly<Record<string, string>> => ({
    OS_AUTH_URL: cloud.authUrl,
    OS_IDENTITY_API_VERSION: '3',
    OS_USERNAME: user,
    OS_PASSWORD: cloud.passwordOf(user),
    OS_PROJECT_NAME: projectOf(user),
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
  });
  const clientWith: Clients['clientWith'] = (env, program, ...args) => {
    const own = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' };
    return run(program, args, { ...own, ...env }, folder);
  };
  return {
    environment,
    clientWith,
    client: (program, user, ...args) => clientWith(environment(user), program, ...args),
  };
}
