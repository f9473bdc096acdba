import {
  contribute,
  cooperativeBody,
  lend,
  payment,
  startApi,
  type Api,
} from '../../support/api.ts';

let api: Api;

let path: string;

// 200 m at 6.6%, overdue 9.9%, 50 m due on Sunday 25/6/2023; 1 m of interest came on 10/6.
beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
  const loan = await lend(api.fund, { contractNumber: '01/2023/HĐTD' });
  path = `${loan.path}/debt-confirmation`;
  await api.fund.add(`${loan.path}/repayments`, payment('1000000', '2023-06-10'));
});

afterAll(() => api.close());

const segment = (from: string, to: string, days: number, balance: string, interest: string) => ({
  class: 'in_term',
  balance,
  from,
  to,
  days,
  ratePercent: '6.6',
  interest,
});

describe('GET /v1/loans/{id}/debt-confirmation', () => {
  test('gives the debt of a day with the segments of what is owed', async () => {
    const answer = await api.fund.get(`${path}?asOf=2023-07-10`);
    expect(answer.headers['vary']).toContain('accept');
    expect(answer.body).toMatchObject({
      contractNumber: '01/2023/HĐTD',
      signedOn: '2023-03-20',
      asOf: '2023-07-10',
      standing: 'overdue',
      fund: { name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' },
      cooperative: { name: 'HTX Xuân Mai', representative: null, address: null, phone: null },
      principal: { contracted: '200000000', outstanding: '200000000', overdue: '50000000' },
      // 92 days and one day of 200 m, then 14 days of 150 m; less the 1 m paid.
      inTermInterest: {
        accrued: '3743013',
        paid: '1000000',
        waived: '0',
        owed: '2743013',
        credit: '0',
        segments: [
          segment('2023-03-25', '2023-06-25', 92, '200000000', '3327123'),
          segment('2023-06-25', '2023-06-26', 1, '200000000', '36164'),
          segment('2023-06-26', '2023-07-10', 14, '150000000', '379726'),
        ],
        settledBefore: '1000000',
      },
      // 14 days of 50 m at 9.9%.
      overdueInterest: { owed: '189863', settledBefore: '0', segments: [{ days: 14 }] },
      lateInterest: { owed: '0', segments: [] },
      // 200,000,000 + 2,743,013 + 189,863
      payoff: '202932876',
      payoffInWords:
        'Hai trăm linh hai triệu chín trăm ba mươi hai nghìn tám trăm bảy mươi sáu đồng',
    });
  });

  test('is a text ready to sign, by `Accept` or by `format`', async () => {
    const asked = `${path}?asOf=2023-07-10`;
    const accepted = await api.fund.get(asked, { accept: 'text/plain' });
    expect(accepted.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect((await api.fund.get(`${asked}&format=text`)).text).toBe(accepted.text);
    for (const said of [
      'BIÊN BẢN ĐỐI CHIẾU VÀ XÁC NHẬN NỢ',
      'Hợp đồng tín dụng số 01/2023/HĐTD ngày 20 tháng 3 năm 2023',
      'Bên vay (Bên B): HTX Xuân Mai',
      'Bằng chữ: Hai trăm linh hai triệu chín trăm ba mươi hai nghìn tám trăm bảy mươi sáu đồng.',
    ]) {
      expect(accepted.text).toContain(said);
    }
    expect((await api.fund.get(asked, { accept: 'image/png' })).status).toBe(406);
    expect((await api.fund.get(`${asked}&format=csv`)).status).toBe(400);
  });

  test('knows only what was known then, and the borrower as it was on the day', async () => {
    const { knownAt } = await api.fund.read(`${path}?asOf=2023-07-10`);
    const before = await api.fund.read(`${path}?asOf=2023-07-10&knownAt=${knownAt}`);
    const loan = path.replace('/debt-confirmation', '');
    await api.fund.add(`${loan}/repayments`, payment('2000', '2023-06-11'));
    expect(await api.fund.read(`${path}?asOf=2023-07-10&knownAt=${knownAt}`)).toEqual(before);
    const { inTermInterest } = await api.fund.read(`${path}?asOf=2023-07-10`);
    expect(inTermInterest.settledBefore).toBe('1002000');
    const { cooperative } = before;
    await api.fund.put(`/v1/cooperatives/${cooperative.id}`, {
      ...cooperativeBody({ name: 'HTX Xuân Mai Mới', representative: 'Nguyễn Văn An' }),
      effectiveOn: '2023-07-11',
      reason: 'Đổi tên',
    });
    const named = async (asOf: string) =>
      (await api.fund.read(`${path}?asOf=${asOf}`)).cooperative.name;
    expect(await named('2023-07-10')).toBe('HTX Xuân Mai');
    expect(await named('2023-07-11')).toBe('HTX Xuân Mai Mới');
  });
});
