import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { nameFirstFund } from '../../src/process/firstFund.ts';

const NOTHING = {
  code: undefined,
  name: undefined,
  province: undefined,
  takesHolidays: undefined,
};

/** What comes of answers typed at a terminal, and what was asked. */
async function answer(given: Partial<Record<'code' | 'name' | 'province', string>>, typed: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const named = nameFirstFund({ ...NOTHING, ...given }, { input, output });
  const outcome = named.finally(() => output.end());
  input.end(typed);
  const [{ value, reason }, asked] = await Promise.all([
    outcome.then(
      (fund) => ({ value: fund, reason: null }),
      (error: Error) => ({ value: null, reason: error.message }),
    ),
    text(output),
  ]);
  return { value, reason, asked };
}

describe('the first fund of an installation', () => {
  const HA_GIANG = {
    code: 'QHT',
    name: 'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Hà Giang',
    province: 'Hà Giang',
    takesHolidays: true,
  };

  test('is called as is typed; an empty answer is what is proposed', async () => {
    const { value, asked } = await answer({}, 'Hà Giang\n\n\n\n');
    expect(value).toEqual(HA_GIANG);
    expect(asked).toContain(`[${HA_GIANG.name}]`);
    const own = await answer({}, ' Hà Giang \nQuỹ HTX\nHG-01\nk\n');
    expect(own.value).toEqual({
      code: 'HG-01',
      name: 'Quỹ HTX',
      province: 'Hà Giang',
      takesHolidays: false,
    });
  });

  test('is asked for again where an answer cannot be taken', async () => {
    const { value, asked } = await answer({}, `\nHà Giang\n\n${'x'.repeat(65)}\nQHT\nmaybe\nc\n`);
    expect(value).toEqual(HA_GIANG);
    expect(asked).toContain('The province of the fund must have 1 to 500 characters');
    expect(asked).toContain('The code of the fund must have 1 to 64 characters');
  });

  test('is asked for what is not given, and for nothing if name and province are', async () => {
    const { value, asked } = await answer({ province: 'Hà Giang' }, '\n\n\n');
    expect(value).toEqual(HA_GIANG);
    expect(asked).not.toContain('Tỉnh, thành phố');
    const { asked: nothing } = await answer({ name: 'Quỹ', province: 'Hà Giang' }, '');
    expect(nothing).toBe('');
  });

  test('is not created where whoever is asked leaves', async () => {
    const { value, reason } = await answer({}, 'Hà Giang\n\n\n');
    expect(value).toBeNull();
    expect(reason).toContain('The fund was not named: nothing was created');
  });

  test('is named by default where nobody can be asked', async () => {
    expect(await nameFirstFund(NOTHING, null)).toEqual({
      code: 'QHT',
      name: 'Quỹ hỗ trợ phát triển hợp tác xã',
      province: '',
      takesHolidays: false,
    });
  });
});
