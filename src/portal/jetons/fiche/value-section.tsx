import { handoverLinkHours } from '../../../core/terms.ts';
import type { Fiche } from '../../../jetons/fiche/lecture.ts';
import type { Affichage } from '../../../records/affichages-de-jetons.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { pageOf } from '../addresses.ts';

interface ValueSectionProps {
  readonly frame: Frame;
  readonly fiche: Fiche;
}

/** Where the value is asked for, by its requester alone; to anyone else, whom to ask. It is never in this page. */
export function ValueSection({ frame, fiche }: ValueSectionProps): JSX.Element {
  const { jeton, etat } = fiche;
  return (
    <section aria-labelledby="valeur">
      <h2 id="valeur">Sa valeur</h2>
      {jeton.qualite !== 'demandeur' ? (
        <AskRequester fiche={fiche} />
      ) : etat === 'expire' || etat === 'retire' ? (
        <p>Ce jeton ne fonctionne plus&nbsp;: sa valeur n’est plus montrée.</p>
      ) : (
        <Own frame={frame} jti={jeton.jti} />
      )}
      {jeton.qualite === 'demandeur' ? <Shown fiche={fiche} /> : ''}
    </section>
  );
}

function Own({ frame, jti }: { frame: Frame; jti: string }): JSX.Element {
  return (
    <>
      <p class="colonne">
        Vous seul pouvez l’afficher. Pour la donner à qui développe, transmettez-la&nbsp;: un lien de{' '}
        {handoverLinkHours} heures part par courriel, et vous voyez qui l’a ouvert. Ne la collez ni dans un courriel, ni
        dans un ticket, ni dans un dépôt de code.
      </p>
      <Form frame={frame} action={pageOf(jti, 'afficher')}>
        <p class="actions">
          <a class="fr-btn" href={pageOf(jti, 'transmettre')}>
            Transmettre le jeton à mon équipe technique
          </a>
          <SubmitButton label="Afficher le jeton" rank="secondary" />
        </p>
      </Form>
    </>
  );
}

function AskRequester({ fiche: { demandeur, etat } }: { fiche: Fiche }): JSX.Element {
  const { prenom, nom, email } = demandeur;
  const name = `${prenom} ${nom}`.trim();
  return (
    <p class="colonne">
      {etat === 'expire' || etat === 'retire' ? 'Ce jeton ne fonctionne plus. ' : ''}Seul son demandeur voit la valeur
      d’un jeton&nbsp;: demandez à <span safe>{name === '' ? email : name}</span> (
      <a href={`mailto:${email}`} safe>
        {email}
      </a>
      ) de vous transmettre le sien, depuis cette page, par un lien de {handoverLinkHours} heures.
    </p>
  );
}

function Shown({ fiche: { jeton, affichages } }: { fiche: Fiche }): JSX.Element {
  const { derniers, nombre } = affichages;
  return (
    <>
      {nombre === 0 ? (
        <p>Elle n’a encore été affichée à personne.</p>
      ) : (
        <details>
          <summary safe>{nombre === 1 ? 'Affichée une fois' : `Affichée ${nombre} fois`}</summary>
          <ul>
            {derniers.map((affichage) => (
              <li safe>{shownWords(affichage)}</li>
            ))}
          </ul>
          {nombre > derniers.length ? <p safe>{`Et ${nombre - derniers.length} fois auparavant.`}</p> : ''}
        </details>
      )}
      <p class="fr-mt-1w">
        <a class="fr-link" href={pageOf(jeton.jti, 'liens')}>
          Liens transmis
        </a>
      </p>
    </>
  );
}

function shownWords({ le, adresse, par, destinataire }: Affichage): string {
  const whom = destinataire === null ? `à ${par ?? 'son demandeur'}` : `par le lien envoyé à ${destinataire}`;
  return `Affichée le ${dateTimeOf(le)} ${whom}, depuis l’adresse ${adresse}`;
}
