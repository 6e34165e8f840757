import { type Static, Type } from 'typebox';
import { promised, readPromised } from '../../core/missing.ts';

/**
 * What the INPI says of any filing. `denomonationSociale` is the key's real spelling; the number of a file is checked
 * where the file is asked for.
 */
export const foundFiling = {
  idFichier: Type.Optional(Type.Unknown()),
  siren: Type.Optional(Type.Integer()),
  denomonationSociale: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  codeGreffe: Type.Optional(Type.Integer()),
  dateDepot: Type.Optional(Type.String()),
  natureArchive: Type.Optional(Type.String()),
};
const FoundFiling = Type.Object(foundFiling);

/** The fields of an answer that every filing has; only the natures of archives are a room's own. */
export function filingAnswer(natures: string) {
  return {
    id_fichier: Type.Integer({ description: "Numéro du fichier dans l'archive." }),
    siren: Type.String({ description: "SIREN de l'entreprise, 9 chiffres." }),
    denomination_sociale: Type.Union([Type.String(), Type.Null()], {
      description: "Dénomination sociale de l'entreprise ; null quand l'INPI ne la donne pas.",
    }),
    code_greffe: Type.Integer({ description: 'Code du greffe qui a reçu le dépôt.' }),
    date_depot: Type.String({ description: 'Date du dépôt au greffe, au format AAAAMMJJ.' }),
    nature_archive: Type.String({ description: `Nature de l'archive : ${natures}.` }),
  };
}

/** Reads what every filing has in common. */
export function readFiling(filing: Static<typeof FoundFiling>, fileId: number | undefined) {
  return {
    id_fichier: promised(fileId),
    siren: readPromised(promised(filing.siren), (number) => String(number).padStart(9, '0')),
    denomination_sociale: promised(filing.denomonationSociale),
    code_greffe: promised(filing.codeGreffe),
    date_depot: promised(filing.dateDepot),
    nature_archive: promised(filing.natureArchive),
  };
}
