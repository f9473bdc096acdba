import { Type, type Static } from 'typebox';
import type { CollateralOwner } from '../../../domain/collateral/collateral.ts';
import { maskedNumber } from '../../../domain/persons/identityNumbers.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { money, text } from '../../../domain/primitives/money.ts';
import { STANDINGS } from '../../../domain/loans/position.ts';
import { COLLATERAL_STATES, type CollateralAt } from '../../../usecases/collateral/collateralAt.ts';
import type { requireCollateral } from '../../../usecases/collateral/lookUpCollateral.ts';
import { bookingOf, recordedOf, reversedOf } from '../../present/present.ts';
import { BookedFields, ReversedFields } from '../../present/shapes.ts';
import {
  LateFields,
  LateFieldsWithReason,
  WITH_OWN_REASON,
  WITH_REASON,
} from '../../schema/lateBooking.ts';
import {
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdOf,
  Money,
  MoneyOf,
  Name,
  Nullable,
  PositiveMoneyOf,
  Text,
} from '../../schema/schemas.ts';
import { refuseMasked } from '../persons/maskedNumbers.ts';
import { DeductibleFields, Kind, presentDeductible } from './shareShapes.ts';

/** More loans or valuations than an asset has. */
const MOST = 100;

const Owner = Closed(
  {
    name: Text('Its name.', 'Hoàng Văn Thái'),
    identityNumber: Type.Optional(
      Code('Of the identity card, the registration or the tax code.', '020085001234'),
    ),
    address: Type.Optional(Text('Its address.', 'Thôn Nà Pàn, xã Điềm He, tỉnh Lạng Sơn')),
    phone: Type.Optional(Code('Telephone number.', '0912 345 678')),
  },
  { description: 'A person or organisation that is no cooperative of the fund.' },
);

const valuation = {
  valuedOn: DateOf('The day on which it was valued, not after today.'),
  value: MoneyOf('What it was found to be worth, whole đồng.'),
  basis: Text('On what the value rests.', 'Biên bản định giá số 03/BB-QHT'),
  valuedBy: Type.Optional(Text('Who valued it.', 'Hội đồng định giá của Quỹ')),
};

const said = {
  ownerCooperativeId: Type.Optional(
    IdOf('The cooperative that owns it, the borrower or another; either this or `owner`.'),
  ),
  owner: Type.Optional(Owner),
  kind: Kind,
  description: Text(
    'What it is, and where.',
    'Quyền sử dụng đất thửa 112, tờ bản đồ 15, xã Điềm He',
  ),
  documentNumber: Type.Optional(Code('Of the certificate or registration.', 'CS 04512/LS')),
  valuations: Type.Array(Closed(valuation), {
    minItems: 1,
    maxItems: MOST,
    description: 'What it was found to be worth, each on a day of its own.',
  }),
  secures: Type.Array(
    Closed({
      loanId: IdOf('The loan, named once.'),
      upTo: Type.Optional(
        PositiveMoneyOf('The most of it that the asset secures, whole đồng; left out: all of it.'),
      ),
    }),
    {
      minItems: 1,
      maxItems: MOST,
      description: 'The loans that it secures, also of several borrowers.',
    },
  ),
  mayBeSoldFrom: Type.Optional(
    DateOf('The day from which the fund may sell it; left out: not yet.'),
  ),
};

/** What is said of an asset that is entered. */
export const NewCollateral = Closed(
  {
    ...said,
    effectiveOn: Type.Optional(
      DateOf('The day from which it secures the loans; left out, the day of its first valuation.'),
    ),
    ...LateFieldsWithReason,
  },
  { title: 'NewCollateral', ...WITH_REASON },
);

/** What is said of one that is changed: all of it again. */
export const ChangedCollateral = Closed(
  {
    ...said,
    effectiveOn: Type.Optional(
      DateOf('The day from which a real change counts; left out, a correction for all days.'),
    ),
    reason: Text('Why it is changed.', 'Rút bớt khoản vay đã tất toán'),
    ...LateFields,
  },
  { title: 'ChangedCollateral', ...WITH_OWN_REASON },
);

export const NewValuation = Closed(
  { ...valuation, ...LateFieldsWithReason },
  { title: 'NewValuation', ...WITH_REASON },
);

export const NewRelease = Closed(
  {
    releasedOn: DateOf('The day from which it secures nothing, not after today.'),
    documentNumber: Code('Of the release.', '15/TB-QHT'),
    note: Type.Optional(
      Text('What else there is to say of it.', 'Đã trả bản chính giấy chứng nhận'),
    ),
    ...LateFieldsWithReason,
  },
  { title: 'NewRelease', ...WITH_REASON },
);

/** @throws DomainError validation: it names no owner, or two */
function ownerOf({
  ownerCooperativeId: cooperativeId,
  owner,
}: Pick<Static<typeof NewCollateral>, 'ownerCooperativeId' | 'owner'>): CollateralOwner {
  if ((cooperativeId === undefined) === (owner === undefined)) {
    throw invalid('/owner', {
      en: 'give either `ownerCooperativeId` or `owner`',
      vi: 'chỉ nêu một trong hai: `ownerCooperativeId` hoặc `owner`',
    });
  }
  if (cooperativeId !== undefined) return { cooperativeId, named: null };
  const { name = '', identityNumber = null, address = null, phone = null } = owner ?? {};
  refuseMasked('/owner/identityNumber', identityNumber);
  return { cooperativeId: null, named: { name, identityNumber, address, phone } };
}

/** A valuation that a request states. */
export function valuationOf({
  valuedOn,
  value,
  basis,
  valuedBy,
}: {
  readonly valuedOn: Static<typeof CalendarDate>;
  readonly value: string;
  readonly basis: string;
  readonly valuedBy?: string;
}) {
  return { valuedOn, value: money(value), basis, valuedBy: valuedBy ?? null };
}

/** What a body says of an asset; what it leaves out is not known. */
export function collateralOf(body: Pick<Static<typeof NewCollateral>, keyof typeof said>) {
  return {
    owner: ownerOf(body),
    kind: body.kind,
    description: body.description,
    documentNumber: body.documentNumber ?? null,
    valuations: body.valuations.map(valuationOf),
    secures: body.secures.map(({ loanId, upTo }) => ({
      loanId,
      upTo: upTo === undefined ? null : money(upTo),
    })),
    mayBeSoldFrom: body.mayBeSoldFrom ?? null,
  };
}

const State = Name(COLLATERAL_STATES, {
  description:
    'On the day: `to_be_released` once all loans that it secures are settled; `not_yet` before it secures any.',
});

const OwnerFields = {
  ownerCooperativeId: { ...Nullable(Id), description: 'Null: it is no cooperative of the fund.' },
  ownerName: Type.String(),
  ownerIsBorrower: Type.Boolean({ description: 'Whether it owes a loan that the asset secures.' }),
};

/** An asset in a list: without what identifies a person. */
export const CollateralRow = Closed(
  {
    id: Id,
    state: State,
    kind: Kind,
    description: Type.String(),
    documentNumber: Nullable(Type.String()),
    ...OwnerFields,
    ...DeductibleFields,
    mayBeSoldFrom: Nullable(CalendarDate),
    deducted: { ...Money, description: 'What of it counts in the provisions of the loans.' },
    secures: Type.Array(
      Closed({
        loanId: Id,
        contractNumber: Type.String(),
        cooperativeId: Id,
        cooperativeName: Type.String(),
        standing: Name(STANDINGS),
        principalOutstanding: Money,
        upTo: { ...Nullable(Money), description: 'The most that it secures; null: all.' },
        share: {
          ...Nullable(Money),
          description: 'What of it is deducted; null: the loan has no principal.',
        },
      }),
    ),
    ...BookedFields,
  },
  { title: 'CollateralRow' },
);

const recorded = { ...BookedFields, ...ReversedFields };

const Version = Closed(
  {
    id: Id,
    changedOn: { ...Nullable(CalendarDate), description: 'Null: it counts for all days.' },
    changeReason: Nullable(Type.String()),
    setsTerms: Type.Boolean({
      description: 'Whether it says anything of kind, loans and the right to sell.',
    }),
    kind: Kind,
    description: Type.String(),
    documentNumber: Nullable(Type.String()),
    mayBeSoldFrom: Nullable(CalendarDate),
    secures: Type.Array(Closed({ loanId: Id, upTo: Nullable(Money) })),
    ownerCooperativeId: Nullable(Id),
    ownerName: { ...Nullable(Type.String()), description: 'Null: the cooperative by its id.' },
    ...recorded,
  },
  { title: 'CollateralVersion' },
);

export const ValuationRow = Closed(
  {
    id: Id,
    valuedOn: CalendarDate,
    value: Money,
    basis: Type.String(),
    valuedBy: Nullable(Type.String()),
    ...recorded,
  },
  { title: 'Valuation' },
);

export const ReleaseRow = Closed(
  {
    id: Id,
    releasedOn: CalendarDate,
    documentNumber: Type.String(),
    note: Nullable(Type.String()),
    ...recorded,
  },
  { title: 'Release' },
);

/** An asset with all that was entered of it. */
export const Collateral = Closed(
  {
    ...CollateralRow.properties,
    asOf: CalendarDate,
    knownAt: Type.String({ format: 'date-time' }),
    owner: Closed({
      name: Type.String(),
      identityNumber: {
        ...Nullable(Type.String()),
        description: 'Whole in the answer about this asset alone, else masked.',
      },
      address: Nullable(Type.String()),
      phone: Nullable(Type.String()),
    }),
    valuations: Type.Array(ValuationRow, { description: 'By day, reversed ones included.' }),
    versions: Type.Array(Version, { description: 'As recorded, the first first.' }),
    releases: Type.Array(ReleaseRow, { description: 'As recorded, reversed ones included.' }),
  },
  { title: 'Collateral' },
);

/** An asset in a list. */
export function presentRow(at: CollateralAt): Static<typeof CollateralRow> {
  const { asset, owner, deductible, loans, state, seen } = at;
  return {
    id: asset.id,
    state,
    kind: asset.kind,
    description: asset.description,
    documentNumber: asset.documentNumber,
    ownerCooperativeId: owner.cooperativeId,
    ownerName: owner.name,
    ownerIsBorrower: owner.isBorrower,
    ...presentDeductible(deductible),
    mayBeSoldFrom: asset.mayBeSoldFrom,
    deducted: text(at.deducted),
    secures: loans.map(({ loanId, contractNumber, cooperativeId, cooperativeName, ...loan }) => ({
      loanId,
      contractNumber,
      cooperativeId,
      cooperativeName,
      standing: loan.standing,
      principalOutstanding: text(loan.principalOutstanding),
      upTo: loan.upTo === null ? null : text(loan.upTo),
      share: loan.share === null ? null : text(loan.share),
    })),
    ...recordedOf(seen.entered),
  };
}

type Known = Awaited<ReturnType<typeof requireCollateral>>;

function presentVersion(version: Known['history']['versions'][number]): Static<typeof Version> {
  const { id, changedOn, reason, setsTerms, kind, description, documentNumber, owner } = version;
  const { late, effectiveOn, recordedAt, recordedBy } = version;
  return {
    id,
    changedOn,
    changeReason: reason,
    setsTerms,
    kind,
    description,
    documentNumber,
    mayBeSoldFrom: version.mayBeSoldFrom,
    secures: version.secures.map(({ loanId, upTo }) => ({
      loanId,
      upTo: upTo === null ? null : text(upTo),
    })),
    ownerCooperativeId: owner.cooperativeId,
    ownerName: owner.named?.name ?? null,
    effectiveOn,
    recordedAt: recordedAt.toISOString(),
    recordedBy,
    ...bookingOf(late),
    ...reversedOf(version),
  };
}

/** A valuation in an answer. */
export function presentValuation(
  valued: Known['history']['valuations'][number],
): Static<typeof ValuationRow> {
  const { id, valuedOn, value, basis, valuedBy } = valued;
  const own = { id, valuedOn, value: text(value), basis, valuedBy };
  return { ...own, ...recordedOf(valued), ...reversedOf(valued) };
}

/** A release in an answer. */
export function presentRelease(
  release: Known['history']['releases'][number],
): Static<typeof ReleaseRow> {
  const { id, effectiveOn, documentNumber, note } = release;
  const own = { id, releasedOn: effectiveOn, documentNumber, note };
  return { ...own, ...recordedOf(release), ...reversedOf(release) };
}

/** The number of an owner as an act answers it: masked, if it is a person's. */
function numberShown({ identityNumber, isNumberOfPerson }: CollateralAt['owner']): string | null {
  if (identityNumber === null || !isNumberOfPerson) return identityNumber;
  return maskedNumber(identityNumber);
}

/** An asset in an answer; the number of a person is masked. */
export function present({ at, history, view }: Known): Static<typeof Collateral> {
  const { name, address, phone } = at.owner;
  const identityNumber = numberShown(at.owner);
  return {
    asOf: view.asOf,
    knownAt: view.knownAt.toISOString(),
    ...presentRow(at),
    owner: { name, identityNumber, address, phone },
    valuations: history.valuations
      .map(presentValuation)
      .toSorted((a, b) => (a.valuedOn < b.valuedOn ? -1 : a.valuedOn > b.valuedOn ? 1 : 0)),
    versions: history.versions.map(presentVersion),
    releases: history.releases.map(presentRelease),
  };
}

/** The same with the owner's number whole, and what is to be noted of that: nothing, if it is no person's. */
export function presentWhole(known: Known) {
  const answer = present(known);
  const { identityNumber, isNumberOfPerson, cooperativeId, name } = known.at.owner;
  const about = cooperativeId === null ? name : null;
  const shown = { what: 'collateral', subject: answer.id, cooperativeId, about } as const;
  return {
    answer: { ...answer, owner: { ...answer.owner, identityNumber } },
    shown: isNumberOfPerson ? [shown] : [],
  };
}
