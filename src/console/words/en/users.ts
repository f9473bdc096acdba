/** The words of people who sign in with the account of a provider, in English. */
export const users = {
  title: 'People with accounts',
  intro:
    'Whoever is invited signs in with an account of the province, without a token. Keep one token of a director at least: it signs in if the provider fails.',
  name: 'Name',
  program: 'program',
  account: 'Account',
  letIn: 'Let in',
  list: 'People and programs with accounts',
  invite: 'Invite a person',
  invitedName: 'Name of the invited person',
  invitedRole: 'Role of the invited person',
  inviteVerb: 'Invite',
  secretTitle: 'The invitation of {name}',
  secretOnce:
    'The address is shown once, here. Copy it now and send it in private: whoever opens it first and signs in is that person. It is good once, for 14 days.',
  secretGone:
    'The invitation was made by an earlier request and is not shown again. Withdraw it and invite again.',
  copy: 'Copy the address',
  copied: 'Copied',
  invitations: 'Open invitations',
  openUntil: 'Open until',
  invitedBy: 'Invited by',
  withdraw: 'Withdraw',
  withdrawTitle: 'Withdraw the invitation of {name}',
  ended: 'ended {at}',
  endedBy: 'Ended by {by}. Reason: {reason}',
  revoke: 'End',
  revokeTitle: 'End {name}',
  revokeHint: 'From now on the account opens nothing here; open sessions end too.',
  revokeDone: 'Ended.',
} as const;
