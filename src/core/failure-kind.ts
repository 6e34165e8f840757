/** Every way a call can end without its data, and the HTTP status of each (seed's table, DECISIONS « Answers »). */
export const statusOfKind = {
  moved: 301,
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_refused: 405,
  unprocessable: 422,
  too_many: 429,
  legal: 451,
  internal: 500,
  provider_error: 502,
  provider_unavailable: 503,
  provider_timeout: 504,
} as const;

export type FailureKind = keyof typeof statusOfKind;
