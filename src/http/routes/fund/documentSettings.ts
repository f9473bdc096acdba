import { Type, type Static } from 'typebox';
import { NO_SETTINGS, type DocumentSettings } from '../../../domain/fund/documentSettings.ts';
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
import { AsKnownQuery, Closed, Code, Instant, Nullable, Text } from '../../schema/schemas.ts';

const SettingsBody = Closed({
  superiorName: Type.Optional(Text('The line above the issuer.', 'UBND TỈNH LẠNG SƠN')),
  issuerName: Type.Optional(
    Text('The issuer; left out, the name of the fund.', 'QUỸ HỖ TRỢ PHÁT TRIỂN HỢP TÁC XÃ'),
  ),
  symbol: Type.Optional(Code('After a number: 12/TB-QHT; left out, the fund’s code.', 'QHT')),
  place: Type.Optional(Text('Before the date; left out, the province.', 'Lạng Sơn')),
  signatoryTitle: Type.Optional(Text('Who signs; left out, GIÁM ĐỐC.', 'GIÁM ĐỐC')),
  signatoryName: Type.Optional(Text('The name below the signature.', 'Nguyễn Văn An')),
  recipients: Type.Array(Text('A line of the recipients (Nơi nhận).', 'Như trên'), {
    maxItems: 20,
  }),
  accountNumber: Type.Optional(Code('The account to pay into.', '3761.0.1052687')),
  accountHolder: Type.Optional(Text('Whose account it is.', 'Quỹ hỗ trợ phát triển hợp tác xã')),
  bankName: Type.Optional(Text('Where the account is kept.', 'Kho bạc Nhà nước Lạng Sơn')),
  address: Type.Optional(Text('The address of the fund.', 'Số 2 Hoàng Văn Thụ, TP Lạng Sơn')),
  phone: Type.Optional(Text('Its telephone.', '0205 3812 345')),
});

const words = Nullable(Type.String());

const Settings = Closed({
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
  recordedAt: Nullable(Instant),
  recordedBy: words,
});

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
        summary: 'Shows how documents are headed, signed and sent',
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
        summary: 'Puts letterhead, signatory, recipients and account in place of those before',
        description: 'A document that was issued before keeps what it was issued with.',
        tags,
        body: SettingsBody,
        response: { 200: Settings },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const settings: DocumentSettings = { ...NO_SETTINGS, ...request.body };
        const stored = setDocumentSettings(tx, by, settings, seenVersions(request));
        sendVersion(reply, stored.id);
        return present(stored);
      }),
  );
};
