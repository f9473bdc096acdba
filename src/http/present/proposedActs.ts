import { Type, type Static } from 'typebox';
import { FACT_KINDS_EN, FACT_KINDS_VI } from '../../documents/words/factKindWords.ts';
import type { Role } from '../../domain/access/actor.ts';
import { PROPOSED_FOR } from '../../domain/policies/secondPerson.ts';
import { PROPOSAL_STATUSES } from '../../domain/secondPerson/proposals.ts';
import type { WouldRecord } from '../../store/secondPerson/proposedAct.ts';
import type { ProposalAt } from '../../usecases/secondPerson/proposals.ts';
import type { Language } from '../negotiation/language.ts';
import { fill } from '../problems/problemText.ts';
import { PERMISSIONS } from '../service/permissions.ts';
import { permissionAt } from '../service/routeOfPath.ts';
import { CalendarDate, Closed, Id, Instant, Name, Nullable } from '../schema/schemas.ts';
import { RecordedFields } from './shapes.ts';

/** What a request or an answer is, of whichever act. */
const Whatever = (description: string) =>
  Type.Unsafe<unknown>({ type: ['object', 'null'], additionalProperties: true, description });

const fields = {
  id: Id,
  act: Name(PROPOSED_FOR, {
    description: 'Why it needs a second person: the act as the policy `secondPerson` names it.',
  }),
  status: Name(PROPOSAL_STATUSES, {
    description: '`open`: it waits to be confirmed. Only a confirmed act has taken effect.',
  }),
  summary: Closed(
    { vi: Type.String(), en: Type.String() },
    { description: 'What it would do, in a sentence, as it was tried when it was proposed.' },
  ),
  method: Type.String({ description: 'Of the request as it was sent.' }),
  path: Type.String({ description: 'To which the request was sent.' }),
  body: Whatever('What the request said.'),
  permission: {
    ...Nullable(Name(PERMISSIONS)),
    description:
      'What the act needs: whoever confirms or rejects it has it too. Null: this release has no such act.',
  },
  expiresOn: { ...CalendarDate, description: 'The last day on which it can be confirmed.' },
  subjectId: {
    ...Nullable(Id),
    description: 'Of what it is about, such as a loan; null: of nothing that has an id.',
  },
  ...RecordedFields,
  endedAt: { ...Nullable(Instant), description: 'When it was confirmed, rejected or withdrawn.' },
  endedBy: { ...Nullable(Type.String()), description: 'The name of the token that ended it.' },
  reason: { ...Nullable(Type.String()), description: 'Why it was rejected or withdrawn.' },
  location: {
    ...Nullable(Type.String()),
    description: 'Of a confirmed act: where what it recorded can be read.',
  },
};

export const ProposedAct = Closed(fields, { title: 'ProposedAct' });

/** What answers an act that needs a second person. */
export const WaitingAct = {
  ...ProposedAct,
  description:
    'The act needs a second person by the policy `secondPerson`: it was checked, nothing was recorded, and it ' +
    'waits at `Location` to be confirmed.',
};

export const ConfirmedAct = Closed(
  {
    ...fields,
    answer: Whatever('What the act itself answers.'),
  },
  { title: 'ConfirmedAct' },
);

/** How many facts the sentence names one by one. */
const NAMED_FACTS = 3;

const SENTENCES = {
  en: {
    fact: '{title}[ {number}][, contract {contract}][, {cooperative}], {on:date}[, {amount:money}]',
    more: ' and {count} more entries',
    end: '[; reason: {reason}][; makes {affects} issued papers wrong]',
    token: 'token for {name}, role {role}',
    groups: 'roles of the accounts of {provider} by their groups',
    account: 'account by which {name} may sign in, role {role}',
  },
  vi: {
    fact: '{title}[ {number}][, hợp đồng {contract}][, {cooperative}], ngày {on:date}[, {amount:money}]',
    more: ' và {count} bút toán khác',
    end: '[; lý do: {reason}][; làm sai lệch {affects} văn bản đã phát hành]',
    token: 'cấp mã truy cập cho {name}, vai trò {role}',
    groups: 'vai trò của các nhóm tài khoản thuộc {provider}',
    account: 'cho {name} đăng nhập bằng tài khoản bên ngoài, vai trò {role}',
  },
} as const;

const ROLES_VI: Readonly<Record<Role, string>> = {
  director: 'giám đốc',
  accountant: 'kế toán',
  auditor: 'kiểm soát',
  integration: 'chương trình',
};

type Figures = Parameters<typeof fill>[1];

/** Without what is not there. */
const givenOf = (figures: Readonly<Record<string, string | number | null>>): Figures =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null)) as Figures;

function titleOf({ kind, reversedKind }: WouldRecord, language: Language): string {
  const words = language === 'vi' ? FACT_KINDS_VI : FACT_KINDS_EN;
  if (reversedKind === null) return words[kind];
  return `${language === 'vi' ? 'hủy' : 'reversal of'} ${words[reversedKind]}`;
}

function factSentence(fact: WouldRecord, language: Language): string {
  const { effectiveOn: on, number, amount, contractNumber, cooperativeName } = fact;
  // A contract's own number is said once.
  const contract = contractNumber === number ? null : contractNumber;
  const told = { number, on, amount, contract, cooperative: cooperativeName };
  const figures = givenOf({ title: titleOf(fact, language), ...told });
  return fill(SENTENCES[language].fact, figures, language);
}

function accessSentence(
  { path, body }: Pick<ProposalAt['proposal'], 'path' | 'body'>,
  language: Language,
): string {
  if (path === '/v1/role-claims') {
    const { provider } = body as { readonly provider: string };
    return fill(SENTENCES[language].groups, { provider }, language);
  }
  const form = path === '/v1/tokens' ? 'token' : 'account';
  const { name, role } = body as { readonly name: string; readonly role: Role };
  const said = language === 'vi' ? ROLES_VI[role] : role;
  return fill(SENTENCES[language][form], { name, role: said }, language);
}

/** What a proposed act would do, in a sentence. */
function summaryOf(proposal: ProposalAt['proposal'], language: Language): string {
  const { facts, count, reason, affects } = proposal.would;
  const named = facts.slice(0, NAMED_FACTS).map((fact) => factSentence(fact, language));
  const more = count - named.length;
  const { more: others, end } = SENTENCES[language];
  const text = [
    proposal.act === 'token' ? accessSentence(proposal, language) : named.join('; '),
    more > 0 ? fill(others, { count: more }, language) : '',
    fill(end, givenOf({ reason, affects: affects === 0 ? null : affects }), language),
  ].join('');
  return `${text.slice(0, 1).toLocaleUpperCase(language)}${text.slice(1)}.`;
}

export function presentProposal({ proposal, status, end }: ProposalAt): Static<typeof ProposedAct> {
  const { id, act, method, path, body, expiresOn, subjectId, effectiveOn } = proposal;
  return {
    id,
    act,
    status,
    summary: { vi: summaryOf(proposal, 'vi'), en: summaryOf(proposal, 'en') },
    method,
    path,
    body,
    permission: permissionAt({ method, path }),
    expiresOn,
    subjectId,
    effectiveOn,
    recordedAt: new Date(proposal.recordedAt).toISOString(),
    recordedBy: proposal.recordedBy,
    endedAt: end === null ? null : new Date(end.recordedAt).toISOString(),
    endedBy: end?.recordedBy ?? null,
    reason: end?.reason ?? null,
    location: end?.location ?? null,
  };
}
