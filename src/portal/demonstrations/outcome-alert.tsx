import { Alert } from '../views/alert.tsx';
import type { Attempt } from './prefill.ts';

/** What came of the SIRET, and the way on: by hand, always. */
export function OutcomeAlert({ attempt }: { attempt: Attempt }): JSX.Element {
  switch (attempt.kind) {
    case 'none':
      return '';
    case 'proposed':
      return (
        <Alert kind="success" title="Votre demande est pré-remplie" fresh>
          <p>
            Relisez chaque champ, corrigez ce qui n’est plus exact, complétez ce qui manque. <ToForm />
          </p>
          {attempt.isWhole ? (
            ''
          ) : (
            <p>Une partie des informations n’a pas pu être obtenue&nbsp;: ces champs sont restés vides.</p>
          )}
          {attempt.isClosed ? (
            <p>D’après le répertoire Sirene, cet établissement est fermé. Vérifiez le numéro.</p>
          ) : (
            ''
          )}
        </Alert>
      );
    case 'hidden':
      return (
        <Alert kind="info" title="Les informations de cet établissement ne sont pas diffusées" fresh>
          <p>
            La personne concernée s’est opposée à leur diffusion, ou l’INSEE les réserve. Un formulaire public n’en
            montre donc rien. Remplissez la demande à la main. <ToForm />
          </p>
        </Alert>
      );
    case 'unknown':
      return (
        <Alert kind="warning" title="Le répertoire Sirene ne connaît pas ce SIRET" fresh>
          <p>
            Vérifiez les 14 chiffres. Si votre établissement est très récent, remplissez la demande à la main.{' '}
            <ToForm />
          </p>
        </Alert>
      );
    case 'replaced':
      return (
        <Alert kind="info" title="Ce SIRET a été remplacé par un autre" fresh>
          <p>
            Le nouveau numéro est dans le champ ci-dessous&nbsp;: vérifiez qu’il s’agit bien de vous, puis recommencez.
          </p>
        </Alert>
      );
    case 'unavailable':
      return (
        <Alert kind="warning" title="Le pré-remplissage ne répond pas en ce moment" fresh>
          <p>
            Cela n’empêche pas votre demande&nbsp;: remplissez-la à la main, elle sera traitée de la même façon.{' '}
            <ToForm />
          </p>
        </Alert>
      );
    case 'too-many':
      return (
        <Alert kind="warning" title="Trop d’essais en peu de temps" fresh>
          <p>
            Réessayez dans une minute, ou remplissez la demande à la main. <ToForm />
          </p>
        </Alert>
      );
  }
}

function ToForm(): JSX.Element {
  return (
    <a class="fr-link" href="#demande">
      Aller à la demande
    </a>
  );
}
