/** What the network says of a request that was not answered: `fetch` hides it one level down. */
export function reasonOf(error: unknown): string {
  const { cause, message } = error as {
    readonly cause?: { readonly message?: string };
    readonly message?: string;
  };
  return cause?.message || message || String(error);
}
