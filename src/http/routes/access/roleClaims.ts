import { Type, type Static } from 'typebox';
import { PERSON_ROLES } from '../../../domain/access/identity.ts';
import { calendarDate } from '../../../domain/primitives/dates.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import {
  roleClaims,
  settleRoleClaim,
  type StoredRoleClaim,
} from '../../../usecases/access/roleClaims.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Instant,
  Name,
  Text,
  WHOLE,
} from '../../schema/schemas.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { byOf } from './tokens.ts';

const Roles = Type.Array(
  Closed(
    {
      value: Text('A value of the claim, such as a group.', 'quy-ke-toan'),
      role: Name(PERSON_ROLES, { description: 'What whoever has the value may do.' }),
    },
    { title: 'RoleOfValue' },
  ),
  {
    maxItems: 50,
    description:
      'Which value gives which role; of several values the first line counts. None: the claim gives nothing.',
  },
);

const sourceDocument = Text('The document that settles it.', '15/QĐ-QHT');

const NewRoleClaim = Closed(
  {
    provider: Text('The provider, as `GET /sign-on/providers` has it.', 'Tài khoản tỉnh'),
    effectiveOn: DateOf('The day from which it counts, until another one does.'),
    roles: Roles,
    sourceDocument,
  },
  { title: 'NewRoleClaim' },
);

const RoleClaim = Closed(
  {
    id: Id,
    issuer: Type.String({ description: 'The provider.' }),
    effectiveOn: CalendarDate,
    roles: Roles,
    sourceDocument: Type.String(),
    recordedAt: Instant,
    recordedBy: Type.String(),
  },
  { title: 'RoleClaim' },
);

function present(stored: StoredRoleClaim): Static<typeof RoleClaim> {
  const { roles, recordedAt, ...same } = stored;
  return { ...same, roles: [...roles], recordedAt: recordedAt.toISOString() };
}

const tags = ['Sign-on'];

/** What the fund makes of a provider's claim: who comes in without an invitation. */
export const roleClaimRoutes: Routes = (app, services) => {
  const issuerOf = (name: string): string => {
    const found = services.signOn.providers.find((each) => each.name === name && each.readsRoles);
    if (found !== undefined) return found.issuer;
    throw invalid('/provider', {
      en: 'is no provider whose claim is read: the operator sets its `rolesClaim`',
      vi: 'không phải hệ thống có nhóm được đọc: người vận hành đặt `rolesClaim` cho hệ thống đó',
    });
  };

  app.post(
    '/v1/role-claims',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'settleRoleClaim',
        summary: 'Settles which groups of a provider come in, with which role, from a day on',
        description:
          'Whoever has one of the values comes in without an invitation. At each sign-in the role follows ' +
          'the claim; who has no value any more is ended. Who was invited keeps the role of the invitation.',
        tags,
        body: NewRoleClaim,
        response: { 201: RoleClaim },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { provider, effectiveOn, roles, sourceDocument: document } = request.body;
        const asked = {
          issuer: issuerOf(provider),
          effectiveOn: calendarDate(effectiveOn),
          roles,
          sourceDocument: document,
        };
        const by = byOf(request, services.clock.today());
        return present(await settleRoleClaim(tx, by, asked));
      }),
  );

  app.get(
    '/v1/role-claims',
    {
      schema: {
        operationId: 'listRoleClaims',
        summary: 'Lists which groups of providers come in, the first entered first',
        description:
          'On a day that counts of a provider which is effective last; of two of one day, the later entered.',
        tags,
        response: {
          200: Closed({
            data: Type.Array(RoleClaim),
            nextCursor: WHOLE,
            providers: Type.Array(Type.String(), {
              description: 'The names of the providers whose claim is read.',
            }),
          }),
        },
      },
    },
    ({ actor }) =>
      readAsKnown(services, actor, {}, async (tx) => ({
        data: (await roleClaims(tx)).map(present),
        nextCursor: null,
        providers: services.signOn.providers
          .filter(({ readsRoles }) => readsRoles)
          .map(({ name }) => name),
      })),
  );
};
