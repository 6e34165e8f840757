import type { GenreTicket } from '../../records/tables/support.ts';
import type { ProviderServices } from '../shared/service-lists.ts';
import { fieldWords } from '../shared/ticket-words.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { DateTimeField, Field, Select, TextArea } from '../views/fields.tsx';
import type { ReportValues } from './report-form.ts';

interface ReportFieldsProps {
  readonly groups: readonly ProviderServices[];
  readonly values: ReportValues;
  readonly errors: FieldErrors;
}

/** What each kind of report asks that the others do not. */
export const kindFields: Readonly<Record<GenreTicket, (props: ReportFieldsProps) => JSX.Element>> = {
  endpoint: EndpointFields,
  general: SubjectField,
  documentation: PlaceFields,
  site: BrowserFields,
};

function EndpointFields({ groups, values, errors }: ReportFieldsProps): JSX.Element {
  return (
    <>
      <Select
        name="service"
        label="Endpoint appelé"
        groups={groups.map(({ provider, services }) => ({
          title: provider,
          options: services.map(({ name, title }) => [name, title]),
        }))}
        value={values.service}
        error={errors['service']}
      />
      <Field
        name="parametre"
        label={fieldWords.parametre}
        hint="Le numéro appelé et les options, comme 10010001500013, ou 10010001500013?non_diffusables=true. Jamais le jeton, ni l’adresse qui le contient."
        value={values.parametre}
        error={errors['parametre']}
      />
      <DateTimeField
        name="appel_le"
        label={fieldWords.appel_le}
        value={values.appel_le}
        error={errors['appel_le']}
        optional
      />
      <Field
        name="code_http"
        label={fieldWords.code_http}
        hint="Trois chiffres, comme 502. Laissez vide si rien n’est venu."
        inputmode="numeric"
        value={values.code_http}
        error={errors['code_http']}
        optional
      />
      <Field
        name="request_id"
        label={fieldWords.request_id}
        hint="La valeur de cet en-tête de la réponse : avec elle seule, nous retrouvons l’appel."
        value={values.request_id}
        error={errors['request_id']}
        optional
      />
    </>
  );
}

function SubjectField({ values, errors }: ReportFieldsProps): JSX.Element {
  return (
    <Field
      name="sujet"
      label="Objet"
      hint="Quelques mots qui résument votre question."
      value={values.sujet}
      error={errors['sujet']}
    />
  );
}

function PageField({ values, errors }: ReportFieldsProps): JSX.Element {
  return (
    <Field
      name="page"
      label={fieldWords.page}
      hint="Son adresse, comme /documentation/quotidien, ou son titre."
      value={values.page}
      error={errors['page']}
    />
  );
}

function PlaceFields(props: ReportFieldsProps): JSX.Element {
  return (
    <>
      <PageField {...props} />
      <TextArea
        name="extrait"
        label={fieldWords.extrait}
        hint="La phrase ou le titre qui pose problème, copié tel quel."
        rows={3}
        value={props.values.extrait}
        error={props.errors['extrait']}
        optional
      />
    </>
  );
}

function BrowserFields(props: ReportFieldsProps): JSX.Element {
  return (
    <>
      <PageField {...props} />
      <Field
        name="navigateur"
        label={fieldWords.navigateur}
        hint="Rempli d’après ce que votre navigateur dit de lui-même : corrigez si vous utilisez une aide technique, ou si le problème est ailleurs."
        value={props.values.navigateur}
        error={props.errors['navigateur']}
      />
    </>
  );
}
