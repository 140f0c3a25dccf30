/** Logs in as `verify` and `states` do: for each folder that is named, with the cloud `c` of the files that are found from there. */
import { cloudsFile, readClouds } from '../../src/contract/clouds-file.ts';
import { enterCloud } from '../../src/contract/login.ts';

interface Case {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

for (const { folder, env } of JSON.parse(process.argv[2] ?? '[]') as readonly Case[]) {
  process.chdir(folder);
  for (const name of Object.keys(process.env))
    if (name.startsWith('OS_')) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  try {
    await enterCloud('player', readClouds(cloudsFile(undefined) ?? 'none', false).login('c'));
  } catch (error) {
    console.error(folder, String(error));
  }
}
