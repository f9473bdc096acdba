import { Type, type Static } from 'typebox';
import { noteAccesses } from '../../../usecases/persons/accesses.ts';
import {
  exportPerson,
  type AssetOfPerson,
  type CooperativeOfPerson,
  type PersonExport,
} from '../../../usecases/persons/exportPerson.ts';
import { readOnAnyDay, type View } from '../../../usecases/view/readAsKnown.ts';
import {
  CalendarDate,
  Closed,
  Code,
  Id,
  IdOf,
  Instant,
  Name,
  Nullable,
  Text,
} from '../../schema/schemas.ts';
import type { Routes } from '../../service/appTypes.ts';
import { AuditEvent, presentWhole } from '../books/auditEvents.ts';
import { presentVersion, Version } from '../borrowers/cooperativeShapes.ts';
import { Access, presentAccess } from './accessShapes.ts';
import { askingOf } from './maskedNumbers.ts';

const words = Nullable(Type.String());

const CooperativeOf = Closed({
  id: Id,
  as: Name(['borrower', 'representative'] as const, {
    description: 'Whether the person is the borrower, or represents it or did.',
  }),
  versions: Type.Array(Version, { description: 'As recorded, with numbers whole.' }),
});

const AssetOf = Closed({
  id: Id,
  versions: Type.Array(
    Closed({
      id: Id,
      description: Type.String(),
      documentNumber: words,
      changedOn: Nullable(CalendarDate),
      owner: Nullable(
        Closed(
          { name: Type.String(), identityNumber: words, address: words, phone: words },
          { description: 'Null: the borrower owns it.' },
        ),
      ),
      recordedAt: Instant,
    }),
  ),
});

const Export = Closed(
  {
    asOf: CalendarDate,
    knownAt: Instant,
    names: Type.Array(Type.String(), { description: 'By which the person was looked for.' }),
    identityNumbers: Type.Array(Type.String()),
    cooperatives: Type.Array(CooperativeOf),
    loans: Type.Array(Closed({ id: Id, contractNumber: Type.String(), signedOn: CalendarDate }), {
      description: 'Of the person as a borrower; not those of a cooperative it represents.',
    }),
    collaterals: Type.Array(AssetOf),
    records: Type.Array(Type.Unsafe<Static<typeof AuditEvent>>(AuditEvent), {
      description:
        'Every event of the audit trail that names the person, or is about its loans and assets: all ' +
        'that was ever recorded, notes and reasons too, with who recorded it.',
    }),
    accesses: Type.Array(Access, { description: 'Who was shown its number before this answer.' }),
  },
  { title: 'PersonalDataExport' },
);

const presentCooperative = ({ id, as, versions }: CooperativeOfPerson) => ({
  id,
  as,
  versions: versions.map((each) => ({ ...presentVersion(each), taxCode: each.taxCode })),
});

const presentAsset = ({ id, versions }: AssetOfPerson) => ({
  id,
  versions: versions.map((each) => ({
    id: each.id,
    description: each.description,
    documentNumber: each.documentNumber,
    changedOn: each.changedOn,
    owner: each.owner.named,
    recordedAt: each.recordedAt.toISOString(),
  })),
});

function present(found: PersonExport, { asOf, knownAt }: View) {
  return {
    asOf,
    knownAt: knownAt.toISOString(),
    names: [...found.sought.names],
    identityNumbers: [...found.sought.numbers],
    cooperatives: found.cooperatives.map(presentCooperative),
    loans: found.loans.map(({ id, terms: { contractNumber, signedOn } }) => ({
      id,
      contractNumber,
      signedOn,
    })),
    collaterals: found.collaterals.map(presentAsset),
    records: found.records.map(presentWhole),
    accesses: found.accesses.map(presentAccess),
  };
}

/** All that the fund has of one person, for that person. */
export const personExportRoutes: Routes = (app, services) => {
  app.post(
    '/v1/personal-data/export',
    {
      config: { idempotency: 'none' },
      schema: {
        operationId: 'exportPersonalData',
        summary: 'Everything that the fund has of one person, for that person',
        description:
          'Found by a whole name or number, or by those of a record, in all that was ever recorded ' +
          '(Law 91/2025/QH15). Two persons of one name are not told apart: look before you hand it on. What ' +
          'stands in files that were sent, in printed papers and in backups is not searched; the guide ' +
          '`personal-data.md` says where. It leaves an access entry itself. It is asked for by a POST, so that ' +
          'no name or number stands in an address, which proxies keep in their logs; else it records nothing.',
        tags: ['PersonalData'],
        body: Closed(
          {
            name: Type.Optional(Text('The full name, with its accents.', 'Hoàng Văn Thái')),
            identityNumber: Type.Optional(Code('The whole number.', '020085001234')),
            cooperativeId: Type.Optional(
              IdOf('This member, else the person who represents this cooperative.'),
            ),
            collateralId: Type.Optional(IdOf('The person who owns this asset.')),
          },
          { title: 'AskedPerson', description: 'At least one of them.' },
        ),
        response: { 200: Export },
      },
    },
    async (request, _reply) => {
      const { actor, body } = request;
      const { answer, shown } = await readOnAnyDay(services, actor, {}, async (fund, view) => {
        const { found, shown } = await exportPerson(fund, body, view);
        return { answer: present(found, view), shown };
      });
      await noteAccesses(services, askingOf(request), shown);
      return answer as never;
    },
  );
};
