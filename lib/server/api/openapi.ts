import * as z from 'zod';
import { ENDPOINTS, type Endpoint } from './endpoints';
import { errorSchema } from './wire';

type Json = Readonly<Record<string, unknown>>;

/** A schema as it is sent (input) or answered (output), without the mark of its dialect: the document states it once. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  return Object.fromEntries(Object.entries(z.toJSONSchema(schema, { io })).filter(([key]) => key !== '$schema'));
}

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): readonly Json[] {
  return Object.entries(schema.shape).map(([name, one]) => ({ name, in: place, required: place === 'path', schema: schemaOf(one as z.ZodType, 'input') }));
}

const KEY_PARAMETER = {
  name: 'Idempotency-Key', in: 'header', required: false, description: 'The same key with the same request makes one proposal, however often it is sent.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,100}$' },
};

const problem = (description: string): Json => ({ description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } });

/** What may go wrong, and what it means. */
export const PROBLEMS = {
  400: 'The request is not well-formed; the message names the field',
  401: 'No token, or one that is unknown, expired or revoked',
  403: 'The role of the person or the scope of the token does not allow it',
  404: 'There is no such thing at this desk',
  409: 'It clashes with what is there: an open proposal, or a key used for another request',
  413: 'The body is too large',
  415: 'The body is not JSON',
  422: 'Well-formed, but it cannot be done; the kind says why',
  429: 'Too many requests with this token; the header Retry-After says for how many seconds',
} as const;

function operationOf({ method, summary, scope, params, query, body, answer, status }: Endpoint): Json {
  const unsent: readonly string[] = body ? [] : ['409', '413', '415'];
  return {
    summary,
    description: `Takes a token with the scope \`${scope}\`.`,
    security: [{ token: [] }],
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query'), ...(method === 'POST' ? [KEY_PARAMETER] : [])],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } } : {}),
    responses: {
      [status]: { description: summary, content: { 'application/json': { schema: schemaOf(answer, 'output') } } },
      ...Object.fromEntries(Object.entries(PROBLEMS).filter(([code]) => !unsent.includes(code)).map(([code, text]) => [code, problem(text)])),
    },
  };
}

let described: Json | undefined;

/** The interface described for programs, out of the table it runs on. Made once: anybody may ask for it, as often as they like. */
export function openApi(): Json {
  described ??= describe();
  return described;
}

function describe(): Json {
  const paths = [...new Set(ENDPOINTS.map(({ path }) => path))];
  return {
    openapi: '3.1.0',
    info: { title: 'Mainsheet', version: '1', description: 'Reads a desk and makes proposals. Signing, booking and managing are for people, signed in.' },
    servers: [{ url: '/api/v1' }],
    paths: Object.fromEntries(paths.map((path) => [path, Object.fromEntries(ENDPOINTS.filter((one) => one.path === path).map((one) => [one.method.toLowerCase(), operationOf(one)]))])),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas: { Error: schemaOf(errorSchema, 'output') } },
  };
}
