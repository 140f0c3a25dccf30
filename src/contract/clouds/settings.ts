import { StateError } from '../cloud.ts';
import { isMapping, type Mapping } from './files.ts';

/** What stands in force for one cloud: keys with underscores, and none that is empty. */
export interface CloudSettings {
  /** The cloud in words, for errors: `the cloud producer in clouds.yaml`. */
  readonly where: string;
  readonly auth: Mapping;
  /** What stands beside `auth`. */
  readonly beside: Mapping;
}

/**
 * The settings of a cloud, merged as openstacksdk does: those of its profile, then its own, then those of the first of
 * its regions. Within `auth`, key by key. Source: openstacksdk 0.101, `_get_base_cloud_config` and `get_one`.
 * @param profiles the profiles of public clouds by name.
 * @throws StateError where the cloud, its `auth` or its profile is none.
 */
export function settingsOf(where: string, cloud: unknown, profiles: () => Mapping): CloudSettings {
  if (cloud === null || cloud === undefined)
    throw new StateError(`${where} has no value. Write \`auth\` with auth_url, username and so on under it.`);
  if (!isMapping(cloud)) throw new StateError(`${where} is no mapping. Write \`auth\` and so on under it.`);
  const own = normalised(where, cloud);
  const name = own['profile'] ?? own['cloud'];
  const profile =
    name === undefined ? {} : normalised(where, profileOf(where, own, String(name), profiles()));
  const both = layered(profile, own);
  const { auth, regions: _, ...beside } = layered(both, regionOf(where, both['regions']));
  return { where, auth: (auth ?? {}) as Mapping, beside };
}

/** The profile of Rackspace's public cloud comes with openstacksdk; this one is the cloud that this fake is about. */
const rackspace: Mapping = { auth: { auth_url: 'https://identity.api.rackspacecloud.com/v2.0/' } };

/** A profile that is not known is passed over, as long as the cloud says itself where its Keystone is. */
function profileOf(where: string, own: Mapping, name: string, profiles: Mapping): Mapping {
  const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (isMapping(found)) return found;
  if (name === 'rackspace') return rackspace;
  if (isMapping(own['auth']) && own['auth']['auth_url'] !== undefined) return {};
  const known = Object.keys(profiles).join(', ') || 'none';
  throw new StateError(
    `${where} has the profile ${name}, which is unknown. Profiles are read from \`public-clouds\` in a clouds-public.yaml (there are: ${known}); those that openstacksdk brings along are not known here, so write auth_url under \`auth\`.`,
  );
}

function regionOf(where: string, regions: unknown): Mapping {
  const first: unknown = Array.isArray(regions) ? regions[0] : undefined;
  if (!isMapping(first)) return first === undefined ? {} : { region_name: first };
  const { name, values } = first;
  return { ...(isMapping(values) ? normalised(where, values) : {}), region_name: name };
}

/** Keys with underscores, without those whose value is empty. @throws StateError where `auth` is no mapping. */
function normalised(where: string, settings: Mapping): Mapping {
  const { auth, ...beside } = withUnderscores(settings);
  if (auth === undefined) return beside;
  if (!isMapping(auth))
    throw new StateError(
      `${where} has an \`auth\` that is no mapping. Write auth_url, username and so on under it.`,
    );
  return { ...beside, auth: withUnderscores(auth) };
}

function withUnderscores(settings: Mapping): Mapping {
  const all = Object.entries(settings).map(([key, value]): [string, unknown] => [
    key.replaceAll('-', '_'),
    value,
  ]);
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== ''));
}

function layered(below: Mapping, above: Mapping): Mapping {
  const auth = [below, above].flatMap((each) => (isMapping(each['auth']) ? [each['auth']] : []));
  return {
    ...below,
    ...above,
    ...(auth.length === 0 ? {} : { auth: Object.assign({}, ...auth) as Mapping }),
  };
}
