import { Type, type Static } from 'typebox';
import { ROLES } from '../../../domain/access/actor.ts';
import {
  IDENTITY_KINDS,
  INVITATION_OUTCOMES,
  PERSON_ROLES,
} from '../../../domain/access/identity.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import {
  invitations,
  invite,
  withdrawInvitation,
  type ListedInvitation,
} from '../../../usecases/access/invitations.ts';
import {
  endUser,
  users,
  registerProgram,
  type ListedIdentity,
} from '../../../usecases/access/users.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { instantOrNull } from '../../present/present.ts';
import { Reason } from '../../present/shapes.ts';
import {
  Closed,
  Id,
  IdParams,
  Instant,
  Name,
  Nullable,
  Text,
  WHOLE,
} from '../../schema/schemas.ts';
import type { FundAct } from '../../../book/fund.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { GRANTABLE } from '../../service/permissions.ts';
import { byOf } from './tokens.ts';

const NewInvitation = Closed(
  {
    name: Text('Who it is for: the name stands beside what this person does.', 'Nguyễn Thị Lan'),
    role: Name(PERSON_ROLES, { description: 'What this person may do.' }),
  },
  { title: 'NewInvitation' },
);

const invited = {
  id: Id,
  name: Type.String(),
  role: Name(PERSON_ROLES),
  createdAt: Instant,
  createdBy: Type.String({ description: 'The name of who made it.' }),
  expiresAt: { ...Instant, description: 'Until then it can be accepted: 14 days.' },
  outcome: Nullable(
    Name(INVITATION_OUTCOMES, { description: 'Null: nobody has accepted or withdrawn it.' }),
  ),
  endedAt: Nullable(Instant),
  endedBy: Nullable(Type.String()),
};

const Invitation = Closed(invited, { title: 'Invitation' });

const InvitationWithCode = Closed(
  {
    ...invited,
    code: Nullable(
      Type.String({
        description:
          'What the invited person brings to the sign-in page. Keep it: only a hash is stored. Null where an ' +
          'answer is given again.',
      }),
    ),
    address: Nullable(
      Type.String({
        description: 'The sign-in page with the code, where people open the service.',
      }),
    ),
  },
  { title: 'InvitationWithCode' },
);

const NewProgram = Closed(
  {
    provider: Text('The provider, as `GET /sign-on/providers` has it.', 'Tài khoản tỉnh'),
    subject: Text(
      'What the provider calls the program: `sub` of its access tokens.',
      'cong-bao-cao',
    ),
    name: Text('The name stands beside what it does.', 'Cổng báo cáo tỉnh'),
    role: Name(ROLES, { description: 'What it may do; an `integration` only what `scopes` say.' }),
    scopes: Type.Optional(
      Type.Array(Name(GRANTABLE), {
        maxItems: 50,
        uniqueItems: true,
        description: 'Of an integration, and of no other: the permissions it has.',
      }),
    ),
  },
  { title: 'NewProgram' },
);

const User = Closed(
  {
    id: Id,
    kind: Name(IDENTITY_KINDS, {
      description: '`person`: signs in with the account. `program`: asks with access tokens.',
    }),
    name: Type.String(),
    role: Name(ROLES),
    scopes: Type.Array(Type.String()),
    issuer: Type.String({ description: 'The provider of the account.' }),
    subject: Type.String({
      description: 'What the provider calls the account: never given again.',
    }),
    boundAt: Instant,
    letInBy: Nullable(
      Type.String({ description: 'The name of who invited or registered it; null: nobody.' }),
    ),
    lastUsedAt: Nullable({ ...Instant, description: 'To the minute; null: never.' }),
    revokedAt: Nullable(Instant),
    revokedBy: Nullable(Type.String()),
    reason: Nullable(Type.String()),
  },
  { title: 'User' },
);

function presentInvitation(stored: ListedInvitation): Static<typeof Invitation> {
  const { id, name, role, createdAt, createdBy, expiresAt, outcome, endedAt, endedBy } = stored;
  return {
    id,
    name,
    role,
    createdAt: createdAt.toISOString(),
    createdBy,
    expiresAt: expiresAt.toISOString(),
    outcome,
    endedAt: instantOrNull(endedAt),
    endedBy,
  };
}

export function presentUser(stored: ListedIdentity): Static<typeof User> {
  const { isInvited: _, scopes, boundAt, lastUsedAt, revokedAt, ...same } = stored;
  return {
    ...same,
    scopes: [...scopes],
    boundAt: boundAt.toISOString(),
    lastUsedAt: instantOrNull(lastUsedAt),
    revokedAt: instantOrNull(revokedAt),
  };
}

const tags = ['Sign-on'];

/** Who is asked to come in by the account of a provider. */
export const invitationRoutes: Routes = (app, services) => {
  const { clock, signOn } = services;

  app.post(
    '/v1/invitations',
    {
      config: { idempotency: 'optional' },
      schema: {
        operationId: 'invite',
        summary:
          'Invites somebody to sign in with the account of a provider; the code is told once',
        description:
          'Whoever signs in with the code within 14 days comes in under this name and role, once and for ' +
          'good: the account is bound to them. Hand the address over in private.',
        tags,
        body: NewInvitation,
        response: { 201: InvitationWithCode },
      },
    },
    (request, reply) => {
      // Apart from the answer, which is kept for a retry.
      let told: { readonly id: string; readonly code: string } | null = null;
      const carryOut = async (tx: FundAct): Promise<Static<typeof InvitationWithCode>> => {
        const by = { ...byOf(request, clock.today()), now: clock.now() };
        const made = await invite(tx, by, request.body);
        told = made;
        return { ...presentInvitation(made), code: null, address: null };
      };
      return act(services, request, reply, 201, carryOut, undefined, (body) => {
        const { id, code } = told ?? { id: '', code: '' };
        if (id !== body.id) return body;
        const address =
          signOn.publicUrl === '' ? null : `${signOn.publicUrl}/sign-in#invitation=${code}`;
        return { ...body, code, address };
      });
    },
  );
};

/** What became of invitations, and their end. */
export const invitationEndRoutes: Routes = (app, services) => {
  const { clock } = services;

  app.get(
    '/v1/invitations',
    {
      schema: {
        operationId: 'listInvitations',
        summary: 'Lists the invitations, oldest first, with what became of them; never the codes',
        description: 'Who was invited, until when, and whether they came.',
        tags,
        response: { 200: Closed({ data: Type.Array(Invitation), nextCursor: WHOLE }) },
      },
    },
    ({ actor }) =>
      readAsKnown(services, actor, {}, async (tx) => ({
        data: (await invitations(tx)).map(presentInvitation),
        nextCursor: null,
      })),
  );

  app.post(
    '/v1/invitations/:id/withdrawal',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'withdrawInvitation',
        summary: 'Withdraws an invitation that nobody has accepted',
        description: 'When it went to the wrong one, or somebody does not come after all.',
        tags,
        params: IdParams,
        body: Closed({}),
        response: { 201: Invitation },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { ...byOf(request, clock.today()), now: clock.now() };
        return presentInvitation(await withdrawInvitation(tx, by, request.params.id));
      }),
  );
};

/** Who comes in by the account of a provider. */
export const userRoutes: Routes = (app, services) => {
  const { providers } = services.signOn;

  const issuerOf = (name: string): string => {
    const found = providers.find((each) => each.name === name && each.takesBearers);
    if (found !== undefined) return found.issuer;
    throw invalid('/provider', {
      en: 'is no provider whose access tokens are taken: the operator sets its `audience`',
      vi: 'không phải hệ thống có mã truy cập được nhận: người vận hành đặt `audience` cho hệ thống đó',
    });
  };

  app.get(
    '/v1/users',
    {
      schema: {
        operationId: 'listUsers',
        summary: 'Lists who comes in by the account of a provider, oldest first',
        description: 'People, and programs with the access tokens of a provider; ended ones too.',
        tags,
        response: {
          200: Closed({
            data: Type.Array(User),
            nextCursor: WHOLE,
            providers: Type.Array(Type.String(), {
              description: 'The names of the providers whose access tokens are taken of programs.',
            }),
          }),
        },
      },
    },
    ({ actor }) =>
      readAsKnown(services, actor, {}, async (tx) => ({
        data: (await users(tx)).map(presentUser),
        nextCursor: null,
        providers: providers.filter(({ takesBearers }) => takesBearers).map(({ name }) => name),
      })),
  );

  app.post(
    '/v1/programs',
    {
      config: { idempotency: 'optional' },
      schema: {
        operationId: 'registerProgram',
        summary: 'Lets a program in that has the access tokens of a provider',
        description:
          'The program asks with `Authorization: Bearer` and its access token, which must be for the ' +
          '`audience` that the operator has set. It may do what is said here, whatever its token says.',
        tags,
        body: NewProgram,
        response: { 201: User },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { provider, subject, name, role, scopes = [] } = request.body;
        const issuer = issuerOf(provider);
        const asked = { issuer, subject, name, role, scopes };
        const by = byOf(request, services.clock.today());
        return presentUser(await registerProgram(tx, by, asked));
      }),
  );
};

/** The end of a person or program. */
export const userEndRoutes: Routes = (app, services) => {
  app.post(
    '/v1/users/:id/revocation',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'endUser',
        summary: 'Ends a person or program at once, with all sessions',
        description:
          'When somebody leaves. The account comes in again only with another invitation or registration.',
        tags,
        params: IdParams,
        body: Reason,
        response: { 201: User },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = byOf(request, services.clock.today());
        const { reason } = request.body;
        return presentUser(await endUser(tx, by, { id: request.params.id, reason }));
      }),
  );
};
