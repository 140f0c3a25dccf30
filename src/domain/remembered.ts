/**
 * A function that works out what it returns once for each argument. For what is made of things that do not change, an
 * image for one: what was worked out goes when they go.
 */
export function remembered<Thing extends object, Made>(make: (thing: Thing) => Made): (thing: Thing) => Made {
  const known: WeakMap<Thing, { readonly made: Made }> = new WeakMap();
  return (thing) => {
    const found = known.get(thing);
    if (found !== undefined) return found.made;
    const made = make(thing);
    known.set(thing, { made });
    return made;
  };
}

/** Makes something of a key, and keeps what it made last: for keys of which the same comes many times in a row. */
export function rememberedLast<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  let last: { key: Key; made: Made } | undefined;
  return (key) => {
    if (last === undefined) last = { key, made: make(key) };
    else if (last.key !== key) {
      last.made = make(key);
      last.key = key;
    }
    return last.made;
  };
}
