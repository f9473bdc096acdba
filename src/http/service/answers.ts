import type { FastifySerializerCompiler } from 'fastify';
import { Problem } from '../problems/problemSchema.ts';
import { answerValidator } from '../schema/validation.ts';

/** What is wrong with an answer; null: nothing. */
type Fault = (answer: unknown) => string | null;

/** Finds what is wrong with answers by their schemas, each compiled once for all services of a process. */
function answerFaults(): (schema: object) => Fault {
  const ajv = answerValidator().addSchema(Problem);
  const known = new Map<string, Fault>();
  return (schema) => {
    const text = JSON.stringify(schema);
    const found = known.get(text);
    if (found !== undefined) return found;
    const validate = ajv.compile(schema);
    const fault: Fault = (answer) => (validate(answer) ? null : ajv.errorsText(validate.errors));
    known.set(text, fault);
    return fault;
  };
}

let faultsBySchema: ReturnType<typeof answerFaults> | undefined;

/**
 * Writes answers as they are: a serializer made from the schema would drop what it does not know.
 *
 * @param isChecked in tests: an answer that is not what its schema says is an error
 */
export function answerSerialization(isChecked: boolean): FastifySerializerCompiler<object> {
  if (!isChecked) return () => JSON.stringify;
  const faultOf = (faultsBySchema ??= answerFaults());
  return ({ schema, method, url }) => {
    let find: Fault | undefined;
    return (answer: unknown) => {
      find ??= faultOf(schema);
      const text = JSON.stringify(answer);
      const fault = find(JSON.parse(text));
      if (fault === null) return text;
      throw new Error(`${method} ${url} answers other than its schema: ${fault}`);
    };
  };
}
