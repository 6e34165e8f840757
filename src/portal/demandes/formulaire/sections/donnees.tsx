import { formulaireOf } from '../../../../habilitations/cas-usage.ts';
import { champJustification } from '../../../../habilitations/controles/donnees.ts';
import { type Donnee, type Donnees, isOpenData } from '../../../../habilitations/donnees.ts';
import type { Formulaire } from '../../../../habilitations/formulaire.ts';
import { sheetOf } from '../../../shared/site-map.ts';
import { type DataBox, DataBoxes } from '../../../views/data-boxes.tsx';
import { fieldId } from '../../../views/fields.tsx';
import { Remarque } from '../champ.tsx';
import type { Envoi } from '../envoi.ts';
import { casEnTexte } from '../options.ts';
import type { Ecrit, PageSection } from '../section.ts';

const DONNEES = 'donnees';
const REASON_MAX = 2000;

/** Which data, and why for those that the use case does not have. */
export const donnees: PageSection = {
  intro:
    'Cochez ce dont vous avez besoin, et rien de plus : chaque donnée de trop ralentit l’instruction. Les données protégées sont réservées aux agents habilités.',
  Champs,
  lire: (envoi, { formulaire, donnees: proposees }) => ({
    contenu: {
      donnees: readCodes(envoi.plusieurs(DONNEES), formulaire, proposees),
      justifications: readReasons(envoi, formulaire, proposees),
    },
  }),
};

const isOpenForm = ({ casUsage, contenu }: Formulaire): boolean =>
  casUsage === 'preremplissage' && contenu.acces_formulaire === 'ouvert';

/** In the order of the catalogue. What is locked stays; what an open form may not have is not added. */
function readCodes(ticked: readonly string[], formulaire: Formulaire, { toutes }: Donnees): string[] {
  const { verrouilles } = formulaireOf(formulaire.casUsage);
  const kept = formulaire.contenu.donnees;
  return toutes
    .filter((donnee) => {
      if (verrouilles.includes(donnee.code)) return true;
      if (!ticked.includes(donnee.code)) return false;
      return !isOpenForm(formulaire) || isOpenData(donnee) || kept.includes(donnee.code);
    })
    .map(({ code }) => code);
}

function readReasons(envoi: Envoi, { contenu }: Formulaire, { toutes }: Donnees): Record<string, string> {
  const written = toutes.map(({ code }): [string, string] => [
    code,
    envoi.texte(champJustification(code), contenu.justifications[code] ?? '', REASON_MAX),
  ]);
  return Object.fromEntries(written.filter(([, why]) => why !== ''));
}

function Champs(ecrit: Ecrit): JSX.Element {
  const { formulaire, errors } = ecrit;
  const { toutes } = ecrit.donnees;
  const cas = formulaireOf(formulaire.casUsage);
  const groups = [...new Set(toutes.map(({ groupe }) => groupe))].map((title) => ({
    title,
    boxes: toutes.filter(({ groupe }) => groupe === title).map((donnee) => boxOf(donnee, ecrit)),
  }));
  return (
    <>
      {cas.coches.length === 0 ? (
        <p>Rien n’est coché d’avance&nbsp;: chaque donnée choisie demande une phrase de justification.</p>
      ) : (
        <p>
          Les données cochées d’avance sont celles du cas d’usage <span safe>{`« ${casEnTexte(cas)} »`}</span>. Décochez
          celles dont vous n’avez pas l’usage. Une donnée ajoutée demande une phrase de justification.
        </p>
      )}
      {isOpenForm(formulaire) ? (
        <p>
          Votre formulaire est ouvert à tous&nbsp;: les données protégées ne peuvent pas être demandées. Pour les
          demander, votre formulaire doit être rempli après connexion.
        </p>
      ) : (
        ''
      )}
      <Remarque ecrit={ecrit} champ="donnees" />
      <Remarque ecrit={ecrit} champ="justifications" />
      <DataBoxes
        id={fieldId(DONNEES)}
        name={DONNEES}
        legend="Données demandées"
        error={errors[DONNEES]}
        groups={groups}
      />
    </>
  );
}

const ouvertures: Readonly<Record<Donnee['ouverture'], string>> = {
  publique: 'Donnée ouverte',
  mixte: 'En partie protégée',
  protégée: 'Donnée protégée',
};

function boxOf(donnee: Donnee, { formulaire, errors }: Ecrit): DataBox {
  const { code, titre, ouverture, services } = donnee;
  const { coches, verrouilles, deconseilles } = formulaireOf(formulaire.casUsage);
  const checked = formulaire.contenu.donnees.includes(code);
  const isLocked = verrouilles.includes(code);
  const isClosed = isOpenForm(formulaire) && !isOpenData(donnee);
  const name = champJustification(code);
  return {
    id: `donnee-${code}`,
    value: code,
    label: titre,
    hint: `${[...new Set(services.map(({ provider }) => provider))].join(', ')}. ${ouvertures[ouverture]}.`,
    checked: checked || isLocked,
    locked: isLocked
      ? 'Toujours incluse : ce cas d’usage ne fonctionne pas sans elle.'
      : isClosed && !checked
        ? 'Protégée : un formulaire ouvert à tous n’y a pas droit.'
        : null,
    advice: adviceOn(code, { deconseilles, isClosed }),
    sheets: services.map((service) => ({ href: sheetOf(service.name), title: service.title })),
    reason:
      coches.includes(code) || isClosed
        ? null
        : { name, value: formulaire.contenu.justifications[code] ?? '', error: errors[name] },
  };
}

interface About {
  readonly deconseilles: Readonly<Record<string, string>>;
  readonly isClosed: boolean;
}

function adviceOn(code: string, { deconseilles, isClosed }: About): string | null {
  if (isClosed) return 'À décocher : un formulaire ouvert à tous n’y a pas droit.';
  const why = deconseilles[code];
  return why === undefined ? null : `Rarement accordée ici. ${why}`;
}
