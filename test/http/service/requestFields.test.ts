import { startApi, type Api, type Json } from '../../support/api.ts';

let api: Api;

let document: Json;

beforeAll(async () => {
  api = await startApi();
  document = (await api.app.inject({ url: '/openapi.json' })).json();
});

afterAll(() => api.close());

/** A schema in place of a reference to it; what is said at the place counts. */
function resolved(schema: Json): Json {
  if (schema?.$ref === undefined) return schema;
  const { $ref, ...said } = schema;
  return { ...document.components.schemas[$ref.split('/').at(-1)], ...said };
}

/** What says of which form a value is, and nothing of what it means. */
const ofForm = (): ReadonlySet<string> => {
  const { CalendarDate, Id, Instant, Money, PositiveMoney, Rate } = document.components.schemas;
  const forms = [CalendarDate, Id, Instant, Money, PositiveMoney, Rate];
  return new Set(forms.map(({ description }) => description));
};

type Field = readonly [place: string, description: string | undefined];

/** Every field of a schema, also of lists and of each variant. */
function fieldsOf(schema: Json, place: string): Field[] {
  const { properties = {}, items, oneOf = [], anyOf = [] } = resolved(schema);
  const own = Object.entries<Json>(properties).flatMap(([name, each]) => {
    const at = `${place}.${name}`;
    return [[at, resolved(each).description] as Field, ...fieldsOf(each, at)];
  });
  const within = [...oneOf, ...anyOf, ...(items === undefined ? [] : [items])];
  return [...own, ...within.flatMap((each: Json) => fieldsOf(each, place))];
}

function requestFields(): Field[] {
  const operations = Object.values<Json>(document.paths).flatMap((each) =>
    Object.values<Json>(each),
  );
  return operations.flatMap(({ operationId, parameters = [], requestBody }) => {
    const asked = parameters.map(({ name, description, schema }: Json) => {
      return [`${operationId} ?${name}`, description ?? resolved(schema).description] as Field;
    });
    const body = requestBody?.content['application/json']?.schema;
    return [...asked, ...(body === undefined ? [] : fieldsOf(body, operationId))];
  });
}

test('every field of every request says what it means, not of which form it is alone', () => {
  const fields = requestFields();
  expect(fields.length).toBeGreaterThan(700);
  const forms = ofForm();
  const bare = fields.filter(([, text]) => text === undefined || text === '' || forms.has(text));
  expect(bare).toEqual([]);
  for (const [place, text] of fields) {
    expect([place, text]).toEqual([place, expect.stringMatching(/^[A-Z`][^]+\.$/)]);
  }
});

/** Every schema within one, where it stands. */
function* schemasIn(schema: Json, place: string): Generator<readonly [string, Json]> {
  yield [place, schema];
  const { properties = {}, items, oneOf = [], anyOf = [] } = schema;
  for (const [name, each] of Object.entries(properties)) yield* schemasIn(each, `${place}.${name}`);
  if (items !== undefined) yield* schemasIn(items, `${place}[]`);
  for (const each of [...oneOf, ...anyOf]) yield* schemasIn(each, place);
}

test('every schema says of which type a value is: a reader takes others for wrong', () => {
  const { schemas } = document.components;
  const all = Object.entries<Json>(schemas).flatMap(([name, each]) => [...schemasIn(each, name)]);
  expect(all.length).toBeGreaterThan(1500);
  const untyped = all.filter(([, { type, $ref }]) => type === undefined && $ref === undefined);
  expect(untyped.map(([place]) => place)).toEqual([]);
  const { reversedAt, method } = schemas.Disbursement.properties;
  expect(method).toEqual({ type: ['string', 'null'], enum: ['cash', 'transfer', null] });
  expect(reversedAt).toEqual({
    type: ['string', 'null'],
    anyOf: [{ $ref: '#/components/schemas/Instant' }, { type: 'null' }],
  });
});
