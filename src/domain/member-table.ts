import { folded } from './collation.ts';
import type { Member, Members } from './model.ts';
import { remembered, rememberedLast } from './remembered.ts';

/** The key of a member. An operation looks for the same one several times: the last id is folded once. */
const keyOf: (id: string) => string = rememberedLast(folded);

/** The keys of a list. A world that goes back to its beginning again and again makes a table of the same list each time. */
const keysOf: (list: readonly Member[]) => readonly string[] = remembered((list) =>
  list.map(({ id }) => folded(id)),
);

/**
 * The members of an image as a cloud stores them. Only `apply.ts` writes. A table that was shared between clouds is not
 * written to any more: whoever writes next takes a copy first.
 */
export class MemberTable implements Members {
  /** Until somebody looks for a member, the list that the table began with: most images of a great world stay so. */
  #list: readonly Member[] | undefined;
  readonly #asOf: (member: Member) => Member;
  /** By folded id. A map keeps the order in which keys came first, as the list of members does. Until then: undefined. */
  #members: Map<string, Member> | undefined;
  /** The keys of removed members, the longest removed first; undefined: none was ever removed. */
  #removed: Set<string> | undefined;
  #isShared = false;
  lastRemoval: number | undefined = undefined;

  /**
   * @param list the members in order, no id twice; kept, and not to be changed.
   * @param asOf makes a member of the list what it is in this table, when it is read first.
   */
  constructor(list: readonly Member[], asOf: (member: Member) => Member = (member) => member) {
    this.#list = list;
    this.#asOf = asOf;
  }

  get size(): number {
    return this.#list?.length ?? this.#look().size;
  }

  get removed(): number {
    this.#look();
    return this.#removed?.size ?? 0;
  }

  get isShared(): boolean {
    return this.#isShared;
  }

  get(id: string): Member | undefined {
    return this.#look().get(keyOf(id));
  }

  values(): IteratorObject<Member, undefined> {
    return this.#list?.values().map(this.#asOf) ?? this.#look().values();
  }

  [Symbol.iterator](): IteratorObject<Member, undefined> {
    return this.values();
  }

  longestRemoved(count: number): readonly Member[] {
    const members = this.#look();
    return Array.from(this.#removed?.values().take(count) ?? [], (key) => members.get(key)!);
  }

  /** As JSON, the members are a list. */
  toJSON(): readonly Member[] {
    return [...this];
  }

  /** A table of its own with what is made of each member here. It is made when it is read first. */
  as(make: (member: Member) => Member): MemberTable {
    return new MemberTable(this.#list ?? [...this], (member) => make(this.#asOf(member)));
  }

  /** From now on another cloud has this table, too. */
  share(): void {
    this.#isShared = true;
  }

  /** A table of its own with the same members. */
  copy(): MemberTable {
    const copy = new MemberTable(this.#list ?? [], this.#asOf);
    copy.lastRemoval = this.lastRemoval;
    if (this.#members === undefined) return copy;
    copy.#list = undefined;
    copy.#members = new Map(this.#members);
    copy.#removed = this.#removed && new Set(this.#removed);
    return copy;
  }

  /** A member takes the place of its former record, or comes last. */
  put(member: Member): void {
    const key = keyOf(member.id);
    this.#look().set(key, member);
    this.#removed?.delete(key);
    if (member.removed) (this.#removed ??= new Set()).add(key);
  }

  /** Takes members off the record. */
  forget(ids: readonly string[]): void {
    const members = this.#look();
    for (const key of ids.map(folded)) {
      members.delete(key);
      this.#removed?.delete(key);
    }
  }

  #look(): Map<string, Member> {
    if (this.#members !== undefined) return this.#members;
    const members = new Map<string, Member>();
    const list = this.#list ?? [];
    const keys = keysOf(list);
    for (const [place, each] of list.entries()) {
      const key = keys[place]!;
      members.set(key, this.#asOf(each));
      if (each.removed) (this.#removed ??= new Set()).add(key);
    }
    this.#members = members;
    this.#list = undefined;
    return members;
  }
}

/** The members of an image that has none. */
export const noMembers: Members = membersFrom([]);

/**
 * The table behind some members.
 * @throws where there is none: they are of another making.
 */
export function tableOf(members: Members): MemberTable {
  if (members instanceof MemberTable) return members;
  throw new Error('the members of an image were not made by membersFrom');
}

/** Members to be read, of a list with no id twice. */
export function membersFrom(list: readonly Member[]): Members {
  const table = new MemberTable(list);
  table.share();
  return table;
}
