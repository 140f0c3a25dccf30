import type { Profile } from '../domain/profile.ts';
import type { Player } from './cast.ts';

/** Settings of a cloud that some interactions depend on, and what is asked of them. */
export const settings = {
  quota: 'an image takes 128 members (`image_member_quota`)',
  locations: 'locations of images are neither shown nor changed (`show_multiple_locations`)',
  imports: 'web-download and glance-direct, and a store (`enabled_import_methods`, `enabled_backends`)',
} as const;

/** A setting of a cloud that no rule promises. */
export type Setting = keyof typeof settings;

/** A provider state: a sentence of the table in `states.ts`, with its parameters. */
export interface RequiredProviderState {
  readonly state: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A text in which `${name}` stands for a value that the provider states give. */
type Template = string;

/** A request of which ids, names and tokens are left to the provider states. */
export interface RequestTemplate {
  readonly method: string;
  readonly path: Template;
  readonly query?: Readonly<Record<string, Template | readonly Template[]>>;
  /** `X-Auth-Token` is the caller's anyway. */
  readonly headers?: Readonly<Record<string, Template>>;
  /** A value becomes JSON, its texts being templates; a text goes as it is. */
  readonly body?: unknown;
  /** The media type of the body; JSON where it is left out. */
  readonly type?: string;
}

/** One line of a contract: who asks what in which state. What is answered is not in it: the fake computes it. */
export interface Interaction {
  /** Whose contract it belongs to: a kind of caller, or the name of a client that was recorded. */
  readonly consumer: string;
  /** The rule as a sentence; unique among the interactions of a consumer. */
  readonly sentence: string;
  /** Who asks; null: somebody without a good token. */
  readonly caller: Player | null;
  readonly given: readonly RequiredProviderState[];
  readonly request: RequestTemplate;
  /** Lists hold at least what is expected, since a cloud may hold more. Without it they hold exactly that. */
  readonly openLists?: boolean;
  /**
   * Values of the answer that are others than these, by their places in the body: `$.updated_at` is no more the time that
   * a provider state gave. Only our own verification asks for it.
   */
  readonly differs?: Readonly<Record<string, Template>>;
  /** Places in the body of the answer where there is nothing: `$.next`. Only our own verification asks for it. */
  readonly absent?: readonly string[];
  /** The setting of a cloud that it depends on: such interactions have pacts of their own, which can be left out. */
  readonly setting?: Setting;
  /** Where the sentence is true, as far as neither the states nor the caller show it; everywhere if left out. */
  readonly where?: Where;
}

/** A condition on the rules that a server has. */
export type Where = (profile: Profile) => boolean;
