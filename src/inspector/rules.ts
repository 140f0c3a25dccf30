import { readFileSync } from 'node:fs';
import { memberOf } from '../domain/case.ts';
import { memberStatusNames, memberStatuses } from '../domain/member-statuses.ts';
import type { MemberStatus, Visibility } from '../domain/model.ts';
import type { Action } from '../domain/operations.ts';
import { personas, type Outcome, type Permission, type Persona } from '../domain/permissions.ts';
import type { Profile } from '../domain/profile.ts';
import { type ProfileName, profiles } from '../domain/profiles.ts';
import { refusalRow } from '../domain/refusals.ts';
import { type ReleaseName, releaseNames } from '../domain/releases.ts';
import { checkTable, checkMeaningTable } from '../rules-table/checks.ts';
import { permissionsOf, permissionTable } from '../rules-table/permissions.ts';
import { packageFile } from '../package-files.ts';
import { rulesTables } from '../rules-table.ts';
import type { RulesTable } from '../rules-table/table.ts';
import { bugTable } from '../rules-table/doubts.ts';
import { createFake, type Fake, fakeNamed } from '../world/fake.ts';
import type { SeedImage } from '../world/seed.ts';
import { askerOf } from './asker.ts';
import { type Standing, standingOf } from './verdict.ts';

/** One line of the permission table. */
export interface RuleRow {
  readonly action: Action;
  readonly outcomes: readonly Outcome[];
  readonly role: string;
  readonly refusal: {
    readonly name: string;
    readonly status: number;
    readonly words: string;
    readonly source: string;
  } | null;
}

/** Who sees an image when: what a consumer of a status has of an image of a visibility. */
export interface Sight extends Standing {
  readonly visibility: Visibility;
  /** The status of the membership; null: none. */
  readonly status: MemberStatus | null;
}

/** The rules of a profile and release, as the page draws them. */
export interface Rules {
  readonly profile: string;
  readonly title: string;
  readonly release: ReleaseName | null;
  readonly choices: readonly { readonly profile: string; readonly releases: readonly ReleaseName[] }[];
  readonly personas: readonly Persona[];
  readonly terms: RulesTable['terms'];
  readonly permissions: readonly RuleRow[];
  /** The checks of each operation, first to last, and what each of them asks. */
  readonly checks: readonly { readonly operation: string; readonly checks: readonly string[] }[];
  readonly meanings: Readonly<Record<string, string>>;
  readonly before: string;
  readonly statuses: readonly {
    readonly name: MemberStatus;
    readonly initial: boolean;
    readonly listed: boolean;
    readonly setBy: string;
  }[];
  /** The personas that may set a status, each with the outcome of its cell. */
  readonly sights: readonly Sight[];
  readonly more: readonly RulesTable[];
  /** The interactions of the shipped contracts that rest on a cell: `addMember consumer` → pact's consumer → sentences. */
  readonly demands: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/**
 * The rules of a world, or those of another profile or release.
 * @throws Error where there is no such profile or release.
 */
export function rulesOf(world: Fake, { profile, release }: { profile: string; release: string }): Rules {
  const isOwn = profile === '' || (world.rules.own !== null && profile === world.profile);
  const fake = isOwn ? world : createFake(optionsFor(profile, release));
  const { rules } = fake;
  const tables = rulesTables(rules);
  const [checks, meanings] = [checkTable(rules), checkMeaningTable(rules)];
  const shown = personas.filter((persona) => persona !== 'administrator' || rules.administrators.length > 0);
  const drawn = new Set(['Who may do what', checks.title, meanings.title]);
  return {
    profile: fake.profile,
    title: rules.title,
    release: fake.release,
    choices: choices(world),
    personas: shown,
    terms: permissionTable(rules).terms,
    permissions: permissionsOf(rules).map(([action, row]) => ruleRow(action, row, { shown, profile: rules })),
    checks: checks.rows.map(([operation = '', order = '']) => ({ operation, checks: order.split(', ') })),
    meanings: Object.fromEntries(meanings.rows.map(([check = '', meaning = '']) => [check, meaning])),
    before: checks.legend,
    statuses: memberStatusNames.map((name) => ({ name, ...memberStatuses[name] })),
    sights: sightsOf(rules),
    more: [...tables.filter(({ title }) => !drawn.has(title)), bugTable()],
    demands: demandsOf(fake.profile),
  };
}

function demandsOf(profile: string): Rules['demands'] {
  const text = readFileSync(packageFile('contracts/cells.json'), 'utf8');
  return (JSON.parse(text) as Readonly<Record<string, Rules['demands']>>)[profile] ?? {};
}

function optionsFor(profile: string, release: string): { profile: ProfileName; release?: ReleaseName } {
  // Names that there are not are refused with a sentence of their own.
  return { profile: profile as ProfileName, ...(release === '' ? {} : { release: release as ReleaseName }) };
}

function choices({ rules }: Fake): Rules['choices'] {
  const builtIn = (Object.keys(profiles) as ProfileName[]).map((profile) => ({
    profile,
    releases: profiles[profile].releaseIsFree ? releaseNames : [],
  }));
  return rules.own === null ? builtIn : [...builtIn, { profile: rules.name, releases: [] }];
}

function ruleRow(
  action: Action,
  row: Permission,
  { shown, profile }: { readonly shown: readonly Persona[]; readonly profile: Profile },
): RuleRow {
  const refusal = row.refusal === 'never' ? null : { name: row.refusal, ...refusalRow(row.refusal, profile) };
  return {
    action,
    outcomes: shown.map((persona) => row[persona]),
    role: row.role,
    refusal: refusal && {
      name: refusal.name,
      status: refusal.status,
      words: refusal.words,
      source: refusal.source,
    },
  };
}

/** Asks a small world of these rules, image by image, what a tenant has of it: nothing is derived here. */
function sightsOf(rules: Profile): readonly Sight[] {
  const visible = Object.keys(rules.visibilities) as Visibility[];
  const statuses = [null, ...memberStatusNames];
  const cases = visible.flatMap((visibility) => statuses.map((status) => ({ visibility, status })));
  const images = cases.map(({ visibility, status }, place): SeedImage => ({
    id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    owner: 'owner',
    visibility,
    members: status === null ? [] : [{ member: 'consumer', status }],
  }));
  const seed = {
    tenants: [{ name: 'owner' }, { name: 'consumer' }],
    users: [{ name: 'owner' }, { name: 'consumer' }],
    images,
  };
  const fake = fakeNamed('sights', { seed }, { rules });
  const asker = askerOf(fake, rules, 'consumer');
  if (asker === undefined) return [];
  return [...fake.cloud.images.values()].map((image) => ({
    visibility: image.visibility,
    status: memberOf(image, asker.setting.caller.tenant)?.status ?? null,
    ...standingOf(asker, image),
  }));
}
