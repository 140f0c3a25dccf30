/**
 * The rules are tables: a mistake is a wrong entry. Makes one; what is returned mends it, the order of the keys
 * included, since other tests in the same process read the tables too.
 */
export function falsify(table: object, key: string, value: unknown): () => void {
  const entries = table as Record<string, unknown>;
  const before = { ...entries };
  if (value === undefined) delete entries[key];
  else entries[key] = value;
  return () => {
    for (const name of Object.keys(entries)) delete entries[name];
    Object.assign(entries, before);
  };
}
