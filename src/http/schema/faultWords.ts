import type { ErrorObject } from 'ajv';
import type { Bilingual } from '../../domain/primitives/errors.ts';

// What is wrong with a value, and what to put there, in both languages. Names of fields and values
// stay as they are sent.

type Say = (error: ErrorObject) => Bilingual;

const ONCE: Bilingual = {
  en: 'is given more than once; give it once',
  vi: 'bị nêu nhiều lần; chỉ nêu một lần',
};

const AN_INSTANT: Bilingual = {
  en: 'must be an instant, such as "2023-06-30T10:00:00.000Z"',
  vi: 'phải là thời điểm, ví dụ "2023-06-30T10:00:00.000Z"',
};

const FORMATS: Readonly<Record<string, Bilingual>> = {
  date: {
    en: 'must be a date that exists, as YYYY-MM-DD, such as "2023-06-30"',
    vi: 'phải là ngày có thật, dạng YYYY-MM-DD, ví dụ "2023-06-30"',
  },
  'date-time': AN_INSTANT,
  uuid: {
    en: 'must be an id given by the service',
    vi: 'phải là mã định danh do dịch vụ cấp',
  },
};

/** Types as they are said in Vietnamese; in English by their name with an article. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'chuỗi (string)',
  integer: 'số nguyên (integer)',
  number: 'số (number)',
  boolean: 'true hoặc false',
  array: 'danh sách (array)',
  object: 'đối tượng (object)',
  null: 'null',
};

const saidOf = (type: string) => TYPES[type] ?? type;

const oneOf = (names: string): Bilingual => ({
  en: `must be one of ${names}`,
  vi: `phải là một trong các giá trị ${names}`,
});

const variants = ({ parentSchema }: ErrorObject): string =>
  ((parentSchema?.oneOf ?? []) as { properties: Record<string, { const?: unknown }> }[])
    .map(({ properties }) => properties[parentSchema?.discriminator.propertyName]?.const)
    .join(', ');

/** In an address a `+` is a space: an offset that was not escaped. */
const hasLostPlus = (data: unknown) => / \d{2}:\d{2}$/.test(String(data));

function formatFault({ params, data }: ErrorObject): Bilingual {
  if (params.format !== 'date-time' || !hasLostPlus(data)) {
    const known = FORMATS[params.format];
    return known ?? { en: `must be a ${params.format}`, vi: `phải có dạng ${params.format}` };
  }
  return {
    en: `${AN_INSTANT.en}; in an address the + of an offset is written %2B`,
    vi: `${AN_INSTANT.vi}; trong địa chỉ, dấu + của múi giờ viết là %2B`,
  };
}

function typeFault({ params, data }: ErrorObject): Bilingual {
  const { type } = params;
  if (Array.isArray(data) && type !== 'array') {
    return {
      en: `must be one ${type}, not several`,
      vi: `phải là một ${saidOf(type)}, không phải nhiều`,
    };
  }
  const article = /^[aeiou]/.test(type) ? 'an' : 'a';
  return { en: `must be ${article} ${type}`, vi: `phải là ${saidOf(type)}` };
}

/** By the keyword of the schema that the value does not meet: all that our schemas use. */
export const FAULTS: Readonly<Record<string, Say>> = {
  required: () => ({ en: 'is required', vi: 'là bắt buộc' }),
  dependentRequired: ({ params: { property } }) => ({
    en: `goes with \`${property}\`: send both, or neither`,
    vi: `đi cùng \`${property}\`: gửi cả hai, hoặc bỏ cả hai`,
  }),
  additionalProperties: () => ({
    en: 'is not known here; leave it out',
    vi: 'không có ở đây; hãy bỏ đi',
  }),
  discriminator: (error) => oneOf(variants(error)),
  enum: ({ params }) => oneOf(params.allowedValues.join(', ')),
  const: ({ params }) => ({
    en: `must be ${JSON.stringify(params.allowedValue)}`,
    vi: `phải là ${JSON.stringify(params.allowedValue)}`,
  }),
  format: formatFault,
  type: typeFault,
  pattern: ({ params }) => ({
    en: `must match ${params.pattern}`,
    vi: `phải khớp với ${params.pattern}`,
  }),
  digits: () => ({
    en: 'must be a whole number in digits, such as 50',
    vi: 'phải là số nguyên viết bằng chữ số, ví dụ 50',
  }),
  window: () => ({ en: 'must not be before `from`', vi: 'không được trước `from`' }),
  'x-text': () => ({
    en:
      'must not contain control characters, direction marks, half characters or more than 30 ' +
      'combining marks in a row',
    vi:
      'không được chứa ký tự điều khiển, dấu đổi hướng viết, nửa ký tự hoặc quá 30 dấu kết hợp ' +
      'liên tiếp',
  }),
  minLength: ({ params: { limit } }) =>
    limit === 1
      ? { en: 'must not be empty', vi: 'không được để trống' }
      : { en: `must have at least ${limit} characters`, vi: `phải có ít nhất ${limit} ký tự` },
  maxLength: ({ params: { limit } }) => ({
    en: `must have at most ${limit} characters`,
    vi: `chỉ được có tối đa ${limit} ký tự`,
  }),
  minimum: ({ params: { limit } }) => ({
    en: `must be at least ${limit}`,
    vi: `phải từ ${limit} trở lên`,
  }),
  maximum: ({ params: { limit } }) => ({
    en: `must be at most ${limit}`,
    vi: `không được quá ${limit}`,
  }),
  minItems: ({ params: { limit } }) => ({
    en: `must have at least ${limit} items`,
    vi: `phải có ít nhất ${limit} mục`,
  }),
  maxItems: ({ params: { limit } }) => ({
    en: `must have at most ${limit} items`,
    vi: `chỉ được có tối đa ${limit} mục`,
  }),
  minProperties: () => ({
    en: 'names nothing to be changed',
    vi: 'không nêu điều gì cần thay đổi',
  }),
  uniqueItems: ({ params: { i, j } }) => ({
    en: `must not have an item twice: ${j} and ${i} are the same`,
    vi: `không được trùng nhau: mục ${j} và ${i} giống nhau`,
  }),
  anyOf: () => ({
    en: 'must be one of the forms that are documented',
    vi: 'phải theo một trong các dạng nêu trong tài liệu',
  }),
};

/**
 * What is wrong at a place.
 *
 * @param part of the request: `body`, `querystring`, …
 */
export function sayOf(error: ErrorObject, part: string): Bilingual {
  if (part === 'querystring' && error.keyword === 'type' && Array.isArray(error.data)) return ONCE;
  if (error.keyword === 'pattern' || error.keyword === 'type') {
    const own = error.parentSchema?.['x-fault'] as Bilingual | undefined;
    if (own !== undefined) return own;
  }
  const say = FAULTS[error.keyword];
  return say?.(error) ?? { en: 'is not valid', vi: 'không hợp lệ' };
}
