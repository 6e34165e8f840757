import { parisMidnight } from '../../core/dates/paris-midnight.ts';
import { defineHandedFile } from '../../core/handed-file.ts';
import { parseSiret } from '../../core/identifiers/siret.ts';

const YEAR = /^(?:19|20)\d{2}$/;

/** The establishments subject to the obligation of employment, one a line, in the words of the HTTP service. */
export const agefiphFile = defineHandedFile({
  purpose: "Établissements soumis à l'obligation d'emploi de travailleurs handicapés, un par ligne",
  columns: {
    siret: "SIRET de l'établissement, 14 chiffres",
    derniere_annee_de_conformite_connue: 'année AAAA, ou vide si aucune conformité n’est connue (404)',
    dump_date: "date d'extraction du fichier, AAAA-MM-JJ",
  },
  read: ({ siret: rawSiret, derniere_annee_de_conformite_connue: year, dump_date: date }) => {
    const siret = parseSiret(rawSiret);
    if (siret === null) return { fault: `« ${rawSiret} » n'est pas un SIRET` };
    if (year !== '' && !YEAR.test(year)) return { fault: `« ${year} » n'est pas une année` };
    const extractedOn = parisMidnight(date);
    if (extractedOn === null) return { fault: `« ${date} » n'est pas une date AAAA-MM-JJ` };
    const known = year === '' ? null : year;
    return { key: siret, value: { derniere_annee_de_conformite_connue: known, dump_date: extractedOn } };
  },
});
