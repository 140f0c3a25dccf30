/** Some of the rules as a table of texts: what `image-members-fake rules`, the README and other readers show. */
export interface RulesTable {
  readonly title: string;
  /** What one needs to know to read it. */
  readonly legend: string;
  /** What its words mean. */
  readonly terms: readonly (readonly [term: string, meaning: string])[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
