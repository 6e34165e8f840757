import { generalFault } from '../../core/failure.ts';
import { type Eori, eoriOf, parseEori } from '../../core/identifiers/eori.ts';
import { parseSiret } from '../../core/identifiers/siret.ts';
import type { Segment } from '../../core/subject.ts';

/** An EORI number, or the SIRET from which a French one is made. */
export const siretOrEoriSegment: Segment<Eori> = {
  parameter: 'siret_or_eori',
  description: "Numéro de SIRET de l'établissement, ou numéro EORI de l'opérateur (« FR » suivi du SIRET en France).",
  pattern: '^(\\d{14}|FR\\d{14}|(?!FR)[A-Z]{2}[A-Za-z0-9]{0,15})$',
  example: '10010001500013',
  fault: generalFault('00304', 'siret_or_eori'),
  parse: (raw) => {
    const siret = parseSiret(raw);
    return siret === null ? parseEori(raw) : eoriOf(siret);
  },
};
