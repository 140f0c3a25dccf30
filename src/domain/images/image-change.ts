/** One operation of a JSON patch, read and held against the schema. */
export interface ImageChange {
  readonly op: 'add' | 'replace' | 'remove';
  /** The property: the first part of the path. */
  readonly property: string;
  /** The whole path, decoded; its first part is the property. Longer than one only for `locations`. */
  readonly path: readonly string[];
  /** The new value; absent in a removal. */
  readonly value?: unknown;
  /** Whether adding a property that is there already conflicts, as the patch dialect v2.0 has it. */
  readonly strictAdd: boolean;
}
