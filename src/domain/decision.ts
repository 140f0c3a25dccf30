import type { Change } from './changes.ts';
import type { Image, Member } from './model.ts';
import type { CheckName } from './check-names.ts';
import type { Refusal } from './refusals.ts';

/** What the caller gets to see, before it becomes JSON. */
export type View =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'member'; readonly image: string; readonly member: Member; readonly echo: unknown }
  | { readonly kind: 'members'; readonly image: string; readonly members: readonly Member[] }
  | {
      readonly kind: 'image';
      readonly image: Image;
      readonly created: boolean;
      readonly administrator: boolean;
    }
  | {
      readonly kind: 'images';
      readonly images: readonly Image[];
      readonly full: boolean;
      readonly administrator: boolean;
    }
  | { readonly kind: 'data'; readonly image: Image };

/** An ask that was granted: what it does to the world, and what the caller sees. */
export interface Decided {
  readonly changes: readonly Change[];
  readonly view: View;
}

/** An ask that was refused: by which check, and how it is put. */
export interface Refused {
  readonly check: CheckName;
  readonly refusal: Refusal;
}

/** What became of an ask. */
export type Decision = Decided | Refused;
