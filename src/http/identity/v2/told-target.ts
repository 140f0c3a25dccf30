const tokenInPath: RegExp = /^(\/*identity\/+v2\.0\/+tokens\/+)[^/?]+/;

/** A request's target as it may be told: Identity v2.0 names a token in its path, which is `***` then, however it was written. */
export function toldTarget(target: string): string {
  const plain = target.replace(/%[0-7][0-9A-Fa-f]/g, (code) => decodeURIComponent(code));
  return tokenInPath.test(plain) ? plain.replace(tokenInPath, '$1***') : target;
}
