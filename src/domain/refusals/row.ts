/**
 * One refusal: its status, its words, where they stand, and where the rule comes from.
 * `{name}` in the words is filled in by the check that refuses. `stands` says where WebOb puts the words:
 * as the explanation (the default), behind the generic sentence of the status (`detail`), or in a
 * template of its own (RULES.md §5).
 */
export interface RefusalRow {
  readonly status: number;
  readonly words: string;
  readonly stands?: 'detail' | 'template';
  readonly source: string;
}
