import { md5 } from '@noble/hashes/legacy.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Digests } from '../domain/model.ts';
import { detached } from '../domain/limits.ts';

/** The digests that Glance publishes of image data: md5 as `checksum`, sha512 as `os_hash_value`. */
export function digest(bytes: Uint8Array): Digests {
  return { checksum: detached(bytesToHex(md5(bytes))), hash: detached(bytesToHex(sha512(bytes))) };
}
