import type { Errand } from '../../core/errand.ts';
import { Failure } from '../../core/failure.ts';
import { parseSiren, type Siren } from '../../core/identifiers/siren.ts';
import { parseSiret } from '../../core/identifiers/siret.ts';
import { dgfip } from '../../providers/dgfip/provider.ts';
import type { SireneAddress } from '../../providers/insee/answers.ts';
import type { Sirene } from '../../providers/insee/sirene.ts';

/** What the DGFIP is told of the parent of a group. */
interface Parent {
  readonly raisonSociale: string;
  readonly codePostal: string;
  readonly adresse: string;
  readonly ville: string;
  readonly complement: string;
}

/** Whether a company is in a tax group, and whose it is. */
export type Membership =
  | { readonly role: 'none' }
  | { readonly role: 'mere' }
  | { readonly role: 'fille'; readonly parent: Parent };

interface GroupQuestion {
  readonly siren: Siren;
  readonly parentSiren: Siren | null;
  readonly parameter: 'siren_is' | 'siren_tva';
}

/** Reads in Sirene who the parent is, unless the company is its own group's parent. */
export async function membershipOf(
  insee: Sirene,
  { siren, parentSiren, parameter }: GroupQuestion,
  errand: Errand,
): Promise<Membership> {
  if (parentSiren === null) return { role: 'none' };
  if (parentSiren === siren) return { role: 'mere' };
  const unit = await following(insee.legalUnit(errand, parentSiren), parseSiren, (current) =>
    insee.legalUnit(errand, current),
  );
  if (unit.siren === siren) return { role: 'mere' };
  const headOffice = await following(insee.headOffice(errand, unit), parseSiret, (current) =>
    insee.establishment(errand, current),
  );
  const parent = headOffice && parentFrom(unit.period.denominationUniteLegale, headOffice.adresseEtablissement);
  if (parent === null) throw incoherentGroup(parameter);
  return { role: 'fille', parent };
}

/** The DGFIP's parameters about one tax; those it does not need are empty. */
export function groupParameters(tax: 'IS' | 'TVA', membership: Membership): Record<string, string> {
  if (membership.role === 'none') return { [`groupe${tax}`]: 'NON' };
  const member = { [`groupe${tax}`]: 'OUI', [`membre${tax}`]: membership.role.toUpperCase() };
  if (membership.role === 'mere') return member;
  const { raisonSociale, codePostal, adresse, ville, complement } = membership.parent;
  return {
    ...member,
    [`raison_sociale${tax}`]: raisonSociale.slice(0, 54),
    [`code_postal${tax}`]: codePostal.slice(0, 5),
    [`adresse${tax}`]: adresse.slice(0, 54),
    [`ville${tax}`]: ville.slice(0, 27),
    [`complement${tax}`]: complement.slice(0, 27),
  };
}

/** A parent whose number was replaced is looked for under the new one: the call is about its daughter, not about it. */
async function following<Id extends string, T>(
  asked: Promise<T>,
  parse: (raw: string) => Id | null,
  ask: (id: Id) => Promise<T>,
): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const replacement = error instanceof Failure && error.kind === 'moved' ? parse(error.replacement ?? '') : null;
    if (replacement === null) throw error;
    return ask(replacement);
  }
}

/** Null without a name or a postal code: a person, or a head office abroad, is the parent of no tax group. */
function parentFrom(denomination: string | null | undefined, adresse: SireneAddress): Parent | null {
  const { codePostalEtablissement: codePostal } = adresse;
  if (!denomination || !codePostal) return null;
  return {
    raisonSociale: denomination,
    codePostal,
    adresse: [
      adresse.numeroVoieEtablissement,
      adresse.indiceRepetitionEtablissement,
      adresse.typeVoieEtablissement,
      adresse.libelleVoieEtablissement,
    ]
      .filter(Boolean)
      .join(' '),
    ville: adresse.libelleCommuneEtablissement ?? '',
    complement: adresse.complementAdresseEtablissement ?? '',
  };
}

function incoherentGroup(parameter: string): Failure {
  const fault = {
    code: `${dgfip.code}103`,
    title: 'Informations de groupe incohérentes',
    sentence: `Le paramètre « ${parameter} » désigne une entité dont le nom ou l'adresse du siège manque dans Sirene : elle ne peut pas être la société mère d'un groupe fiscal.`,
    parameter,
  };
  return new Failure('unprocessable', [fault]);
}
