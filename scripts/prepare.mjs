// npm runs this wherever it installs the packages of a clone. A clone that becomes a dependency (npm install git+…) is built here;
// one that somebody works in needs no build, and one without the tools cannot be built.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsdown = `${root}node_modules/tsdown/dist/run.mjs`;

const isWanted = process.env.IMAGE_MEMBERS_FAKE_BUILD !== 'no' && !existsSync(`${root}dist/index.js`);
if (isWanted && existsSync(tsdown)) {
  const { status } = spawnSync(process.execPath, [tsdown], { cwd: root, stdio: ['ignore', 2, 2] });
  process.exit(status ?? 1);
}
