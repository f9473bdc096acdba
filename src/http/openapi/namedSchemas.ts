import assert from 'node:assert';

/** A part of the document. */
export type Node = { readonly [key: string]: unknown };

type Schemas = Map<string, Node>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `bullet` as `Bullet`, `rate_change` as `RateChange`. */
export function pascal(words: string): string {
  const parts = words.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return parts.map((part) => part[0]?.toUpperCase() + part.slice(1)).join('');
}

const referTo = (name: string) => `#/components/schemas/${name}`;

/** The same schema whatever is said about it at one place. */
const shape = (schema: Node) =>
  JSON.stringify({ ...schema, description: undefined, examples: undefined });

/** Puts a schema among the named ones, and gives what stands in its place. */
function name(schema: Node, title: string, schemas: Schemas): Node {
  const known = schemas.get(title);
  if (known === undefined) schemas.set(title, schema);
  else assert(shape(known) === shape(schema), `two schemas are called ${title}`);
  const { description } = schema;
  const same = description === undefined || description === schemas.get(title)?.description;
  return { $ref: referTo(title), ...(same ? {} : { description }) };
}

/** Names the variants that a property tells apart, each by what that property is. */
function variants(schema: Node, title: string, schemas: Schemas): Node {
  const { oneOf, discriminator, ...rest } = schema;
  const { propertyName } = discriminator as { propertyName: string };
  const mapping: Record<string, string> = {};
  const named = (oneOf as Node[]).map((variant) => {
    const properties = variant.properties as Readonly<Record<string, Node>>;
    const { const: only, enum: names = [only] } = properties[propertyName] ?? {};
    const value = String((names as unknown[])[0]);
    const own = `${title}${pascal(value)}`;
    mapping[value] = referTo(own);
    return name(variant, own, schemas);
  });
  return { ...rest, oneOf: named, discriminator: { propertyName, mapping } };
}

/** The types that a schema lets through; null: it does not say. */
function typesOf(schema: Node, schemas: Schemas): string[] | null {
  const { $ref, type } = schema;
  if (typeof $ref === 'string') {
    const named = schemas.get($ref.slice(referTo('').length));
    return named === undefined ? null : typesOf(named, schemas);
  }
  return type === undefined ? null : ([type].flat() as string[]);
}

/** A schema with null beside what it lets through; null: it stands elsewhere, and cannot be changed. */
function orNull({ type, enum: values, ...schema }: Node): Node | null {
  if (typeof type !== 'string' || schema.anyOf !== undefined) return null;
  const names = values === undefined ? {} : { enum: [...(values as unknown[]), null] };
  return { type: [type, 'null'], ...names, ...schema };
}

const isNull = (schema: Node): boolean => schema.type === 'null';

/**
 * What may be null, as JSON Schema 2020-12 says it shortest. Else each of several is listed, and what
 * types they have: a reader that looks for a `type` finds one at every schema.
 */
function withTypes(schema: Node, schemas: Schemas): Node {
  if (schema.type !== undefined || !Array.isArray(schema.anyOf)) return schema;
  const { anyOf, ...said } = schema;
  const several = anyOf as Node[];
  const [only, ...more] = several.filter((each) => !isNull(each));
  const nullable = only && more.length === 0 && several.some(isNull) ? orNull(only) : null;
  if (nullable !== null) return { ...nullable, ...said };
  const types = several.map((each) => typesOf(each, schemas));
  const known = types.filter((each) => each !== null);
  return known.length < types.length
    ? schema
    : { type: [...new Set(known.flat())], ...said, anyOf };
}

/** Ours alone: told to the validator, of no use to a client. */
const PRIVATE = new Set(['x-text', 'x-fault', 'x-ids']);

/**
 * A schema whose titled parts stand among the named schemas, as generators of clients want it. What a
 * discriminator tells apart is named after the schema that it is in.
 *
 * @param schemas what has a name; more is added
 */
export function withNamedParts(schema: Node, schemas: Schemas): Node {
  const mapped: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (PRIVATE.has(key)) continue;
    const literal = key === 'examples' || key === 'enum' || key === 'default' || key === 'const';
    mapped[key] = literal ? value : partsOf(value, schemas);
  }
  const typed = withTypes(mapped, schemas);
  const { title, ...rest } = typed;
  if (typeof title !== 'string') return typed;
  const whole = rest.discriminator === undefined ? rest : variants(rest, title, schemas);
  return name(whole, title, schemas);
}

function partsOf(value: unknown, schemas: Schemas): unknown {
  if (Array.isArray(value)) return value.map((each) => partsOf(each, schemas));
  return isNode(value) ? withNamedParts(value, schemas) : value;
}
