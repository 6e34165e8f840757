import { CheckboxGroup, RadioGroup } from '../../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { callFields, fieldOf, JETON_CHOICE, type TextParameter, TICKED, TYPED_JETON } from './call-fields.ts';
import type { Callable, CallValues } from './callable.ts';
import type { JetonOffer } from './offer.ts';

interface CallFormProps {
  readonly frame: Frame;
  readonly callable: Callable;
  /** Where it is sent; the token travels in the body alone. */
  readonly action: string;
  readonly offer: JetonOffer;
  readonly values: CallValues;
  /** The choice of a token; the first one offered otherwise. A typed token is never given back. */
  readonly chosen?: string;
  readonly errors?: FieldErrors;
  /** Nothing was called because of the errors: they are told first. */
  readonly isRefused?: boolean;
}

export const TRIAL = 'essai';
export const TYPED = 'saisi';
/** The choice of a token of one's own. */
export const ownChoice = (jti: string): string => `jeton:${jti}`;

/** A call to be made: with which token, about whom, for whom and why. */
export function CallForm(props: CallFormProps): JSX.Element {
  const { frame, callable, action, offer, values, chosen, errors = {}, isRefused } = props;
  const { main, more, ticked } = callFields(callable);
  const text = (one: TextParameter) => <ParameterField parameter={one} values={values} errors={errors} />;
  return (
    <div id="console-appel">
      {isRefused ? <ErrorSummary errors={errors} /> : ''}
      <div class="colonne">
        <Form frame={frame} action={action}>
          <JetonFields offer={offer} chosen={chosen} errors={errors} />
          {main.map(text)}
          <details class="console-options" open={[...more, ...ticked].some(({ name }) => (values[name] ?? '') !== '')}>
            <summary>Options de l’appel</summary>
            {more.map(text)}
            <CheckboxGroup
              name={TICKED}
              legend="Paramètres facultatifs"
              options={ticked.map(({ name, value, description }) => ({
                value: name,
                label: `${name}=${value}`,
                hint: plain(description),
              }))}
              checked={ticked.filter(({ name }) => (values[name] ?? '') !== '').map(({ name }) => name)}
            />
          </details>
          <div class="actions">
            <SubmitButton label="Appeler" name="etape" value="appeler" />
            <SubmitButton label="Vérifier sans appeler" rank="secondary" name="etape" value="verifier" />
          </div>
        </Form>
      </div>
    </div>
  );
}

interface ParameterFieldProps {
  readonly parameter: TextParameter;
  readonly values: CallValues;
  readonly errors: FieldErrors;
}

function ParameterField({ parameter: { name, description, required }, values, errors }: ParameterFieldProps) {
  return (
    <Field
      name={fieldOf(name)}
      label={name}
      hint={plain(description)}
      optional={!required}
      autocomplete="off"
      value={values[name] ?? ''}
      error={errors[fieldOf(name)]}
    />
  );
}

interface JetonFieldsProps {
  readonly offer: JetonOffer;
  readonly chosen: string | undefined;
  readonly errors: FieldErrors;
}

function JetonFields({ offer, chosen, errors }: JetonFieldsProps): JSX.Element {
  const offered = [
    ...offer.own.map(({ jti, label }) => ({ value: ownChoice(jti), label })),
    ...(offer.trial
      ? [{ value: TRIAL, label: 'Le jeton d’essai', hint: 'Il ouvre tout, et ne donne que des données fictives.' }]
      : []),
  ];
  const [first] = offered;
  const secret = 'Il part dans l’en-tête de l’appel ; il n’est ni affiché, ni conservé, ni écrit dans un journal.';
  if (first === undefined) {
    return <JetonField label="Jeton" hint={secret} errors={errors} optional={false} />;
  }
  return (
    <>
      <RadioGroup
        name={JETON_CHOICE}
        legend="Jeton"
        options={[...offered, { value: TYPED, label: 'Un autre, saisi ci-dessous' }]}
        checked={chosen ?? first.value}
        error={errors[JETON_CHOICE]}
      />
      <JetonField
        label="Autre jeton"
        hint={`S’il est rempli, c’est lui qui sert. ${secret}`}
        errors={errors}
        optional
      />
    </>
  );
}

interface JetonFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly errors: FieldErrors;
  readonly optional: boolean;
}

function JetonField({ errors, ...field }: JetonFieldProps): JSX.Element {
  return <Field {...field} name={TYPED_JETON} type="password" autocomplete="off" error={errors[TYPED_JETON]} />;
}

/** A description of the wire, where no code can be shown. */
const plain = (description: string): string => description.replace(/`([^`]+)`/g, '«\u00a0$1\u00a0»');
