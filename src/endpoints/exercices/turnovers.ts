import { type Static, Type } from 'typebox';
import type { WireAnswer } from '../../core/provider.ts';
import { jsonReader, statusFailure } from '../../core/provider-answer.ts';
import { dgfip } from '../../providers/dgfip/provider.ts';

const Text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const Turnover = Type.Object({ ca: Text, dateFinExercice: Text });
const Turnovers = Type.Object({ liste_ca: Type.Union([Type.Array(Turnover), Turnover, Type.Null()]) });

export type Turnover = Static<typeof Turnover>;

const readJson = jsonReader(dgfip, Type.Union([Turnovers, Type.Null()]));

/** Every turnover given, in a list whatever the form; none when the DGFIP knows none; null when it redirects to itself. */
export function readTurnovers(answer: WireAnswer, calledUrl: string): readonly Turnover[] | null {
  if (answer.status === 302) {
    if (isSelfRedirect(answer, calledUrl)) return null;
    throw statusFailure(dgfip, answer);
  }
  if (answer.body.toString('latin1').trim() === '') return [];
  return [readJson(answer)?.liste_ca ?? []].flat();
}

/** Through the login page, whose `url` is the called address in base64. The host may be another's, before the DGFIP. */
function isSelfRedirect({ headers }: WireAnswer, calledUrl: string): boolean {
  const location = [headers['location'] ?? ''].flat().join();
  const url = new URLSearchParams(location.slice(location.indexOf('?') + 1)).get('url') ?? '';
  // A `+` of base64 that is not escaped reads as a space.
  return queryOf(Buffer.from(url.replaceAll(' ', '+'), 'base64').toString('latin1')) === queryOf(calledUrl);
}

function queryOf(url: string): string {
  return url.slice(url.indexOf('?') + 1);
}
