/** The words of groups of a provider that come in without an invitation, in English. */
export const roleClaims = {
  title: 'Groups that come in',
  intro:
    'Whoever is in one of these groups at the provider comes in without an invitation. At each sign-in the role follows the groups; who is in none any more is ended. Who was invited keeps the role of the invitation.',
  add: 'Settle the groups',
  verb: 'Settle',
  provider: 'Provider',
  effectiveOn: 'From the day',
  document: 'Document',
  roles: 'Groups and roles',
  nobody: 'no group comes in',
  recordedBy: 'Entered by',
  groups: {
    director: 'Groups of directors',
    accountant: 'Groups of accountants',
    auditor: 'Groups of auditors',
  },
  hint: 'The names as the provider has them, parted by commas. All three empty: no group comes in from that day on.',
} as const;
