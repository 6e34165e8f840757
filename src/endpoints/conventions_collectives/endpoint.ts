import { type Static, Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import { promised, readPromised } from '../../core/missing.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySiret } from '../../core/subject.ts';
import { conventions } from '../../providers/conventions/provider.ts';

const nullable = Type.Union([Type.String(), Type.Null()]);
const Convention = Type.Object({
  active: Type.Optional(Type.Boolean()),
  date_publi: Type.Optional(nullable),
  etat: Type.Optional(nullable),
  num: Type.Optional(Type.Integer()),
  shortTitle: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  url: Type.Optional(nullable),
});
/** Always one establishment, the one asked for. */
const readAnswer = jsonReader(
  conventions,
  Type.Tuple([Type.Object({ siret: Type.Optional(Type.String()), conventions: Type.Array(Convention) })]),
);

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export default defineEndpoint({
  name: 'conventions_collectives',
  title: 'Conventions collectives',
  providers: { conventions },
  scopes: ['conventions_collectives'],
  volume: 'json',
  subject: bySiret,
  watch: {
    uname: 'apie_2_conventions_collectives',
    provider: 'fabsocial',
    everyMinutes: 5,
    availabilityKey: 'api/v2/conventions_collectives',
  },

  answer: Type.Object({
    siret: Type.String({ description: "SIRET de l'établissement, 14 chiffres." }),
    conventions: Type.Array(
      Type.Object({
        active: Type.Boolean({ description: 'La convention est en application.' }),
        date_publication: orNull(
          "Date de publication, au format ISO 8601 (AAAA-MM-JJTHH:MM:SS.000Z) ; null quand elle n'est pas connue.",
        ),
        etat: orNull("État du texte : VIGUEUR, ou VIGUEUR_ETEN (en vigueur, étendu) ; null quand il n'est pas connu."),
        numero: Type.Integer({ description: 'Numéro de la convention (IDCC).' }),
        titre_court: Type.String({ description: 'Titre abrégé, aux espaces près.' }),
        titre: Type.String({ description: 'Titre officiel, aux espaces près.' }),
        url: orNull("Adresse du texte sur Légifrance ; null quand elle n'est pas connue."),
      }),
      { description: "Conventions appliquées dans l'établissement, dans l'ordre de la source." },
    ),
  }),

  ask: ({ conventions: { wire, url } }, siret, errand) =>
    wire.ask(errand, { method: 'GET', url: `${url}/${siret}`, headers: { Accept: 'application/json' } }, readAnswer),

  read: ([establishment]) => {
    if (establishment.conventions.length === 0) throw providerFailure(conventions, '003');
    return { siret: promised(establishment.siret), conventions: establishment.conventions.map(readConvention) };
  },
});

function readConvention(convention: Static<typeof Convention>) {
  return {
    active: promised(convention.active),
    date_publication: convention.date_publi ?? null,
    etat: convention.etat ?? null,
    numero: promised(convention.num),
    titre_court: readPromised(promised(convention.shortTitle), onOneLine),
    titre: readPromised(promised(convention.title), onOneLine),
    url: convention.url ?? null,
  };
}

function onOneLine(title: string): string {
  return title.replace(/\s+/g, ' ').trim();
}
