import type { NewImage } from './images/new-image.ts';
import type { ImageChange } from './images/image-change.ts';
import type { ListAsk } from './images/list-ask.ts';
import type { Operation } from './operations.ts';

/** A member as a client names it: Glance takes any JSON value that its database can hold (RULES.md §2, Bodies). */
export interface GivenMember {
  /** The value as it was sent; the reply to a creation echoes it. */
  readonly echo: unknown;
  /** What is stored; null where the database could not hold the value. */
  readonly text: string | null;
  /** How a refusal prints it. */
  readonly shown: string;
}

interface OfImage {
  /** The image's id as it was sent. */
  readonly image: string;
}

interface OfMember extends OfImage {
  /** The member's id as it was sent. */
  readonly member: string;
}

/** What each operation is asked with, once the request has been read. */
export interface Asks {
  readonly addMember: OfImage & { readonly given: GivenMember };
  readonly listMembers: OfImage;
  readonly showMember: OfMember;
  readonly updateMember: OfMember & { readonly status: unknown };
  readonly removeMember: OfMember;
  readonly listImages: { readonly list: ListAsk };
  readonly createImage: { readonly given: NewImage };
  readonly showImage: OfImage;
  readonly updateImage: OfImage & { readonly changes: readonly ImageChange[] };
  readonly deleteImage: OfImage;
  readonly downloadImage: OfImage;
  readonly uploadImage: OfImage & { readonly bytes: Uint8Array };
  readonly stageImage: OfImage & { readonly bytes: Uint8Array };
  readonly deactivateImage: OfImage;
  readonly reactivateImage: OfImage;
  readonly addTag: OfImage & { readonly tag: string };
  readonly removeTag: OfImage & { readonly tag: string };
}

/** The ask of one operation, or of any of several. */
export type AskFor<O extends Operation> = { [P in O]: { readonly operation: P } & Asks[P] }[O];

/** What a caller asks for. */
export type Ask = AskFor<Operation>;
