/** The groups of operations, in the order in which a fund comes to need them. */
export const TAGS = [
  { name: 'Fund', description: 'The fund itself: its name, capital, holidays and plans.' },
  {
    name: 'Places',
    description:
      'Where the money is: cash, bank accounts, deposits, trustees; what is counted there; interest and ' +
      'other money.',
  },
  { name: 'Documents', description: 'How papers are headed, signed and sent.' },
  {
    name: 'Policies',
    description:
      'Rates, caps, orders and periods by which all is worked out, each with its source.',
  },
  { name: 'Tokens', description: 'Who may ask the service: one token a person or program.' },
  {
    name: 'Sign-on',
    description: 'People who sign in with the account of a provider: how, and who was invited.',
  },
  { name: 'Cooperatives', description: 'The borrowers. Enter one before its first contract.' },
  {
    name: 'Loans',
    description:
      'Contracts, and everything that is worked out of them: position, schedule, interest, ' +
      'statement, payoff.',
  },
  { name: 'Disbursements', description: 'Money lent out under a contract.' },
  {
    name: 'Collateral',
    description:
      'Assets that secure loans: owners, values by day, release, and what of them is deducted in provisions.',
  },
  { name: 'Receipts', description: 'Money that came in, and what it paid. Preview, then record.' },
  {
    name: 'Decisions',
    description:
      'What the director decides about a loan: restructurings, recalls, rates, freezes, waivers, ' +
      'charge-offs, debt groups, recovery plans.',
  },
  {
    name: 'Reversals',
    description: 'Mistakes are reversed, with a reason, and entered again; nothing is deleted.',
  },
  { name: 'Notices', description: 'Letters that ask for what is to be paid, and their delivery.' },
  {
    name: 'Collection',
    description: 'Meetings, calls, promises and signed confirmations, by borrower.',
  },
  { name: 'Litigation', description: 'Cases before the courts, court fees, and what runs out.' },
  { name: 'Reports', description: 'The report to the province, and what else is asked for.' },
  {
    name: 'Handovers',
    description: 'Funds that become one: what one hands over, and what the other takes over.',
  },
  {
    name: 'Imports',
    description:
      'Registers and books that are taken over as files: read, checked, entered as a whole.',
  },
  { name: 'Entries', description: 'The day book: everything entered, in the order of entry.' },
  {
    name: 'Second person',
    description: 'Acts that take effect only when another person confirms them.',
  },
  { name: 'Periods', description: 'Quarters: what is left to do in one, closing, reopening.' },
  { name: 'Ledger', description: 'Double entry of all of it, and whether everything agrees.' },
  { name: 'Audit', description: 'Who did what, when and from where.' },
  {
    name: 'PersonalData',
    description: 'Who was shown the numbers of persons, and all that the fund has of one person.',
  },
  {
    name: 'Schedule',
    description: 'What is done at set times: ends of months, drafts of notices, mail, backups.',
  },
  {
    name: 'Events',
    description:
      'What is recorded, told to other programs: asked for by them, or sent to them by webhooks.',
  },
  {
    name: 'Operator',
    description:
      'For whoever runs the installation, with a token of its own: which funds there are, how much each takes, and may.',
  },
  { name: 'Service', description: 'What the token may do, and what the codes of refusals mean.' },
] as const;
