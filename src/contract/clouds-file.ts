import { suggestion } from '../domain/closest-word.ts';
import { StateError } from './cloud.ts';
import {
  findFile,
  isMapping,
  type Mapping,
  merged,
  missingFileWarning,
  readCloudsFile,
} from './clouds/files.ts';
import { loginOf } from './clouds/login-settings.ts';
import { settingsOf } from './clouds/settings.ts';
import type { Login } from './login.ts';

/** The file of clouds that is in use: the one that is named, or else the first that openstacksdk would find. */
export function cloudsFile(named: string | undefined): string | undefined {
  return named ?? findFile('clouds');
}

/** The logins of a `clouds.yaml` by the names of its clouds; one that cannot be used fails when it is asked for. */
export interface CloudLogins {
  readonly file: string;
  readonly names: readonly string[];
  /** What openstacksdk passes over in silence, and is hardly meant. */
  readonly warnings: readonly string[];
  /** @throws StateError where there is no such cloud, or its login is none that is understood. */
  login(name: string): Login;
}

/**
 * Reads a `clouds.yaml` as openstacksdk does: with the secrets of a `secure.yaml`, and the profiles of a
 * `clouds-public.yaml`.
 * @param isNamed whether the command line names the file: then the others may stand beside it, too.
 * @throws StateError where a file is not there, or is not what it should be.
 */
export function readClouds(file: string, isNamed: boolean = true): CloudLogins {
  const beside = isNamed ? file : undefined;
  const [secureFile, profilesFile] = [findFile('secure', beside), findFile('clouds-public', beside)];
  const main = readCloudsFile(file);
  const secure = secureFile === undefined ? undefined : readCloudsFile(secureFile);
  const clouds = cloudsIn(file, merged(main.content, secure?.content ?? {}));
  const names = Object.keys(clouds);
  return {
    file,
    names,
    warnings: [
      ...(isNamed ? [] : missingFileWarning('clouds', file)),
      ...missingFileWarning('secure', secureFile),
      ...missingFileWarning('clouds-public', profilesFile),
      ...main.warnings,
      ...(secure?.warnings ?? []),
    ],
    login(name) {
      if (!Object.hasOwn(clouds, name))
        throw new StateError(
          `${file} has no cloud ${name}.${suggestion(name, names)} It has: ${names.join(', ') || 'none'}.`,
        );
      const profiles = (): Mapping => profilesIn(profilesFile);
      return loginOf(settingsOf(`the cloud ${name} in ${file}`, clouds[name], profiles));
    },
  };
}

function cloudsIn(file: string, { clouds }: Mapping): Mapping {
  if (isMapping(clouds)) return clouds;
  throw new StateError(
    `${file} is no clouds.yaml: it must be YAML with the clouds by name under \`clouds\`.`,
  );
}

function profilesIn(file: string | undefined): Mapping {
  const clouds = file === undefined ? undefined : readCloudsFile(file).content['public-clouds'];
  return isMapping(clouds) ? clouds : {};
}
