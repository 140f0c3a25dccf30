/** Source: the permission tables of the profiles, src/domain/profiles. */
import { expect, it } from 'vitest';
import type { Action } from '../../src/domain/operations.ts';
import { personas, type Level, type Outcome, type Persona } from '../../src/domain/permissions.ts';
import type { Profile } from '../../src/domain/profile.ts';
import { type ProfileName, profiles } from '../../src/domain/profiles.ts';
import { probe, type Probe, withRow } from './live-cells.ts';

const outcomes: readonly Outcome[] = ['yes', 'own', 'self', 'no', 'own no', 'hidden'];
const granting: ReadonlySet<Outcome> = new Set(['yes', 'own', 'self']);
const names = Object.keys(profiles) as ProfileName[];

/** The other outcomes of a cell that could make a difference: refused where it was granted, anything else elsewhere. */
function flips(outcome: Outcome): readonly Outcome[] {
  return granting.has(outcome) ? ['no'] : outcomes.filter((other) => other !== outcome);
}

function isLive(probing: Probe, profile: Profile, action: Action, persona: Persona): boolean {
  const now = probing.answers(action);
  return flips(profile.permissions[action][persona]).some(
    (other) => probing.answers(action, withRow(profile, action, { [persona]: other })) !== now,
  );
}

it.each(names)('in %s, each cell changes an answer, unless it says that no request gets that far', (name) => {
  const profile = profiles[name];
  const probing = probe(name, profile);
  const actions = Object.keys(profile.permissions) as Action[];
  const wrong = actions.flatMap((action) =>
    personas
      .filter((persona) => {
        const dead = profile.permissions[action][persona] === 'never';
        return dead === isLive(probing, profile, action, persona);
      })
      .map((persona) => `${action} ${persona}: ${profile.permissions[action][persona]}`),
  );
  expect(wrong).toEqual([]);
});

it.each(names)('in %s, each refusal changes an answer, unless it says that it never refuses', (name) => {
  const profile = profiles[name];
  const probing = probe(name, profile);
  const actions = Object.keys(profile.permissions) as Action[];
  const isRead = (action: Action): boolean =>
    probing.answers(action, withRow(profile, action, { refusal: 'storageFull' })) !== probing.answers(action);
  const wrong = actions.filter(
    (action) => isRead(action) === (profile.permissions[action].refusal === 'never'),
  );
  expect(wrong).toEqual([]);
});

it.each(names)('in %s, each role changes an answer, unless any will do', (name) => {
  const profile = profiles[name];
  const probing = probe(name, profile);
  const actions = Object.keys(profile.permissions) as Action[];
  const levels = ['any', ...Object.keys(profile.roles)] as Level[];
  const wrong = actions
    .filter((action) => profile.permissions[action].role !== 'any')
    .filter((action) =>
      levels.every(
        (role) => probing.answers(action, withRow(profile, action, { role })) === probing.answers(action),
      ),
    );
  expect(wrong).toEqual([]);
});
