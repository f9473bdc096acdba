import type { FastifySerializerCompiler } from 'fastify';
import { Problem } from '../problems/problemSchema.ts';
import { answerValidator } from '../schema/validation.ts';

/**
 * Writes answers as they are: a serializer made from the schema would drop what it does not know.
 *
 * @param check in tests: an answer that is not what its schema says is an error
 */
export function answerSerialization(check: boolean): FastifySerializerCompiler<object> {
  if (!check) return () => JSON.stringify;
  const ajv = answerValidator().addSchema(Problem);
  return ({ schema, method, url }) => {
    let validate: ReturnType<typeof ajv.compile> | undefined;
    return (answer: unknown) => {
      validate ??= ajv.compile(schema);
      const text = JSON.stringify(answer);
      if (validate(JSON.parse(text))) return text;
      throw new Error(
        `${method} ${url} answers other than its schema: ${ajv.errorsText(validate.errors)}`,
      );
    };
  };
}
