import type { Act } from './engine.ts';
import { digestsIn } from './steps.ts';
import { withoutSum } from './texts.ts';

/** A row that speaks of data. */
interface Row {
  readonly seq: number;
  /** Whether it is a world as a whole, and no step. */
  readonly isWhole: boolean;
  readonly digests: readonly string[];
}

/** A row of a world with its text. */
interface Written extends Omit<Row, 'digests'> {
  readonly world: string;
  readonly text: string;
}

/** Which data rows of an engine speak of: what none does may go. Rows that speak of none are not in it. */
export class References {
  readonly #rows: Map<string, Row[]> = new Map();
  readonly #counts: Map<string, number> = new Map();
  readonly #unused: Set<string> = new Set();

  /** What no row speaks of any more, or never did. */
  get unused(): readonly string[] {
    return [...this.#unused];
  }

  /** The same is gone by now. */
  removed(digests: readonly string[]): void {
    for (const digest of digests) this.#unused.delete(digest);
  }

  /** Data that is there. */
  there(digest: string): void {
    if (!this.#counts.has(digest)) this.#unused.add(digest);
  }

  /** Something was kept. */
  kept(act: Act): void {
    if (act.kind === 'step')
      this.speaks({ world: act.world, seq: act.seq, text: act.change, isWhole: false });
    if (act.kind === 'dropped') this.#leave(act.id, () => true);
    if (act.kind !== 'snapshot') return;
    const { world, seq, state } = act;
    this.#leave(world, (row) => row.seq < seq || (row.isWhole && row.seq === seq));
    this.speaks({ world, seq, text: state, isWhole: true });
  }

  /** There is a row. */
  speaks({ world, seq, text, isWhole }: Written): void {
    const digests = digestsIn(withoutSum(text));
    if (digests.length === 0) return;
    const rows = this.#rows.get(world) ?? [];
    this.#rows.set(world, rows);
    rows.push({ seq, isWhole, digests });
    for (const digest of digests) {
      this.#counts.set(digest, (this.#counts.get(digest) ?? 0) + 1);
      this.#unused.delete(digest);
    }
  }

  /** Some rows of a world are gone. */
  #leave(world: string, isGone: (row: Row) => boolean): void {
    const rows = this.#rows.get(world) ?? [];
    const left = rows.filter((row) => !isGone(row));
    if (left.length === 0) this.#rows.delete(world);
    else this.#rows.set(world, left);
    for (const { digests } of rows.filter(isGone)) for (const digest of digests) this.#less(digest);
  }

  #less(digest: string): void {
    const count = (this.#counts.get(digest) ?? 0) - 1;
    if (count > 0) return void this.#counts.set(digest, count);
    this.#counts.delete(digest);
    this.#unused.add(digest);
  }
}
