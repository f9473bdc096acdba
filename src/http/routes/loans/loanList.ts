import { Type, type Static } from 'typebox';
import { loanRegisterWorkbook } from '../../../documents/loans/registerWorkbook.ts';
import { MOST_ROWS } from '../../../documents/sheets/workbook.ts';
import { text } from '../../../domain/primitives/money.ts';
import type { DebtGroup } from '../../../domain/policies/debtGroups.ts';
import { STANDINGS } from '../../../domain/loans/position.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { listLoansAt, type ListedLoan } from '../../../usecases/loans/lookUpLoans.ts';
import { totalsOfLoans } from '../../../usecases/view/listTotals.ts';
import { ownFund } from '../../../usecases/fund/lookUpFund.ts';
import type { SearchRank } from '../../../store/loans/loan.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isText, keyAfter, pageOf } from '../../schema/cursor.ts';
import { CSV_CONTENT, CsvQuery, sendLongCsv } from '../../files/csvReply.ts';
import { fileContent } from '../../files/fileReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  Id,
  IdOf,
  LocalitiesQuery,
  Money,
  Name,
  Nullable,
  PageQuery,
  PageWithTotals,
  TotalsQuery,
  Text,
} from '../../schema/schemas.ts';
import { sendWorkbook } from '../../files/workbookReply.ts';
import { KINDS } from '../borrowers/cooperativeShapes.ts';
import { Source, SourceOf } from '../../schema/sources.ts';

const ListedLoanRow = Closed(
  {
    id: Id,
    contractNumber: Type.String(),
    cooperativeId: Id,
    cooperativeCode: Type.String(),
    cooperativeName: Type.String(),
    locality: Type.String(),
    signedOn: CalendarDate,
    principal: Money,
    standing: Name(STANDINGS),
    daysPastDue: Type.Integer(),
    debtGroup: Nullable(Type.Integer()),
    principalOutstanding: Money,
    overduePrincipal: Money,
    payoff: Money,
    borrowerKind: Name(KINDS),
    memberOfId: Nullable(Id),
    sector: Nullable(Type.String({ description: 'Of the contract, else of its borrower.' })),
    purpose: Nullable(Type.String()),
    project: Nullable(Type.String()),
    jobs: Nullable(Type.Integer()),
    source: Source,
  },
  { title: 'LoanRow' },
);

function presentListed({ loan, at }: ListedLoan) {
  const { id, cooperativeId, cooperativeCode, cooperativeName, locality } = loan;
  const { position, debtGroup } = at;
  return {
    id,
    contractNumber: loan.terms.contractNumber,
    cooperativeId,
    cooperativeCode,
    cooperativeName,
    locality,
    signedOn: loan.terms.signedOn,
    principal: text(loan.terms.principal),
    standing: position.standing,
    daysPastDue: position.daysPastDue,
    debtGroup,
    principalOutstanding: text(position.principal.outstanding),
    overduePrincipal: text(position.principal.overdue),
    payoff: text(position.payoff),
    borrowerKind: loan.borrowerKind,
    memberOfId: loan.memberOf?.id ?? null,
    sector: loan.sector ?? loan.borrowerSector,
    purpose: loan.purpose,
    project: loan.project,
    jobs: loan.jobs,
    source: loan.source,
  };
}

/** The same with amounts that are numbers. */
const lineOf = (listed: ListedLoan) => ({
  ...presentListed(listed),
  principal: listed.loan.terms.principal,
  principalOutstanding: listed.at.position.principal.outstanding,
  overduePrincipal: listed.at.position.principal.overdue,
  payoff: listed.at.position.payoff,
});

const FORMATS = ['json', 'csv', 'xlsx'] as const;

const Query = Closed({
  ...AsKnownQuery,
  ...LocalitiesQuery,
  contractNumber: Type.Optional(
    Code('This number; if there is none, those that differ in accents or case.', '03/2017/HDTD'),
  ),
  q: Type.Optional(
    Text(
      'Words in any order, each a part of the contract number or of the borrower’s code or name, also ' +
        'without accents; or the number of a voucher. The best match first: the contract of this number, ' +
        'those with a voucher of this number, those whose number begins with it, those in which each word ' +
        'begins one, then all others, each by contract number.',
      'son trang 2019',
    ),
  ),
  cooperativeId: Type.Optional(IdOf('Of this cooperative.')),
  locality: Type.Optional(Text('This locality, also without accents.', 'Văn Quan')),
  borrowerKind: Type.Optional(Name(KINDS, { description: 'Of borrowers of this kind.' })),
  memberOfId: Type.Optional(IdOf('Of members of this cooperative.')),
  sector: Type.Optional(
    Text('In this line of business, of the contract or else of its borrower.', 'nông nghiệp'),
  ),
  purpose: Type.Optional(Text('For this purpose, also without accents.', 'trồng hồi')),
  project: Type.Optional(Text('A part of this project, also without accents.', 'Hồi Văn Quan')),
  source: Type.Optional(SourceOf('Lent of this source of capital (R34).')),
  standing: Type.Optional(Name(STANDINGS, { description: 'With this standing on `asOf` (R15).' })),
  debtGroup: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 5, description: 'In this debt group on `asOf` (R16).' }),
  ),
  ...TotalsQuery,
  ...PageQuery,
  ...formatQuery(FORMATS),
  ...CsvQuery,
});

const LoanTotals = Closed(
  {
    count: Type.Integer({ description: 'How many loans there are.' }),
    principal: { ...Money, description: 'The principal of their contracts.' },
    principalOutstanding: { ...Money, description: 'The principal outstanding on `asOf`.' },
    overduePrincipal: { ...Money, description: 'Of which overdue (R6).' },
    payoff: { ...Money, description: 'What pays all of them off on `asOf` (R11).' },
  },
  { title: 'LoanTotals' },
);

function presentTotals(listed: readonly ListedLoan[]) {
  const { count, ...amounts } = totalsOfLoans(listed);
  return {
    count,
    principal: text(amounts.principal),
    principalOutstanding: text(amounts.principalOutstanding),
    overduePrincipal: text(amounts.overduePrincipal),
    payoff: text(amounts.payoff),
  };
}

const isRank = (part: string): boolean => /^[0-4]$/.test(part);

/** Behind which loan a page begins: of those that are searched for, also by how well it matched. */
function afterOf({ q, cursor }: Static<typeof Query>) {
  if (q === undefined) return { after: keyAfter(cursor, [isText])?.[0] };
  const [rank, after] = keyAfter(cursor, [isRank, isText]) ?? [];
  return rank === undefined ? {} : { after, afterRank: Number(rank) as SearchRank };
}

/** The loan register. */
export const loanListRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans',
    {
      schema: {
        operationId: 'listLoans',
        summary: 'Lists loans by contract number, with where each stands',
        description:
          'The loan register at the close of `asOf`: each contract with standing, ' +
          'outstanding principal and payoff (R15). Filters narrow it; as CSV or XLSX it comes ' +
          'whole.',
        tags: ['Loans'],
        querystring: Query,
        response: {
          200: {
            description:
              'The loans; without pages as CSV all that match, as XLSX with terms and position',
            content: {
              'application/json': { schema: PageWithTotals(ListedLoanRow, LoanTotals) },
              ...CSV_CONTENT,
              ...fileContent(['xlsx']),
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { actor, query } = request;
      const { limit = 50, contractNumber, q, cooperativeId, locality, standing } = query;
      const debtGroup = query.debtGroup as DebtGroup | undefined;
      const { borrowerKind, memberOfId, sector, purpose, project } = query;
      const { source } = query;
      const dimensions = { borrowerKind, memberOfId, sector, purpose, project, source };
      const filter = {
        contractNumber,
        q,
        cooperativeId,
        locality,
        standing,
        debtGroup,
        ...dimensions,
      };
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept');
      if (format === 'xlsx') {
        const register = await readAsKnown(services, actor, query, async (tx, view) => ({
          view,
          fund: ownFund(tx, view),
          loans: await listLoansAt(tx, view, { ...filter, limit: MOST_ROWS + 1 }),
        }));
        const { view, fund, loans } = register;
        return sendWorkbook(reply, loanRegisterWorkbook(loans, fund, view, filter));
      }
      return readAsKnown(services, actor, query, async (tx, view) => {
        if (format === 'csv') {
          const all = await listLoansAt(tx, view, { ...filter, limit: MOST_ROWS + 1 });
          return sendLongCsv(reply, query, ListedLoanRow, all, lineOf);
        }
        const behind = afterOf(query);
        const listed = await listLoansAt(tx, view, { ...filter, ...behind, limit: limit + 1 });
        const page = pageOf(listed, limit, ({ loan, rank }) =>
          q === undefined ? [loan.terms.contractNumber] : [String(rank), loan.terms.contractNumber],
        );
        const answer = { ...page, data: page.data.map(presentListed) };
        if (query.totals !== true) return answer;
        return { ...answer, totals: presentTotals(await listLoansAt(tx, view, filter)) };
      });
    },
  );
};
