import type { Option } from '../command.ts';

/** The options that say which world there is, and whose rules it follows. */
export const worldOptions: Readonly<Record<'seed' | 'profile' | 'identity-v2', Option>> = {
  seed: {
    value: 'FILE|NAME',
    fallback: 'documentation',
    help: 'The world to start from: a YAML or JSON file, or one that comes with the package',
  },
  profile: {
    value: 'NAME',
    fallback: 'glance',
    help: "Whose rules hold: glance, today's; glance-legacy, those of Zed and earlier; or rackspace, those of Rackspace Cloud Images",
  },
  'identity-v2': { help: 'Serve Identity v2.0 beside Keystone v3; rackspace does so by itself' },
};

/** The option that asks for bugs. */
export const bug: Option = {
  value: 'NAME[,NAME]',
  help: 'Get rules wrong as others did, to see whether your tests find it; rules --bugs has the names',
};

/** The option that asks for observed behaviour. */
export const observed: Option = {
  value: 'NAME[,NAME]',
  help: 'Follow the service as it was seen, against its documents; rules --profile NAME has the names',
};
