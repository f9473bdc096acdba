const USUAL = ['Như trên', 'Lưu: VT'] as const;

const isFile = (recipient: string): boolean => /^[-\s]*lưu\b/iu.test(recipient);

/**
 * The recipients of a letter of which the owners of assets get a copy (R41): they stand before the fund's
 * own file. A letter of which nobody gets one keeps its recipients.
 *
 * @param recipients none: the usual ones of a notice
 * @param owners by name, each once
 */
export function withCopies(
  recipients: readonly string[],
  owners: readonly string[],
): readonly string[] {
  if (owners.length === 0) return recipients;
  const listed = recipients.length === 0 ? USUAL : recipients;
  const copies = owners.map((name) => `${name} (bên bảo đảm)`);
  const file = listed.findIndex(isFile);
  const at = file < 0 ? listed.length : file;
  return [...listed.slice(0, at), ...copies, ...listed.slice(at)];
}
