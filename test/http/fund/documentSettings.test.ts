import { startApi, type Api, type Client } from '../../support/api.ts';

let api: Api;

let fund: Client;

beforeAll(async () => {
  api = await startApi();
});

beforeEach(async () => {
  fund = await api.addFund();
});

afterAll(() => api.close());

const path = '/v1/fund/document-settings';

const WHOLE = {
  superiorName: 'ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN',
  issuerName: 'QUỸ HỖ TRỢ PHÁT TRIỂN HỢP TÁC XÃ',
  symbol: 'QHT',
  place: 'Lạng Sơn',
  signatoryTitle: 'GIÁM ĐỐC',
  signatoryName: 'Nguyễn Văn An',
  recipients: ['Như trên', 'Lưu: VT'],
  accountNumber: '3761.0.1052687',
  accountHolder: 'Quỹ hỗ trợ phát triển hợp tác xã',
  bankName: 'Kho bạc Nhà nước Lạng Sơn',
  address: 'Số 2 Hoàng Văn Thụ',
  phone: '0205 3812 345',
  taxCode: '4900123456',
};

describe('PUT /v1/fund/document-settings', () => {
  test('keeps what is left out, so that nothing is blanked by accident', async () => {
    await fund.put(path, WHOLE);
    const two = { issuerName: 'QUỸ HTX TỈNH LẠNG SƠN', recipients: ['Như trên'] };
    const put = await fund.put(path, two);
    expect([put.status, put.body]).toMatchObject([200, { ...WHOLE, ...two }]);
    expect(await fund.read(path)).toMatchObject({ ...WHOLE, ...two });
  });

  test('takes away what is null', async () => {
    await fund.put(path, WHOLE);
    const put = await fund.put(path, { phone: null, address: null, recipients: [] });
    expect(put.body).toMatchObject({ ...WHOLE, phone: null, address: null, recipients: [] });
  });

  test('refuses to change nothing', async () => {
    const answer = await fund.put(path, {});
    expect([answer.status, answer.body.errors[0].message]).toEqual([
      400,
      'names nothing to be changed',
    ]);
  });

  test('records nothing where nothing changes', async () => {
    await fund.put(path, WHOLE);
    const before = await fund.get(path);
    const again = await fund.put(path, { symbol: ' QHT ' });
    expect(again.headers['etag']).toBe(before.headers['etag']);
    expect(again.body).toEqual(before.body);
  });
});
