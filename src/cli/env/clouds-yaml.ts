import { shellQuoted } from '../shell.ts';
import { isPrintable, jsonText } from '../text.ts';
import type { Access } from './access.ts';

/** A `clouds.yaml` in which each user is a cloud of its name. */
export async function cloudsYaml(all: readonly Access[]): Promise<string> {
  const { stringify } = await import('yaml');
  const clouds = Object.fromEntries(all.map((access) => [access.user, cloud(access)]));
  const first = all[0]?.user ?? '';
  const chosen = isPrintable(first) ? shellQuoted(first) : 'NAME';
  const hint = `# Put it into the directory where you work, or into ~/.config/openstack, and choose a cloud:\n# export OS_CLOUD=${chosen}\n`;
  const text = stringify({ clouds }).trimEnd();
  // JSON is YAML, and can write any character in signs that steer no terminal.
  return hint + (text.split('\n').every(isPrintable) ? text : jsonText({ clouds }, 2));
}

function cloud({ url, region, user, password, scope }: Access): object {
  return {
    auth_type: 'password',
    auth: {
      auth_url: `${url}/identity/v3`,
      username: user,
      password,
      user_domain_name: 'Default',
      ...(typeof scope === 'object' ? { project_name: scope.tenant, project_domain_name: 'Default' } : {}),
      ...(scope === 'system' ? { system_scope: 'all' } : {}),
    },
    region_name: region,
    identity_api_version: 3,
  };
}
