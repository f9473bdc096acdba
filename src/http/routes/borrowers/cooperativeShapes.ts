import { Type, type Static } from 'typebox';
import { LIFE_STATES, type Life } from '../../../domain/borrowers/life.ts';
import { isOfPerson, taxCodeMasked } from '../../../domain/persons/identityNumbers.ts';
import {
  cooperativeVersions,
  requireCooperative,
} from '../../../usecases/borrowers/lookUpBorrowers.ts';
import { recordedOf } from '../../present/present.ts';
import {
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdOf,
  Ids,
  Name,
  Nullable,
  Text,
} from '../../schema/schemas.ts';
import { RecordedFields } from '../../present/shapes.ts';
import { refuseMasked } from '../persons/maskedNumbers.ts';
import { DebtShape } from './debtShapes.ts';

/** What a borrower may be. */
export const KINDS = ['cooperative', 'union', 'group', 'member'] as const;

const details = {
  code: Code('Its code in the fund, unique.', 'HTX21'),
  name: Text('Its name.', 'HTX Nông nghiệp Sạch'),
  locality: Text('The district or city by which reports group it.', 'Chi Lăng'),
  kind: Type.Optional(Name(KINDS, { description: 'Default `cooperative`.' })),
  taxCode: Type.Optional(
    Code('Tax code; of a member, the number of its identity card.', '4900123456'),
  ),
  representative: Type.Optional(Text('Who signs for it.', 'Nguyễn Văn An')),
  address: Type.Optional(Text('Address.', 'Thôn Đồng Mỏ, huyện Chi Lăng')),
  phone: Type.Optional(Code('Telephone number.', '0205 3 812 345')),
  sector: Type.Optional(Text('Line of business.', 'nông nghiệp')),
  relatedCooperativeIds: Type.Optional(Ids({ description: 'Persons related to it (R29).' })),
  memberOfId: Type.Optional(
    IdOf(
      'The cooperative of which it is a member: the debts of both and of its other members count ' +
        'together (R29).',
    ),
  ),
};

/** What is said of a borrower that is entered. */
export const NewCooperative = Closed(details, { title: 'NewCooperative' });

/** What is said of one that is changed: all of it again. */
export const ChangedCooperative = Closed(
  {
    ...details,
    reason: Text('Why it is changed.', 'Đổi tên theo giấy chứng nhận đăng ký mới'),
    effectiveOn: Type.Optional(
      DateOf(
        'The day from which a real change counts; left out, a correction that counts for all.',
      ),
    ),
  },
  { title: 'ChangedCooperative' },
);

/** A particular that may be unknown. */
export const detail = () => Nullable(Type.String());

const known = {
  code: Type.String(),
  name: Type.String(),
  locality: Type.String(),
  kind: Name(KINDS),
  taxCode: {
    ...detail(),
    description:
      'Masked if it is the number of a person, but in the answer about this borrower alone.',
  },
  representative: detail(),
  address: detail(),
  phone: detail(),
  sector: detail(),
  relatedCooperativeIds: Type.Array(Id),
  memberOfId: Nullable(Id),
};

/** A borrower as it counts on a day. */
export const CooperativeFields = {
  id: Id,
  ...known,
  life: Closed(
    {
      state: Name(LIFE_STATES),
      since: Nullable(CalendarDate),
      documentNumber: Nullable(Type.String()),
    },
    { description: 'What it is on the day, by the collection log (R30).' },
  ),
  ...RecordedFields,
};

/** The same with what it owes, if that is asked for. */
export const Cooperative = Closed(
  { ...CooperativeFields, debt: Type.Optional(DebtShape) },
  { title: 'Cooperative' },
);

/** What was known of a borrower from a day on. */
export const Version = Closed(
  {
    id: Id,
    cooperativeId: Id,
    ...known,
    changedOn: Nullable(DateOf('The day from which it counts; null: for all days.')),
    reason: Nullable(Type.String()),
    ...RecordedFields,
  },
  { title: 'CooperativeVersion' },
);

/** A borrower as the use cases give it. */
export type Stored = Awaited<ReturnType<typeof requireCooperative>>;

type StoredVersion = Awaited<ReturnType<typeof cooperativeVersions>>[number];

/** What is known of a borrower, or was in a version of it; the number of a person is masked. */
export function knownOf(of: Stored | StoredVersion) {
  const { code, name, locality, kind } = of;
  const { representative, address, phone, sector, memberOfId } = of;
  const relatedCooperativeIds = [...of.relatedCooperativeIds];
  const particulars = { taxCode: taxCodeMasked(of), representative, address, phone, sector };
  return { code, name, locality, kind, ...particulars, relatedCooperativeIds, memberOfId };
}

/** A borrower in an answer; the number of a person is masked. */
export function present(cooperative: Stored, life: Life): Static<typeof Cooperative> {
  return { id: cooperative.id, ...knownOf(cooperative), life, ...recordedOf(cooperative) };
}

/** The same with its number whole, and what is to be noted of that: nothing, if it is no person's. */
export function presentWhole(cooperative: Stored, life: Life) {
  const { id, taxCode } = cooperative;
  const shown = { what: 'cooperative', subject: id, cooperativeId: id, about: null } as const;
  return {
    answer: { ...present(cooperative, life), taxCode },
    shown: isOfPerson(cooperative) ? [shown] : [],
  };
}

/** A version in an answer. */
export function presentVersion(version: StoredVersion): Static<typeof Version> {
  const { id, cooperativeId, changedOn, reason } = version;
  return { id, cooperativeId, ...knownOf(version), changedOn, reason, ...recordedOf(version) };
}

/** What a body says of a borrower; what it leaves out is not known. */
export function detailsOf(body: Static<typeof NewCooperative>) {
  refuseMasked('/taxCode', body.taxCode);
  return {
    code: body.code,
    name: body.name,
    locality: body.locality,
    kind: body.kind ?? 'cooperative',
    taxCode: body.taxCode ?? null,
    representative: body.representative ?? null,
    address: body.address ?? null,
    phone: body.phone ?? null,
    sector: body.sector ?? null,
    relatedCooperativeIds: body.relatedCooperativeIds ?? [],
    memberOfId: body.memberOfId ?? null,
  };
}
