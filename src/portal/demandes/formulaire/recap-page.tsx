import { champsDe } from '../../../habilitations/champs.ts';
import { isContact } from '../../../habilitations/contenu.ts';
import type { Manque } from '../../../habilitations/controles/controle.ts';
import type { Donnees } from '../../../habilitations/donnees.ts';
import { type Section, sections } from '../../../habilitations/sections.ts';
import { Alert } from '../../views/alert.tsx';
import { CheckboxGroup } from '../../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { fieldId } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { SummaryList } from '../../views/summary-list.tsx';
import type { Brouillon } from './brouillon.ts';
import { adresse } from './options.ts';
import { pagesSections } from './pages-sections.ts';
import { Asked } from './section-page.tsx';

export interface RecapPageProps {
  readonly frame: Frame;
  readonly brouillon: Brouillon;
  readonly donnees: Donnees;
  readonly manques: ReadonlyMap<Section, readonly Manque[]>;
  /** The version of the conditions of use in force. */
  readonly cgu: string;
  /** « 23 novembre 2026 ». */
  readonly cguDay: string;
  readonly checked: { readonly cgu: boolean; readonly informe: boolean };
  readonly errors?: FieldErrors;
  /** Why it could not be sent. */
  readonly refusal?: string;
}

/** All that was typed, read over before it is sent. */
export function recapPage(props: RecapPageProps): JSX.Element {
  const { frame, brouillon, manques, errors = {}, refusal } = props;
  const { id, numero } = brouillon.dossier.demande;
  const isError = refusal !== undefined || Object.keys(errors).length > 0;
  return (
    <Layout
      frame={frame}
      title={`Récapitulatif – Demande ${numero}`}
      here="Récapitulatif"
      isError={isError}
      trail={[
        ['/', 'Accueil'],
        [adresse(id), `Demande ${numero}`],
      ]}
    >
      <h1>Relire et envoyer</h1>
      {refusal === undefined ? '' : <Refusal text={refusal} />}
      <ErrorSummary errors={errors} />
      <Asked brouillon={brouillon} />
      {manques.size === 0 ? '' : <Missing id={id} manques={manques} />}
      {sections.map(({ cle, titre }) => (
        <section>
          <h2 class="fr-h4">{titre}</h2>
          <SummaryList rows={[...fieldRows(props, cle), ...fileRows(brouillon, cle)]} />
        </section>
      ))}
      {manques.size === 0 ? <Sending {...props} /> : <Later id={id} />}
    </Layout>
  );
}

function Refusal({ text }: { text: string }): JSX.Element {
  return (
    <Alert kind="error" title="La demande n’a pas été envoyée" fresh>
      <p safe>{text}</p>
    </Alert>
  );
}

function Missing({ id, manques }: { id: string; manques: RecapPageProps['manques'] }): JSX.Element {
  return (
    <Alert kind="warning" title="Ce qui manque avant l’envoi">
      <dl class="comparaison">
        {sections.map(({ cle, titre }) => {
          const lacks = manques.get(cle) ?? [];
          return lacks.length === 0 ? (
            ''
          ) : (
            <>
              <dt>{titre}</dt>
              {lacks.map(({ champ, phrase }) => (
                <dd>
                  <a href={`${adresse(id, cle)}?manques=oui#${fieldId(champ)}`} safe>
                    {phrase}
                  </a>
                </dd>
              ))}
            </>
          );
        })}
      </dl>
    </Alert>
  );
}

function fieldRows({ brouillon, donnees }: RecapPageProps, section: Section) {
  const { formulaire, dossier, contexte } = brouillon;
  const page = adresse(dossier.demande.id, section);
  const rows = champsDe(formulaire)
    .filter((champ) => champ.section === section)
    .map(({ cle, libelle, texte }) => ({
      label: libelle,
      value: <Value text={texte(formulaire, donnees)} />,
      href: `${page}#${fieldId(anchors[cle] ?? (isContact(cle) ? `${cle}_prenom` : cle))}`,
    }));
  if (section !== 'organisation' || contexte.organisation === null) return rows;
  const { nom, adresse: where } = contexte.organisation;
  const named = {
    label: 'Organisation',
    value: <Value text={`${nom}\n${where}`} />,
    href: `${page}#${fieldId('siret')}`,
  };
  return [named, ...rows];
}

/** Where a field is on its page, when it has another name there. */
const anchors: Readonly<Record<string, string>> = { justifications: 'donnees' };

function Value({ text }: { text: string }): JSX.Element {
  if (text === '') return <span class="precision">Non renseigné</span>;
  return (
    <span class="texte-saisi" safe>
      {text}
    </span>
  );
}

function fileRows({ dossier }: Brouillon, section: Section) {
  const { piece: field } = pagesSections[section];
  const { id } = dossier.demande;
  return dossier.pieces
    .filter(({ genre }) => genre === field?.genre)
    .map((piece) => ({
      label: piece.genre === 'maquette' ? 'Maquette' : 'Texte en PDF',
      value: (
        <a href={adresse(id, `pieces/${piece.id}`)} safe>
          {piece.nom}
        </a>
      ),
      href: `${adresse(id, section)}#${fieldId(field?.champ ?? '')}`,
    }));
}

function Later({ id }: { id: string }): JSX.Element {
  return (
    <p class="actions">
      <a class="fr-btn" href={adresse(id)}>
        Revenir à la liste des sections
      </a>
    </p>
  );
}

function Sending({ frame, brouillon, cgu, cguDay, checked, errors = {} }: RecapPageProps): JSX.Element {
  const { demande } = brouillon.dossier;
  return (
    <section class="redaction">
      <h2 class="fr-h4">Envoyer</h2>
      <p>
        Après l’envoi, la demande ne peut plus être modifiée, sauf si l’instructeur vous demande des précisions. Vous
        pourrez lui écrire.
      </p>
      <p>
        <a href={`/cgu/${cgu}`} safe>{`Lire les conditions générales d’utilisation, version du ${cguDay}`}</a>
      </p>
      <Form frame={frame} action={adresse(demande.id, 'recapitulatif')}>
        <HiddenField name="version" value={String(demande.version)} />
        <HiddenField name="cgu_version" value={cgu} />
        <CheckboxGroup
          name="cgu"
          legend="Conditions d’utilisation"
          checked={checked.cgu ? ['oui'] : []}
          error={errors['cgu']}
          options={[
            { value: 'oui', label: 'Au nom de mon organisation, j’accepte les conditions générales d’utilisation' },
          ]}
        />
        <CheckboxGroup
          name="delegue_informe"
          legend="Protection des données"
          checked={checked.informe ? ['oui'] : []}
          error={errors['delegue_informe']}
          options={[{ value: 'oui', label: 'Le délégué à la protection des données est informé de cette demande' }]}
        />
        <p class="actions">
          <SubmitButton label="Envoyer la demande" />
          <a class="fr-btn fr-btn--secondary" href={adresse(demande.id)}>
            Revenir à la liste des sections
          </a>
        </p>
      </Form>
    </section>
  );
}
