import type { Option } from '../command.ts';

/** What `--profile NAME|FILE` takes, as the end of a sentence. */
export const profileWords = 'glance, glance-legacy or rackspace, or a file with the rules of your own cloud';

/** The options that say which world there is, and whose rules it follows. */
export const worldOptions: Readonly<
  Record<'seed' | 'profile' | 'policy' | 'release' | 'identity-v2', Option>
> = {
  seed: {
    value: 'FILE|NAME',
    fallback: 'documentation',
    help: 'The world to start from: a YAML or JSON file, or one that comes with the package',
  },
  profile: {
    value: 'NAME|FILE',
    fallback: 'glance',
    help: "Whose rules it follows: glance, with today's policy defaults; glance-legacy, with those of Zed and earlier; rackspace, Rackspace Cloud Images; or a file with the rules of your own cloud",
  },
  policy: {
    value: 'FILE',
    help: 'The policy file of your Glance, with glance and glance-legacy: who may do what follows from it, as far as a profile can say it',
  },
  release: {
    value: 'NAME',
    fallback: '2026.2',
    help: 'The release of OpenStack whose facts it shows, with glance and glance-legacy: zed, 2025.1 or 2026.2',
  },
  'identity-v2': { help: 'Serve Identity v2.0 beside Keystone v3; always on in rackspace' },
};

/** The option that asks for bugs. */
export const bug: Option = {
  value: 'NAME[,NAME]',
  help: 'Break rules as real clouds and fakes did, to see whether your tests notice; rules --bugs lists the names',
};

/** The option that asks for observed behaviour. */
export const observed: Option = {
  value: 'NAME[,NAME]',
  help: 'Follow what was observed instead of what is documented; rules --profile NAME lists the names',
};
