import type { Ouverte } from '../../attestations/acces.ts';
import type { ServiceConsultable } from '../../attestations/consultable.ts';
import { consultationsParHeure, servicesParConsultation } from '../../attestations/regles.ts';
import { spacedSiret } from '../../core/identifiers/spaced.ts';
import { objectMaxCharacters } from '../../core/terms.ts';
import { dayOf } from '../shared/dates.ts';
import { providerOf } from '../shared/service-lists.ts';
import { type DataBox, DataBoxes } from '../views/data-boxes.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field, fieldId } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { ATTESTATIONS, attestationsTrail, CONSULTATIONS, formOf } from './addresses.ts';
import type { Typed } from './form-reading.ts';
import { takes } from './words.ts';

interface FormPageProps {
  readonly frame: Frame;
  readonly ouverte: Ouverte;
  readonly typed: Typed;
  readonly errors?: FieldErrors;
  /** Whether there are other grants to use. */
  readonly hasOthers: boolean;
}

/** A company, what to ask about it, and why. */
export function formPage({ frame, ouverte, typed, errors = {}, hasOthers }: FormPageProps): JSX.Element {
  const { habilitation, services } = ouverte;
  const title = 'Consulter une entreprise ou une association';
  const isError = Object.keys(errors).length > 0;
  return (
    <Layout frame={frame} title={title} isError={isError} trail={attestationsTrail} here={habilitation.numero}>
      <h1>{title}</h1>
      <ErrorSummary errors={errors} />
      <Grant ouverte={ouverte} hasOthers={hasOthers} />
      {services.length === 0 ? (
        <p>
          Le jeton de cette habilitation n’ouvre aucun service qui se consulte ici. La personne qui a fait la demande
          d’accès peut la compléter.
        </p>
      ) : (
        <div class="colonne">
          <Form frame={frame} action={formOf(habilitation.id)}>
            <HiddenField name="envoi" value={typed.envoi} />
            <Field
              name="identifiant"
              label="SIREN, SIRET ou numéro RNA"
              hint="9 chiffres, 14 chiffres, ou W suivi de 9 chiffres ; les espaces ne gênent pas. Un SIRET convient aussi à ce qui demande un SIREN."
              autocomplete="off"
              value={typed.identifiant}
              error={errors['identifiant']}
            />
            <Services services={services} typed={typed} error={errors['services']} />
            <Period services={services} typed={typed} errors={errors} />
            <Purpose typed={typed} errors={errors} siret={habilitation.siret} />
            <p class="fr-text--sm">
              La réponse peut prendre une dizaine de secondes&nbsp;: attendez-la, sans renvoyer le formulaire.
            </p>
            <SubmitButton label="Consulter" />
          </Form>
        </div>
      )}
    </Layout>
  );
}

function Grant({ ouverte: { habilitation, jeton }, hasOthers }: Pick<FormPageProps, 'ouverte' | 'hasOthers'>) {
  const { numero, intitule, organisation, siret, fin_le } = habilitation;
  const until = fin_le !== null && fin_le < jeton.expire_le ? new Date(fin_le.getTime() - 1) : jeton.expire_le;
  return (
    <>
      <dl class="fiche fiche-pliante">
        <dt>Au nom de</dt>
        <dd safe>{organisation ?? `SIRET ${spacedSiret(siret)}`}</dd>
        <dt>Habilitation</dt>
        <dd safe>{`${numero}, ${intitule}, jusqu’au ${dayOf(until)}`}</dd>
      </dl>
      <p>
        Chaque consultation est enregistrée sous votre nom, avec la procédure et le dossier.{' '}
        <span>{`Vous pouvez en faire ${consultationsParHeure} par heure.`}</span>{' '}
        <a href={CONSULTATIONS}>Mes consultations</a>
        {hasOthers ? (
          <>
            {' '}
            · <a href={ATTESTATIONS}>Changer d’habilitation</a>
          </>
        ) : (
          ''
        )}
      </p>
    </>
  );
}

interface ServicesProps {
  readonly services: readonly ServiceConsultable[];
  readonly typed: Typed;
  readonly error: string | undefined;
}

function Services({ services, typed, error }: ServicesProps): JSX.Element {
  const box = (service: ServiceConsultable): DataBox => {
    const { name, title } = service.endpoint;
    return {
      id: `service-${name}`,
      value: name,
      label: title,
      hint: `${providerOf(service.endpoint)}. Demande ${takes(service)}${periodWords(service)}.`,
      checked: typed.services.includes(name),
      locked: null,
      advice: null,
      sheets: [],
      reason: null,
    };
  };
  const documents = services.filter(({ estDocument }) => estDocument);
  const data = services.filter(({ estDocument }) => !estDocument);
  const groups = [...new Set(data.map(({ groupe }) => groupe))].map((title) => ({
    title,
    boxes: data.filter(({ groupe }) => groupe === title).map(box),
    open: documents.length === 0,
  }));
  return (
    <DataBoxes
      id={fieldId('services')}
      name="services"
      legend={`Ce que vous voulez obtenir (${servicesParConsultation} au plus)`}
      error={error}
      groups={[
        ...(documents.length === 0
          ? []
          : [{ title: 'Attestations et documents', boxes: documents.map(box), open: true }]),
        ...groups,
      ]}
    />
  );
}

function periodWords({ periodes }: ServiceConsultable): string {
  if (periodes.length === 0) return '';
  return periodes.includes('mois') ? ', une année et un mois' : ' et une année';
}

/** Only where something that is offered asks for it. */
function Period({ services, typed, errors }: Pick<ServicesProps, 'services' | 'typed'> & { errors: FieldErrors }) {
  const asked = new Set(services.flatMap(({ periodes }) => periodes));
  return (
    <>
      {asked.has('annee') ? (
        <Field
          name="annee"
          label="Année"
          hint="Pour ce qui la demande ; quatre chiffres."
          inputmode="numeric"
          optional
          value={typed.annee}
          error={errors['annee']}
        />
      ) : (
        ''
      )}
      {asked.has('mois') ? (
        <Field
          name="mois"
          label="Mois"
          hint="Pour ce qui le demande ; de 01 à 12."
          inputmode="numeric"
          optional
          value={typed.mois}
          error={errors['mois']}
        />
      ) : (
        ''
      )}
    </>
  );
}

function Purpose({ typed, errors, siret }: { typed: Typed; errors: FieldErrors; siret: string }): JSX.Element {
  return (
    <>
      <Field
        name="contexte"
        label="Procédure"
        hint="Ce pour quoi vous consultez : « Marchés publics », « Aides publiques »…"
        value={typed.contexte}
        error={errors['contexte']}
      />
      <Field
        name="objet"
        label="Référence du dossier"
        hint={`Moins de ${objectMaxCharacters} caractères : le numéro de votre marché, de votre dossier.`}
        autocomplete="off"
        value={typed.objet}
        error={errors['objet']}
      />
      <p class="fr-text--sm" safe>{`Organisme destinataire des données : SIRET ${spacedSiret(siret)}.`}</p>
    </>
  );
}
