const tokenInPath: RegExp = /(\/identity\/+v2\.0\/+tokens\/+)[^/?]+/;

/** A request's target as it may be told: Identity v2.0 names a token in its path, which is `***` then. */
export function toldTarget(target: string): string {
  return target.replace(tokenInPath, '$1***');
}
