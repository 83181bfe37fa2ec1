import { hash } from 'node:crypto';

/** Hexadecimal digits kept of a SHA-256. */
export const FINGERPRINT_LENGTH = 16;

/** What tells a record from another: the first 16 hexadecimal digits of the SHA-256 of what was received. */
export function fingerprint(received: string | Uint8Array): string {
  return hash('sha256', received, 'hex').slice(0, FINGERPRINT_LENGTH);
}
