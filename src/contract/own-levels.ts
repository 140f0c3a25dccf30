import { reaches } from '../domain/callers.ts';
import type { Role } from '../domain/model.ts';
import type { Action } from '../domain/operations.ts';
import type { OwnProfile, Profile } from '../domain/profile.ts';
import { profiles } from '../domain/profiles.ts';
import { cast, type CastRow, type Player } from './cast.ts';
import type { Interaction } from './interaction.ts';
import { lineAsked } from './interactions/cells.ts';
import type { ImageGiven } from './provider-states/image-parameters.ts';

/** Who has the roles of the levels of the base alone: it asks for nothing in the contracts of built-in profiles. */
const plain: Player = 'second-consumer';

/** A line of an own profile that asks for a level which its base does not have. */
export interface OwnLine {
  readonly action: Action;
  readonly level: string;
}

/** The lines of an own profile that ask for levels of its own. */
export function ownLines(own: OwnProfile): readonly OwnLine[] {
  const known = ['any', ...Object.keys(profiles[own.based_on].roles)];
  return (Object.entries(own.permissions ?? {}) as [Action, { readonly role?: string }][]).flatMap(
    ([action, { role }]) => (role === undefined || known.includes(role) ? [] : [{ action, level: role }]),
  );
}

/**
 * A line of an own profile as it is asked by somebody without a role of its level: of an image of its own, or of one
 * that it is offered. Which of them only the level refuses is for the rules to say.
 */
export function askedWithout({ action, level }: OwnLine): readonly Interaction[] {
  const sentence = (does: string): string =>
    `refused without a role of the level ${level}: the ${plain.replace('-', ' ')} ${does}`;
  const ofImage = (image: ImageGiven): Interaction => lineAsked(action, plain, { image, sentence });
  const owner = ofImage({ owner: 'second-consumer' });
  const isOfMember = owner.request.path.includes('${consumer}');
  const offered = ofImage({ members: [{ tenant: 'second-consumer' }] });
  const path = offered.request.path.replace('${consumer}', '${second_consumer}');
  const ofItself = offered.sentence.replace('the consumer', 'itself');
  return [
    isOfMember ? ofImage({ owner: 'second-consumer', members: [{ tenant: 'consumer' }] }) : owner,
    { ...offered, sentence: ofItself, request: { ...offered.request, path } },
  ];
}

/** The roles of the players where a profile of one's own has other roles than its base. */
export function rolesOfCast(own: OwnProfile, profile: Profile): (player: Player) => readonly Role[] {
  const { roles, administrators, permissions, release } = profile;
  const usual = Object.keys(profiles[own.based_on].roles);
  // Who is offered an image reads it, and answers the offer.
  const answering = [permissions.showImage.role, permissions.updateMember.role];
  const spared = Object.keys(roles).filter((level) => ![...usual, ...answering].includes(level));
  const reaching = (level: string, without: readonly string[] = []): readonly Role[] =>
    (roles[level] ?? [])
      .filter((role) => !administrators.includes(role))
      .filter((role) => !without.some((each) => reaches(role, roles[each] ?? [], release.roles)))
      .slice(0, 1);
  const all = (levels: readonly string[], without?: readonly string[]): readonly Role[] => [
    ...new Set(levels.flatMap((level) => reaching(level, without))),
  ];
  const parts: Readonly<Record<CastRow['role'], readonly Role[]>> = {
    reader: reaching('reader'),
    member: all(Object.keys(roles)),
    admin: administrators.slice(0, 1),
  };
  return (player) =>
    player === plain
      ? all([...usual, ...answering.filter((level) => level !== 'any')], spared)
      : parts[cast[player].role];
}
