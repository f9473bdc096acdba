import { Type, type Static } from 'typebox';
import { ROLES } from '../../../domain/access/actor.ts';
import { IDENTITY_KINDS } from '../../../domain/access/identity.ts';
import type { Actor } from '../../../usecases/access/authenticate.ts';
import { userOf } from '../../../usecases/access/users.ts';
import { ownFund } from '../../../usecases/fund/lookUpFund.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import type { Services } from '../../../usecases/view/services.ts';
import type { Routes } from '../../service/appTypes.ts';
import { may, PERMISSIONS } from '../../service/permissions.ts';
import { Closed, Name } from '../../schema/schemas.ts';

/** Who asks: a token with what it may do, and its fund. */
export const Me = Closed(
  {
    name: Type.String({ description: 'The name of the token, or of the person.' }),
    kind: Name(['token', ...IDENTITY_KINDS] as const, {
      description:
        'What asks: a token, or a person or program that comes in by the account of a provider.',
    }),
    role: Name(ROLES),
    permissions: Type.Array(Name(PERMISSIONS), { description: 'What the token may do.' }),
    fund: Closed({ code: Type.String(), name: Type.String(), province: Type.String() }),
  },
  { title: 'Me' },
);

/** What an actor is told of itself. */
export const meOf = (services: Services, actor: Actor): Promise<Static<typeof Me>> =>
  readAsKnown(services, actor, {}, async (tx, view) => {
    const { code, name, province } = ownFund(tx, view);
    return {
      name: actor.tokenName,
      kind: (await userOf(tx, actor.tokenId))?.kind ?? 'token',
      role: actor.role,
      permissions: PERMISSIONS.filter((each) => may(actor, each)),
      fund: { code, name, province },
    };
  });

/** Who asks, what the token may do, and which fund the token is of. */
export const meRoutes: Routes = (app, services) => {
  app.get(
    '/v1/me',
    {
      config: { everyToken: true },
      schema: {
        operationId: 'getMe',
        summary: 'Tells whose the token is, and what it may do',
        description:
          'Ask it first, to see that the token is good and which fund it is of; a screen shows by it ' +
          'what can be done.',
        tags: ['Service'],
        response: { 200: Me },
      },
    },
    ({ actor }) => meOf(services, actor),
  );
};
