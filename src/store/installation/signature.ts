import {
  createPrivateKey,
  createPublicKey,
  sign,
  verify as verifySignature,
  type KeyObject,
} from 'node:crypto';

/** The operator's Ed25519 key, which is kept apart from the data. */
export interface OperatorKey {
  /** Null: the file has the public half only, with which nothing can be signed. */
  readonly secret: KeyObject | null;
  readonly open: KeyObject;
}

/**
 * A key in PEM, whole or its public half.
 *
 * @returns null where the text is no Ed25519 key
 */
export function operatorKey(pem: string): OperatorKey | null {
  try {
    const secret = pem.includes('PRIVATE KEY') ? createPrivateKey(pem) : null;
    const open = createPublicKey(pem);
    return open.asymmetricKeyType === 'ed25519' ? { secret, open } : null;
  } catch {
    return null;
  }
}

/** The signature of a text; null: without a secret key there is none. */
export const signatureOf = (key: OperatorKey | null, text: string): string | null =>
  key === null || key.secret === null
    ? null
    : sign(null, Buffer.from(text), key.secret).toString('base64');

/** Whether a signature is that of the key for the text. */
export const isSignedBy = (key: OperatorKey, text: string, signature: unknown): boolean =>
  typeof signature === 'string' &&
  verifySignature(null, Buffer.from(text), key.open, Buffer.from(signature, 'base64'));
