import { isJson, type Json } from '../core/json.ts';

/** 200: the answer, whole; some rooms add `gateway_error`. */
export function wholeAnswer(answer: Json, gatewayError: boolean): Json {
  if (!gatewayError) return answer;
  return withField(answer, 'gateway_error', {
    const: false,
    description: 'Faux : aucun fournisseur n’a répondu par une erreur.',
  });
}

/** An object schema with one more field, always there. */
export function withField(schema: Json, name: string, field: Json): Json {
  const { properties, required } = schema;
  return {
    ...schema,
    required: [...(Array.isArray(required) ? required : []), name],
    properties: { ...(isJson(properties) ? properties : {}), [name]: field },
  };
}
