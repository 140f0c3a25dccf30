import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ReleaseName } from '../../src/domain/releases.ts';

/** Why an answer may differ. Nothing else counts. */
const reasons = {
  database: 'an effect of the database underneath',
  'web server': 'an effect of the web server underneath',
  crash: 'Glance crashes',
  'Keystone crash': 'Keystone crashes',
  'not served': 'a part of the cloud that this fake does not serve',
  secret: 'a secret that the fake keeps to itself',
  cache: "an effect of a service's cache",
  chance: 'different in each run of the service',
  parser: "Node's HTTP parser refuses it first",
  own: 'made for the fake',
} as const;

/** A difference that is known and stays. */
export interface AcceptedDifference {
  /** What it is about, in a few words. */
  readonly about: string;
  /** The cases it covers: `scene: label`, where `*` stands for anything, and `\*` for a star. */
  readonly cases: readonly string[];
  readonly glance: string;
  readonly fake: string;
  readonly reason: keyof typeof reasons;
  readonly why: string;
  /** The releases that it is one of; all, where nothing is said. */
  readonly releases?: readonly ReleaseName[];
}

/** The one list of differences that stay. */
export const acceptedDifferences: readonly AcceptedDifference[] = parse(
  readFileSync(`${import.meta.dirname}/differences.yaml`, 'utf8'),
) as AcceptedDifference[];

/** The accepted difference that covers a case of a release, if one does. */
export function acceptedFor(
  name: string,
  release: ReleaseName,
  accepted: readonly AcceptedDifference[] = acceptedDifferences,
): AcceptedDifference | undefined {
  return accepted.find(
    ({ cases, releases }) =>
      releases?.includes(release) !== false && cases.some((pattern) => matches(name, pattern)),
  );
}

/** What patterns mean: some hundred are compared with some hundred thousand cases. */
const meanings: Map<string, RegExp> = new Map();

function matches(name: string, pattern: string): boolean {
  const meaning = meanings.get(pattern) ?? meaningOf(pattern);
  meanings.set(pattern, meaning);
  return meaning.test(name);
}

function meaningOf(pattern: string): RegExp {
  const parts = pattern.split(/(?<!\\)\*/).map((part) => {
    return part.replaceAll(String.raw`\*`, '*').replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

/** The list as a table in Markdown, for the documents. */
export function differencesMarkdown(): string {
  const rows = acceptedDifferences.map(
    ({ about, glance, fake, reason, why, releases }) =>
      `| ${[
        releases === undefined ? about : `${about} (${releases.join(', ')})`,
        glance,
        fake,
        `${reasons[reason]}: ${why}`,
      ]
        .map((cell) =>
          cell
            .trim()
            .replaceAll('|', String.raw`\|`)
            .replaceAll('\n', ' '),
        )
        .join(' | ')} |`,
  );
  return ['| case | what Glance does | what we do | why |', '|---|---|---|---|', ...rows].join('\n');
}
