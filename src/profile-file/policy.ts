import { basename } from 'node:path';
import { closestWord } from '../domain/closest-word.ts';
import { type Check, checkOf, isNameOfRole, unreadableBecause } from '../domain/policy/check.ts';
import { type Unexpressed, workedOut } from '../domain/policy/cells.ts';
import { defaultRules, elsewhere } from '../domain/policy/defaults.ts';
import { leadsToItself, leaves, namedIn } from '../domain/policy/evaluate.ts';
import type { OwnProfile } from '../domain/profile.ts';
import { type AnyProfile, baseOf, nameOf, profileWith } from '../domain/profiles.ts';
import { checkedProfile, ProfileError } from '../world/profile-checked.ts';
import type { ProfileProblem } from '../world/profile-problems.ts';
import { readYaml, type YamlReading } from '../yaml-file.ts';
import { fileBytes, refusedFile, throwIfNotYaml } from './refused.ts';

/** A rule of a policy file that a profile cannot say, or says nothing here: what it is about stays as the base has it. */
export interface PolicyNote extends Unexpressed {
  /** Where the rule stands in the file; undefined where it stands in none. */
  readonly line: number | undefined;
}

/** What a policy file makes of a profile. */
export interface ReadPolicy {
  readonly profile: OwnProfile;
  readonly notes: readonly PolicyNote[];
}

/** A rule as a file may have it. */
type Rule = string | readonly unknown[];

/**
 * A profile with the rules of a Glance's policy file, in the YAML or JSON of oslo.policy. Rules that the file does not have
 * are Glance's defaults.
 * @param base whose rules hold besides: `glance` (the default), `glance-legacy`, or one's own that is based on one of them.
 * @throws ProfileError where there is no such file, it is no policy, or the base has no policies; with line and column.
 */
export function readPolicyFile(file: string, base: AnyProfile = 'glance'): ReadPolicy {
  const bytes = fileBytes(file, 'Give the path of a policy file, in YAML or JSON', 'policy');
  const reading = readYaml(bytes, { scalars: 'typed', repeatedKeys: 'warning' });
  const rules = rulesIn(reading, file);
  if (typeof base !== 'string') checkedProfile(base);
  const profile = profileWith(base);
  const based = baseOf(base);
  if (based === 'rackspace') throw withoutPolicies(file, nameOf(base));
  return readRules(rules, { file, reading, base, profile, usual: defaultRules[based] });
}

interface Read {
  readonly file: string;
  readonly reading: YamlReading;
  readonly base: AnyProfile;
  readonly profile: ReturnType<typeof profileWith>;
  readonly usual: Readonly<Record<string, string>>;
}

function readRules(
  rules: ReadonlyMap<string, Rule>,
  { file, reading, base, profile, usual }: Read,
): ReadPolicy {
  const checks = checksOf(rules, usual, file);
  // A rule that there is not is the default one. Source: oslo.policy, `policy_default_rule`.
  const rule = (name: string): Check | undefined => checks.get(name) ?? checks.get('default');
  const own = new Set(rules.keys());
  const { permissions, roles, administrators, unexpressed } = workedOut({ rule, own, base: profile });
  const given: Partial<OwnProfile> = typeof base === 'string' ? {} : base;
  const made: OwnProfile = {
    based_on: base === 'glance-legacy' ? base : 'glance',
    ...given,
    name: joined(nameOf(base), '-policy', 64),
    title: joined(profile.title, `, with the rules of ${basename(file)}`, 1000),
    permissions: layered(given.permissions ?? {}, permissions),
    roles: { ...given.roles, ...roles },
    ...(administrators && { administrators }),
  };
  const notes = [...unexpressed, ...oddities(checks, own, usual)].map((note) => ({
    ...note,
    line: own.has(note.rule) ? reading.position([note.rule]).line : undefined,
  }));
  return { profile: checkedOf(made, file), notes: [...repeats(reading), ...notes] };
}

/** Two texts as one of so many characters: of the first there is as much as has room. */
function joined(first: string, second: string, most: number): string {
  return first.slice(0, Math.max(most - second.length, 0)) + second;
}

/** @throws ProfileError of the policy where what it makes of the base is no profile. */
function checkedOf(made: OwnProfile, file: string): OwnProfile {
  try {
    return checkedProfile(made);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new ProfileError(error.problems, { file, position: () => undefined }, 'policy');
  }
}

/** Rules that stand in the file more than once, where they stand last. */
function repeats({ warnings }: YamlReading): readonly PolicyNote[] {
  const last = new Map(warnings.map((each) => [each.key, each]));
  return Array.from(last.values(), ({ key, position: { line }, first }) => ({
    rule: key,
    line,
    why: `it stands in line ${first} already: the last one counts`,
  }));
}

/** The rules of a file and those of Glance besides, read. @throws ProfileError where there are too many checks in the file. */
function checksOf(
  rules: ReadonlyMap<string, Rule>,
  usual: Read['usual'],
  file: string,
): ReadonlyMap<string, Check> {
  const all = [...Object.entries(usual), ...rules].map(([name, rule]) => [name, checkOf(rule)] as const);
  const checks = new Map<string, Check>(all);
  throwIfEndless(rules, checks, file);
  return checks;
}

/** Lines of two permission tables: those of the second come first, column by column. */
function layered(
  below: NonNullable<OwnProfile['permissions']>,
  above: NonNullable<OwnProfile['permissions']>,
): NonNullable<OwnProfile['permissions']> {
  const lines = Object.entries(above).map(([action, line]) => [
    action,
    { ...below[action as keyof typeof below], ...line },
  ]);
  return { ...below, ...(Object.fromEntries(lines) as typeof above) };
}

/** What of a file nobody asks, or nobody understands. */
function oddities(
  checks: ReadonlyMap<string, Check>,
  own: ReadonlySet<string>,
  usual: Readonly<Record<string, string>>,
): readonly Unexpressed[] {
  const named = new Set([...checks.values()].flatMap(namedIn));
  const meant = suggesting([...checks.keys()]);
  return [...own].flatMap((rule): readonly Unexpressed[] => {
    const check = checks.get(rule);
    const odd = check === undefined ? [] : oddIn(rule, check, checks, meant, own.has('default'));
    const said = [...new Set(odd)].map((why) => ({ rule, why }));
    if (Object.hasOwn(usual, rule) || named.has(rule) || elsewhere.test(rule)) return said;
    return [...said, { rule, why: `Glance asks for no such rule${meant(rule)}` }];
  });
}

/** What is odd in one rule. */
function oddIn(
  rule: string,
  check: Check,
  checks: ReadonlyMap<string, Check>,
  meant: (written: string) => string,
  isDefaultOwn: boolean,
): readonly string[] {
  const missing = namedIn(check).filter((each) => !checks.has(each));
  const standIn = isDefaultOwn
    ? 'so the `default` of this file stands for it'
    : "so Glance's `default` stands for it, which everybody passes";
  return [
    ...leaves(check).flatMap((each) =>
      each.kind === 'unreadable'
        ? `it cannot be read, and so nobody passes it: ${unreadableBecause(each.text)}. Correct it`
        : [],
    ),
    ...leaves(check).flatMap((each) =>
      each.kind === 'role' && !isNameOfRole(each.role)
        ? 'it asks for a role that nobody has: the name of a role has 1 to 255 characters, not all of them spaces'
        : [],
    ),
    ...missing.map((each) => `it names the unknown rule ${each}, ${standIn}${meant(each)}`),
    ...(leadsToItself(rule, (name) => checks.get(name))
      ? ['it leads back to itself, where oslo.policy fails']
      : []),
  ];
}

/** Names that are looked up at most: nobody misspells more, and each is compared with all that there are. */
const mostMeant = 20;

/** Asks which of the known names was probably meant by one that is not right. */
function suggesting(known: readonly string[]): (written: string) => string {
  let left = mostMeant;
  return (written) => {
    if (left === 0) return '';
    left -= 1;
    const meant = closestWord(
      written,
      known.filter((each) => each !== written),
    );
    return meant === undefined ? '' : `; did you mean ${meant}?`;
  };
}

/** Single checks that a file may have: many times those of all rules of Glance. */
const mostChecks = 1000;

/** @throws ProfileError where a file has more of them than anybody could follow. */
function throwIfEndless(
  own: ReadonlyMap<string, Rule>,
  checks: ReadonlyMap<string, Check>,
  file: string,
): void {
  const count = [...own.keys()].reduce((sum, name) => {
    const check = checks.get(name);
    return sum + (check === undefined ? 0 : leaves(check).length);
  }, 0);
  if (count <= mostChecks) return;
  const problem = `its rules have ${count} checks, and at most ${mostChecks} are followed`;
  const mend = 'Give the rules that differ from those of Glance alone';
  throw refusedFile(file, { problem, mend }, 'policy');
}

/** @throws ProfileError where the file is not YAML, or no mapping of rules. */
function rulesIn(reading: YamlReading, file: string): ReadonlyMap<string, Rule> {
  const { value, position } = reading;
  throwIfNotYaml(reading, file, 'policy');
  const wrong = problemsIn(value ?? {});
  if (isLikeProfile(value))
    throw refusedFile(
      file,
      { problem: 'this looks like a profile, and a policy is wanted', mend: 'Give it with --profile' },
      'policy',
    );
  if (wrong.length > 0)
    throw new ProfileError(wrong, { file, position: ({ path }) => position(path) }, 'policy');
  return new Map(Object.entries((value ?? {}) as Record<string, Rule>));
}

/** What every profile has, and no policy. */
function isLikeProfile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'based_on');
}

function problemsIn(value: unknown): readonly ProfileProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [
      { path: [], problem: 'it is no mapping', mend: 'Write a rule a line: `add_member: "role:member"`' },
    ];
  return Object.entries(value).flatMap(([name, rule]) =>
    typeof rule === 'string' || isListRule(rule)
      ? []
      : [
          {
            path: [name],
            problem: 'a rule is a text',
            mend: 'Write it in quotes: "role:member and project_id:%(project_id)s"',
          },
        ],
  );
}

/** The older form: a list of texts, or of lists of texts. */
function isListRule(rule: unknown): rule is readonly unknown[] {
  const isText = (each: unknown): boolean => typeof each === 'string';
  return (
    Array.isArray(rule) && rule.every((each) => isText(each) || (Array.isArray(each) && each.every(isText)))
  );
}

function withoutPolicies(file: string, base: string): ProfileError {
  const problem = `the profile ${base} has no policies: they are Glance's`;
  const mend = 'Give the profile glance or glance-legacy, or one that is based on them';
  return refusedFile(file, { problem, mend }, 'policy');
}
