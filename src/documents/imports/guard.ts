import { unzipSync } from 'fflate';
import { UnreadFile } from '../../domain/imports/bookRead.ts';

/** What a file is by its first bytes. */
export type FileKind = 'xlsx' | 'ods' | 'text';

/** What is in an archive by its directory. */
export interface Parts {
  readonly names: readonly string[];
  /** Whether it has macros; they are never run, nor read. */
  readonly hasMacros: boolean;
  /** Whether it names other workbooks; they are never asked for. */
  readonly hasExternalLinks: boolean;
}

const MOST_PARTS = 500;

/** What all parts together may unpack to; 50,000 rows of a book are about 60 MiB. */
const MOST_BYTES = 192 * 2 ** 20;

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b);

/** The container of old workbooks, and of new ones with a password. */
const isCompound = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);

/**
 * Reads the directory of an archive and unpacks nothing. What a part is declared to come to is all that is
 * made room for, so that it cannot unpack to more.
 *
 * @throws UnreadFile
 */
export function partsOf(bytes: Uint8Array): Parts {
  const names: string[] = [];
  let total = 0;
  try {
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        names.push(name);
        total += originalSize;
        if (names.length > MOST_PARTS) throw new UnreadFile('too-many-parts');
        if (total > MOST_BYTES) throw new UnreadFile('unpacks-to-too-much');
        return false;
      },
    });
  } catch (error) {
    if (error instanceof UnreadFile) throw error;
    throw new UnreadFile('no-workbook', { cause: error });
  }
  return {
    names,
    hasMacros: names.some((name) => /vbaProject\.bin$|^Basic\//i.test(name)),
    hasExternalLinks: names.some((name) => name.startsWith('xl/externalLinks/')),
  };
}

/** Text has no byte 0, but in UTF-16, which begins with its mark. */
function isTextual(bytes: Uint8Array): boolean {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return true;
  return !bytes.subarray(0, 65_536).includes(0);
}

const inUtf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/**
 * What a file is, by its bytes and not by its name.
 *
 * @throws UnreadFile: it is nothing that is read
 */
export function kindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) throw new UnreadFile('empty-file');
  if (isCompound(bytes)) {
    const isLocked = Buffer.from(bytes).includes(inUtf16('EncryptedPackage'));
    throw new UnreadFile(isLocked ? 'password' : 'old-workbook');
  }
  if (isZip(bytes)) {
    const { names } = partsOf(bytes);
    if (names.includes('xl/workbook.xml')) return 'xlsx';
    if (names.includes('content.xml')) return 'ods';
    throw new UnreadFile('no-workbook');
  }
  if (!isTextual(bytes)) throw new UnreadFile('no-workbook');
  return 'text';
}
