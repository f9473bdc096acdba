import { Type } from 'typebox';
import { releaseLetterParts } from '../../../documents/collateral/releaseLetter.ts';
import { releaseLetter } from '../../../usecases/collateral/releaseLetter.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { DOCUMENT_FORMATS, documentResponse, sendDocument } from '../../files/documentReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Id,
  IdParams,
  Instant,
  Nullable,
} from '../../schema/schemas.ts';
import type { Routes } from '../../service/appTypes.ts';
import { Kind } from './shareShapes.ts';

const ReleaseLetter = Closed(
  {
    collateralId: Id,
    knownAt: Instant,
    documentNumber: Type.String(),
    releasedOn: CalendarDate,
    kind: Kind,
    description: Type.String(),
    assetDocument: { ...Nullable(Type.String()), description: 'The document of the asset.' },
    owner: Closed({ name: Type.String(), address: Nullable(Type.String()) }),
    loans: Type.Array(
      Closed({
        loanId: Id,
        contractNumber: Type.String(),
        signedOn: CalendarDate,
        cooperativeName: Type.String(),
        isSettled: Type.Boolean({ description: 'Whether nothing is owed of it on the day.' }),
      }),
    ),
  },
  { title: 'ReleaseLetter' },
);

/** The letter to the owner of an asset that is released (R24, R41). */
export const releaseLetterRoutes: Routes = (app, services) => {
  app.get(
    '/v1/collateral-releases/:id/letter',
    {
      schema: {
        operationId: 'getReleaseLetter',
        summary: 'The letter to the owner of an asset that was released',
        description:
          'Of the release as it stands: the asset as it was, and the loans that it secured (R41). As ' +
          'figures, text, PDF or DOCX in the look of official letters (R24).',
        tags: ['Collateral'],
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...formatQuery(DOCUMENT_FORMATS) }),
        response: { 200: documentResponse('The letter', ReleaseLetter) },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, DOCUMENT_FORMATS);
      reply.header('vary', 'accept');
      const { said, letter } = await readAsKnown(services, actor, query, async (tx, view) => {
        const found = await releaseLetter(tx, params.id, view);
        const { asset, owner, loans, letter: headed, ...release } = found;
        const shown = {
          ...release,
          knownAt: view.knownAt.toISOString(),
          kind: asset.kind,
          description: asset.description,
          assetDocument: asset.documentNumber,
          owner: { name: owner.name, address: owner.address },
          loans: loans.map(({ loanId, contractNumber, signedOn, cooperativeName, isSettled }) => ({
            loanId,
            contractNumber,
            signedOn,
            cooperativeName,
            isSettled,
          })),
        };
        return { said: shown, letter: headed };
      });
      if (format === 'json') return said;
      return sendDocument(reply, format, {
        parts: releaseLetterParts(said, letter),
        fileName: `giai-chap-${said.documentNumber}`,
        marks: {
          title: `Thông báo giải chấp ${said.documentNumber}`,
          author: letter.issuerName,
          createdOn: said.releasedOn,
        },
      });
    },
  );
};
