import { Type, type Static } from 'typebox';
import { NO_SETTINGS } from '../../../domain/fund/documentSettings.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  documentSettingsOf,
  setDocumentSettings,
} from '../../../usecases/fund/documentSettings.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { recordedOf } from '../../present/present.ts';
import { LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  AsKnownQuery,
  Changeable,
  Closed,
  Code,
  Instant,
  Nullable,
  Text,
} from '../../schema/schemas.ts';

const SettingsBody = Closed(
  {
    superiorName: Changeable(Text('The line above the issuer.', 'UBND TỈNH LẠNG SƠN')),
    issuerName: Changeable(
      Text('The issuer; null, the name of the fund.', 'QUỸ HỖ TRỢ PHÁT TRIỂN HỢP TÁC XÃ'),
    ),
    symbol: Changeable(Code('After a number: 12/TB-QHT; null, the fund’s code.', 'QHT')),
    place: Changeable(Text('Before the date; null, the province.', 'Lạng Sơn')),
    signatoryTitle: Changeable(Text('Who signs; null, GIÁM ĐỐC.', 'GIÁM ĐỐC')),
    signatoryName: Changeable(Text('The name below the signature.', 'Nguyễn Văn An')),
    recipients: Type.Optional(
      Type.Array(Text('A line of the recipients.', 'Như trên'), {
        maxItems: 20,
        description: 'The recipients (Nơi nhận), a line each.',
      }),
    ),
    accountNumber: Changeable(Code('The account to pay into.', '3761.0.1052687')),
    accountHolder: Changeable(Text('Whose account it is.', 'Quỹ hỗ trợ phát triển hợp tác xã')),
    bankName: Changeable(Text('Where the account is kept.', 'Kho bạc Nhà nước Lạng Sơn')),
    address: Changeable(Text('The address of the fund.', 'Số 2 Hoàng Văn Thụ, TP Lạng Sơn')),
    phone: Changeable(Text('Its telephone.', '0205 3812 345')),
    taxCode: Changeable(Code('Its tax code, by which authorities know it.', '4900123456')),
  },
  { title: 'NewDocumentSettings', minProperties: 1 },
);

const words = Nullable(Type.String());

const Settings = Closed(
  {
    superiorName: words,
    issuerName: words,
    symbol: words,
    place: words,
    signatoryTitle: words,
    signatoryName: words,
    recipients: Type.Array(Type.String()),
    accountNumber: words,
    accountHolder: words,
    bankName: words,
    address: words,
    phone: words,
    taxCode: words,
    recordedAt: Nullable(Instant),
    recordedBy: words,
  },
  { title: 'DocumentSettings' },
);

type Stored = Awaited<ReturnType<typeof documentSettingsOf>>;

function present(stored: Stored): Static<typeof Settings> {
  const { recipients, ...settings } = stored?.settings ?? NO_SETTINGS;
  const recorded = stored === null ? null : recordedOf(stored);
  return {
    ...settings,
    recipients: [...recipients],
    recordedAt: recorded?.recordedAt ?? null,
    recordedBy: recorded?.recordedBy ?? null,
  };
}

/** How the fund's documents are headed, signed and sent: the last version counts (R24). */
export const documentSettingsRoutes: Routes = (app, services) => {
  const tags = ['Documents'];
  app.get(
    '/v1/fund/document-settings',
    {
      schema: {
        operationId: 'getDocumentSettings',
        summary: 'Shows how documents are headed, signed and sent',
        description:
          'Letterhead, signatory, recipients and account of notices, reports and ' +
          'confirmations (R24). Its `ETag` is what a PUT names in `If-Match`.',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Settings },
      },
    },
    ({ actor, query }, reply) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const stored = documentSettingsOf(tx, knownAt);
        sendVersion(reply, stored?.id ?? null);
        return present(stored);
      }),
  );

  app.put(
    '/v1/fund/document-settings',
    {
      bodyLimit: LIST_BODY_BYTES,
      schema: {
        operationId: 'putDocumentSettings',
        summary: 'Settles letterhead, signatory, recipients and account of documents',
        description:
          'What is left out stays as it is; null takes it away. A document that was issued before ' +
          'keeps what it was issued with.',
        tags,
        body: SettingsBody,
        response: { 200: Settings },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const stored = setDocumentSettings(tx, by, request.body, seenVersions(request));
        sendVersion(reply, stored.id);
        return present(stored);
      }),
  );
};
