import { createHash } from 'node:crypto';
import type { App } from '../../service/appTypes.ts';
import { DomainError, invalid } from '../../../domain/primitives/errors.ts';
import { UnreadFile } from '../../../domain/imports/bookRead.ts';
import { kindOf } from '../../../documents/imports/guard.ts';
import { READ_REFUSAL_WORDS } from '../../problems/importWords.ts';

/** The types under which files are sent. What a file is, its bytes tell. */
export const FILE_TYPES = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.ms-excel.sheet.macroEnabled.12',
  'application/vnd.ms-excel',
  'application/octet-stream',
] as const;

/** The bytes of a file that is taken over. */
export const FILE_BYTES = 20 * 2 ** 20;

/** What is no file; it says which types are. */
export const otherType = (): DomainError =>
  new DomainError('unsupported-media-type', { figures: { types: FILE_TYPES } });

/** Has the bodies of files read as they are, where these routes stand and nowhere else. */
export function addFileBodies(app: App): void {
  for (const type of FILE_TYPES) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (request, body, done) => {
      const { 'content-encoding': coding = 'identity' } = request.headers;
      if (coding === 'identity') done(null, body);
      else done(otherType());
    });
  }
  app.addContentTypeParser('*', (_request, _body, done) => done(otherType()));
}

const DIGESTS = /(?:^|,)\s*(sha-256|sha-512)\s*=\s*:([A-Za-z0-9+/=]*):/g;

/** @throws DomainError validation: the body is not what `Content-Digest` says (RFC 9530) */
export function refuseOtherDigest(header: string | undefined, bytes: Buffer): void {
  if (header === undefined) return;
  const told = [...header.matchAll(DIGESTS)];
  const isSame = told.every(([, algorithm = '', digest]) => {
    const own = createHash(algorithm.replace('-', '')).update(bytes).digest('base64');
    return own === digest;
  });
  if (told.length > 0 && isSame) return;
  throw invalid('Content-Digest', {
    en: 'is not that of the body, or neither sha-256 nor sha-512; send the file again',
    vi: 'không khớp nội dung, hoặc không phải sha-256 hay sha-512; hãy gửi lại tệp',
  });
}

/** @throws DomainError validation: the bytes are none that are read, as their beginning and directory tell */
export function refuseUnreadable(bytes: Buffer): void {
  try {
    kindOf(bytes);
  } catch (error) {
    if (!(error instanceof UnreadFile)) throw error;
    throw invalid('', READ_REFUSAL_WORDS[error.refusal]);
  }
}
