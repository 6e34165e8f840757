/** What an answer open to anyone reads of its call. */
export interface OpenRequest {
  readonly parameters: ReadonlyMap<string, string>;
  readonly ifNoneMatch: string | undefined;
}

/** An answer given without a token. */
export interface OpenReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers: readonly string[];
  readonly cacheControl: string;
}

/** What an address under /v2 or /watchdoge gives to anyone. */
export type OpenAnswer = (request: OpenRequest) => Promise<OpenReply>;

/** Texts made once, at start, by path. */
export function fixedAnswers(
  texts: ReadonlyMap<string, Pick<OpenReply, 'contentType' | 'body'>>,
): [string, OpenAnswer][] {
  return [...texts].map(([path, text]) => {
    const reply = { status: 200, ...text, headers: [], cacheControl: 'no-store' };
    return [path, () => Promise.resolve(reply)];
  });
}
