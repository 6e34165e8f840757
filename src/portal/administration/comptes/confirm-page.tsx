import type { Children } from '@kitajs/html';
import type { AccountRole } from '../../../core/account-roles.ts';
import type { Compte } from '../../../records/comptes.ts';
import { roleWords } from '../../shared/role-words.ts';
import { nameOf } from '../../shared/session.ts';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { aboveAccounts, LIST } from './list-page.tsx';

/** Something about to be done to an account: what it is called, what will follow, and where it is sent. */
export interface Asking {
  readonly title: (name: string) => string;
  readonly sentence: string;
  readonly label: string;
  /** Its holder is told it: it is then asked for. */
  readonly tellsReason: boolean;
}

interface ConfirmActProps {
  readonly frame: Frame;
  readonly compte: Compte;
  readonly asking: Asking;
  readonly action: string;
  readonly raison: string;
  readonly errors?: FieldErrors;
}

export function confirmActPage({ frame, compte, asking, action, raison, errors = {} }: ConfirmActProps): JSX.Element {
  const { sentence, label, tellsReason } = asking;
  const title = asking.title(nameOf(compte));
  return (
    <Confirm frame={frame} compte={compte} title={title} errors={errors}>
      <p safe>{sentence}</p>
      <Form frame={frame} action={action}>
        <ReasonField tellsReason={tellsReason} raison={raison} errors={errors} />
        <Buttons compte={compte} label={label} />
      </Form>
    </Confirm>
  );
}

interface ConfirmRolesProps {
  readonly frame: Frame;
  readonly compte: Compte;
  readonly after: readonly AccountRole[];
}

export function confirmRolesPage({ frame, compte, after }: ConfirmRolesProps): JSX.Element {
  const title = `Changer les rôles de ${nameOf(compte)} ?`;
  const [given, taken] = [
    after.filter((role) => !compte.roles.includes(role)),
    compte.roles.filter((role) => !after.includes(role)),
  ];
  return (
    <Confirm frame={frame} compte={compte} title={title} errors={{}}>
      <RoleList title="Cette personne pourra aussi" roles={given} />
      <RoleList title="Cette personne ne pourra plus" roles={taken} />
      <Form frame={frame} action={`${LIST}/${compte.id}/roles`}>
        <HiddenField name="avant" value={compte.roles.join(',')} />
        {after.map((role) => (
          <HiddenField name="role" value={role} />
        ))}
        <HiddenField name="confirme" value="oui" />
        <ReasonField tellsReason={false} raison="" errors={{}} />
        <Buttons compte={compte} label="Changer les rôles" />
      </Form>
    </Confirm>
  );
}

function RoleList({ title, roles }: { title: string; roles: readonly AccountRole[] }): JSX.Element {
  if (roles.length === 0) return '';
  return (
    <>
      <p>
        <strong safe>{title}</strong>&nbsp;:
      </p>
      <ul>
        {roles.map((role) => (
          <li safe>{`${roleWords[role].label} : ${roleWords[role].purpose}`}</li>
        ))}
      </ul>
    </>
  );
}

interface ConfirmFrameProps {
  readonly frame: Frame;
  readonly compte: Compte;
  readonly title: string;
  readonly errors: FieldErrors;
  readonly children?: Children;
}

function Confirm({ frame, compte, title, errors, children }: ConfirmFrameProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={title}
      isError={Object.keys(errors).length > 0}
      trail={[...aboveAccounts, [LIST, 'Comptes'], [`${LIST}/${compte.id}`, nameOf(compte)]]}
    >
      <div class="colonne">
        <h1 safe>{title}</h1>
        <ErrorSummary errors={errors} />
        {children}
      </div>
    </Layout>
  );
}

interface ReasonProps {
  readonly tellsReason: boolean;
  readonly raison: string;
  readonly errors: FieldErrors;
}

function ReasonField({ tellsReason, raison, errors }: ReasonProps): JSX.Element {
  const shared = { name: 'raison', label: 'Raison', rows: 3, value: raison, error: errors['raison'] };
  return tellsReason ? (
    <TextArea {...shared} hint="Elle est gardée au journal, et envoyée à cette personne." />
  ) : (
    <TextArea {...shared} optional hint="Elle est gardée au journal de l’administration." />
  );
}

function Buttons({ compte, label }: { compte: Compte; label: string }): JSX.Element {
  return (
    <p class="actions">
      <SubmitButton label={label} />
      <a class="fr-btn fr-btn--secondary" href={`${LIST}/${compte.id}`}>
        Annuler
      </a>
    </p>
  );
}
