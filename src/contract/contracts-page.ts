/** The page of a folder of contracts: which pacts are in it, what they need, and what became of those of the base. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type AnyProfile, nameOf } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { counted } from '../http/printable.ts';
import type { Setting } from './interaction.ts';
import type { OwnPacts } from './own-pacts.ts';
import { pageBeside, pageMark, type PageSource } from './pact-page.ts';
import { markdownCode, markdownText } from './page/markdown-text.ts';
import { providerStates } from './provider-states.ts';

/** What the page is called. */
export const pageName = 'CONTRACTS.md';

/** Bytes that the page may have: many times what one of all contracts has. */
export const mostPageBytes: number = 16 * 1024 * 1024;

/** What a folder of contracts has in it. */
export interface ContractsPage {
  readonly profile: AnyProfile;
  readonly release: ReleaseName | undefined;
  readonly without: readonly Setting[];
  /** What became of the interactions of the base; undefined for a built-in profile. */
  readonly own: OwnPacts | undefined;
  /** The paths of the pacts. */
  readonly pacts: readonly string[];
}

const mark = pageMark.replace('the pact', 'the pacts');

/** The page as Markdown: the same contracts give the same page. */
export function contractsPage({ profile, release, without, own, pacts }: ContractsPage): string {
  const all = pacts.map((file) => ({
    name: basename(file),
    pact: JSON.parse(readFileSync(file, 'utf8')) as PageSource,
  }));
  return [
    `${mark} Do not edit. -->`,
    '',
    `# The contracts of ${markdownText(nameOf(profile))}`,
    '',
    ...aboutLines(profile, { release, without }),
    '',
    '| pact | interactions | provider states |',
    '|---|---|---|',
    ...all.map(
      ({ name, pact }) =>
        `| [${markdownText(pact.consumer.name)}](${pageBeside(name)}) ([JSON](${name})) | ${pact.interactions.length} | ${statesIn(pact).map(markdownCode).join(', ')} |`,
    ),
    ...(own === undefined || typeof profile === 'string' ? [] : ownLines(own, profile.based_on)),
    ...stateLines(new Set(all.flatMap(({ pact }) => statesIn(pact)))),
    '',
  ].join('\n');
}

const unfinished = '# Contracts that are not written in full';

/** Whether a page is that of a folder whose renewal did not come to its end. */
export function isUnfinished(page: string): boolean {
  return page.startsWith(mark) && page.split('\n').includes(unfinished);
}

/** The page of a folder that is being renewed: whatever becomes of that, it lists all that may be there. @param pacts files. */
export function renewalPage(pacts: readonly string[]): string {
  return [
    `${mark} Do not edit. -->`,
    '',
    unfinished,
    '',
    'The folder has old contracts and new ones in it. The command that was to write it, given again, makes it whole.',
    '',
    ...pacts.map((name) => `- ${markdownText(name)} ([JSON](${name}))`),
    '',
  ].join('\n');
}

/** The provider states that the pacts need. */
function stateLines(needed: ReadonlySet<string>): readonly string[] {
  return [
    '',
    '## Provider states',
    '',
    'What must be there before a request. `image-members-fake states` makes them for any verifier; their parameters are in',
    '`contracts/PROVIDER-STATES.md` of the package.',
    '',
    '| state | what it is | values that it gives |',
    '|---|---|---|',
    ...Object.entries(providerStates)
      .filter(([state]) => needed.has(state))
      .map(
        ([state, { meaning, gives }]) =>
          `| ${markdownCode(state)} | ${meaning} | ${Object.keys(gives).map(markdownCode).join(', ')} |`,
      ),
  ];
}

function statesIn({ interactions }: PageSource): readonly string[] {
  const all = interactions.flatMap(({ providerStates: states = [] }) => states.map(({ name }) => name));
  return [...new Set(all)].toSorted();
}

function aboutLines(
  profile: AnyProfile,
  { release, without }: Pick<ContractsPage, 'release' | 'without'>,
): readonly string[] {
  const shown = release ?? (typeof profile === 'string' ? undefined : profile.release);
  const based =
    typeof profile === 'string'
      ? 'They are those of the package.'
      : `It is based on ${markdownCode(profile.based_on)}${shown === undefined ? '' : `, release ${markdownCode(shown)}`}.`;
  const left =
    without.length === 0
      ? ''
      : ` What depends on a setting is left out: ${without.map(markdownCode).join(', ')}.`;
  return [
    `What a cloud with the profile ${markdownCode(nameOf(profile))} keeps. ${based}${left}`,
    '`image-members-fake verify --provider-base-url URL --pact DIR` holds a server to them.',
  ];
}

function ownLines({ kept, changed, leftOut }: OwnPacts, base: string): readonly string[] {
  const why = [...Map.groupBy(leftOut, (each) => each.why)];
  return [
    '',
    `## Beside those of ${base}`,
    '',
    `${counted(kept, 'interaction')} as there, ${changed.length} answered differently, ${leftOut.length} left out.`,
    ...(changed.length === 0 ? [] : ['', '### Answered differently', '', ...changed.map(item)]),
    ...why.flatMap(([reason, all]) => [
      '',
      `### Left out: ${markdownText(reason)}`,
      '',
      ...all.map(({ sentence }) => item(sentence)),
    ]),
  ];
}

function item(sentence: string): string {
  return `- ${markdownText(sentence)}`;
}

/** The files of the pacts that such a page lists; undefined for another text. */
export function pactsNamedIn(page: string): readonly string[] | undefined {
  if (!page.startsWith(mark)) return undefined;
  return Array.from(page.matchAll(/\(\[JSON\]\(([\w.-]+\.json)\)\)/g), ([, name = '']) => name);
}
