import {
  CalendarDate,
  Id,
  Instant,
  Money,
  PositiveMoney,
  Rate,
  SignedMoney,
} from '../schema/schemas.ts';
import { ERROR_CODES, PROBLEMS } from '../problems/problems.ts';
import { thingAt } from '../problems/notFound.ts';
import { fill } from '../problems/problemText.ts';
import { EXAMPLES } from './examples/examples.ts';
import type { Example } from './examples/ids.ts';
import { pascal, withNamedParts, type Node } from './namedSchemas.ts';
import { rulesChapter, rulesCited, ruleTitles } from './rules.ts';
import { TAGS } from './tags.ts';
import { WEBHOOKS } from './webhooks.ts';

const INTRODUCTION = `Loans of a Cooperative Support Fund: contracts, receipts, positions, reports.

Money is a string of digits (whole đồng), rates are decimal strings in percent a year, dates are
\`YYYY-MM-DD\` in Asia/Ho_Chi_Minh, instants RFC 3339 in UTC. Unknown fields and parameters are
refused.

Every request carries \`Authorization: Bearer TOKEN\`, or from a page of this service the cookie that
\`POST /session\` sets; \`GET /v1/me\` tells what the token may do. A POST that records something carries
an \`Idempotency-Key\` of your choice, a new one for each act: sent again after a lost answer, the act is
carried out once. What a PUT changes has an \`ETag\`; send it back as \`If-Match\`, and nobody’s change
is lost.

A refusal is \`application/problem+json\` with a \`code\`, and in Vietnamese if \`Accept-Language: vi\`
asks for it. \`GET /problems\` explains all codes.

A figure stands at a day (\`asOf\`) and as known at an instant (\`knownAt\`): the same question has the
same answer for ever. In an address the + of an offset is written %2B.

The ids in the examples (\`0195f3f0-5b6e-…\`) are of no fund: put those of your own in their place.`;

/** What a successful answer is, where its route does not say more. */
const SUCCESS: Readonly<Record<string, string>> = {
  200: 'The answer',
  201: 'What was recorded',
  202: 'Begun; poll `Location`',
};

/** What the document says besides its operations. */
export const OPENAPI = {
  openapi: '3.1.0',
  info: {
    title: 'Cooperative Support Fund',
    version: '1',
    description: INTRODUCTION,
    license: { name: 'Not licensed for others', identifier: 'LicenseRef-Proprietary' },
  },
  servers: [{ url: '/', description: 'The service that answers with this document' }],
  tags: TAGS.map((tag) => ({ ...tag })),
  components: {
    securitySchemes: {
      token: { type: 'http' as const, scheme: 'bearer' },
      session: {
        type: 'apiKey' as const,
        in: 'cookie' as const,
        name: 'session',
        description:
          'Set by `POST /session`; counts only in requests of the pages of this service.',
      },
    },
  },
  security: [{ token: [] }, { session: [] }],
};

/** A refusal as it looks without figures, by its code. */
const REFUSED = Object.fromEntries(
  ERROR_CODES.map((code) => {
    const { status, title, detail } = PROBLEMS[code];
    const value = {
      type: `/problems/${code}`,
      title: title.en,
      status,
      detail: fill(detail.en, {}, 'en'),
      code,
      requestId: '3f0f0a86-5d55-4a55-9f0e-8c6a2f1d9b7e',
    };
    return [code, { summary: title.en, value }];
  }),
);

type Entries = Readonly<Record<string, Node>>;

/** Forms of values that many fields have, each with what holds of all of them. */
const FORMS: readonly object[] = [
  CalendarDate,
  Id,
  Instant,
  Money,
  PositiveMoney,
  Rate,
  SignedMoney,
];

/** What every id says of itself. */
const ID = (Id as { readonly description?: string }).description;

/** Makes a document of the operations, with the schemas that have names apart. */
class Writing {
  readonly #schemas = new Map<string, Node>();
  readonly #titles: ReadonlyMap<string, string>;

  constructor(titles: ReadonlyMap<string, string>) {
    this.#titles = titles;
  }

  parts(node: Node): Node {
    return withNamedParts(node, this.#schemas);
  }

  get schemas(): Record<string, Node> {
    return Object.fromEntries([...this.#schemas].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A schema under the name that its operation gives it, if it has none itself. */
  #whole(content: Entries | undefined, title: string | null): Node | undefined {
    if (content === undefined) return undefined;
    const entries = Object.entries(content).map(([type, { schema, ...rest }]) => {
      const isOurs = title !== null && type === 'application/json';
      const named = isOurs && isObject(schema) ? { title, ...schema } : schema;
      return [type, this.parts({ ...rest, ...(named === undefined ? {} : { schema: named }) })];
    });
    return Object.fromEntries(entries);
  }

  #response(status: string, response: Node, operation: string | null): Node {
    const { description, content, ...rest } = response;
    const isPlain = description === undefined || description === 'Default Response';
    const told = isPlain ? (SUCCESS[status] ?? 'The answer') : description;
    const whole = this.#whole(content as Entries, operation && `${operation}Answer`);
    return { description: told, ...rest, ...(whole === undefined ? {} : { content: whole }) };
  }

  /** What it does, who may ask it, and the titles of the rules it cites. */
  #description(operation: Node): string {
    const { description, summary } = operation;
    const roles = operation['x-roles'] as readonly string[] | undefined;
    const cited = rulesCited(`${String(summary)} ${String(description)}`);
    const rules = cited.map((number) => `${number} ${this.#titles.get(number) ?? ''}`.trim());
    return [
      description,
      roles && `**Permission** \`${String(operation['x-permission'])}\`: ${roles.join(', ')}.`,
      rules.length > 0 && `**Rules** ${rules.join(' · ')}.`,
    ]
      .filter(Boolean)
      .join('\n\n');
  }

  /** The parameters, with the values of the example; what a value may look like is in its schema. */
  #parameters(parameters: readonly Node[], { parameters: values }: Example, path: string): Node[] {
    return parameters.map(({ example: look, schema, ...parameter }) => {
      const { name, description } = parameter;
      const value = values?.[String(name)];
      const looks = look === undefined ? {} : { examples: [look] };
      const isId = parameter.in === 'path' && description === ID;
      return this.parts({
        ...parameter,
        description: isId ? `Which ${thingAt(path, String(name))}, by its id.` : description,
        schema: { ...(schema as Node), ...looks },
        ...(value === undefined ? {} : { example: value }),
      });
    });
  }

  #body(body: Node, { body: example }: Example, title: string | null): Node {
    const whole = this.#whole(body.content as Entries, title) as Entries;
    if (example === undefined) return { ...body, content: whole };
    const content = Object.entries(whole).map(([type, each]) => [type, { ...each, example }]);
    return { ...body, content: Object.fromEntries(content) };
  }

  operation(path: string, operation: Node): Node {
    const { requestBody, responses, parameters, ...rest } = operation;
    const { operationId } = operation;
    const called = typeof operationId === 'string' ? pascal(operationId) : null;
    const example = EXAMPLES[String(operationId)] ?? {};
    const asked = parameters as Node[] | undefined;
    const body = requestBody as Node | undefined;
    return {
      ...rest,
      description: this.#description(operation),
      ...(asked && { parameters: this.#parameters(asked, example, path) }),
      ...(body && { requestBody: this.#body(body, example, called && `${called}Body`) }),
      responses: Object.fromEntries(
        Object.entries(responses as Entries).map(([status, response]) => [
          status,
          this.#response(status, response, called),
        ]),
      ),
    };
  }
}

const isObject = (schema: unknown): schema is Node =>
  typeof schema === 'object' &&
  schema !== null &&
  ('properties' in schema || 'oneOf' in schema) &&
  !('title' in schema);

/**
 * The document as clients are made of it and people read it, from the one that fastify makes of the
 * routes.
 */
export function writeDocument(document: Node): Node {
  const chapter = rulesChapter();
  const writing = new Writing(ruleTitles(chapter));
  const components = document.components as Node;
  // First, so that what is said of one at some place is not said of all.
  for (const form of FORMS) writing.parts(form as Node);
  const known = Object.entries(components.schemas as Entries);
  for (const [title, schema] of known) writing.parts({ ...schema, title });
  const paths = Object.fromEntries(
    Object.entries(document.paths as Readonly<Record<string, Entries>>).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, each]) => [method, writing.operation(path, each)]),
      ),
    ]),
  );
  const webhooks = Object.fromEntries(
    Object.entries(WEBHOOKS).map(([name, sent]) => [name, writing.parts(sent)]),
  );
  // Some are told on pages, or as a fault within an answer: no operation is refused so.
  const said = JSON.stringify(paths);
  const refused = Object.entries(REFUSED).filter(([code]) =>
    said.includes(`"#/components/examples/${code}"`),
  );
  const info = document.info as Node;
  const description = `${String(info.description)}\n\n${chapter}`;
  const { schemas } = writing;
  return {
    ...document,
    info: { ...info, description },
    paths,
    webhooks,
    components: { ...components, examples: Object.fromEntries(refused), schemas },
  };
}
