import type { Frame } from './frame.ts';

/** What ends every page: where else to go, what the law asks a site to say. */
export function Footer({ frame: { brand, conformity = 'non conforme' } }: { frame: Frame }): JSX.Element {
  return (
    <footer class="fr-footer" id="pied" tabindex="-1">
      <div class="fr-container">
        <div class="fr-footer__body">
          <div class="fr-footer__content">
            <p class="fr-footer__content-desc" safe>
              {`${brand.service} : les administrations échangent entre elles les données et justificatifs des entreprises et des associations.`}
            </p>
            <ul class="fr-footer__content-list">
              <ContentLink href="/etat-des-services" label="État des services" />
              <ContentLink href="/incidents" label="Incidents et maintenances" />
              <ContentLink href="/faq" label="Questions fréquentes" />
              <ContentLink href="/support" label="Support" />
              <ContentLink href="/evenements" label="Évènements" />
              <ContentLink href="/infolettres" label="Infolettres" />
              <ContentLink href="/participer" label="Participer" />
              <ContentLink href="/v2/open-api.yml" label="OpenAPI (YAML)" />
              <ContentLink href="/v2/open-api.json" label="OpenAPI (JSON)" />
            </ul>
          </div>
        </div>
        <div class="fr-footer__bottom">
          <ul class="fr-footer__bottom-list">
            <BottomLink href="/plan-du-site" label="Plan du site" />
            <BottomLink href="/accessibilite" label={`Accessibilité : ${conformity}`} />
            <BottomLink href="/mentions-legales" label="Mentions légales" />
            <BottomLink href="/donnees-personnelles" label="Données personnelles" />
            <BottomLink href="/cgu" label="Conditions générales d’utilisation" />
            <BottomLink href="/statistiques" label="Statistiques" />
          </ul>
          <div class="fr-footer__bottom-copy">
            <p>Sauf mention contraire, les textes de ce site sont proposés sous licence etalab-2.0.</p>
          </div>
        </div>
      </div>
    </footer>
  );
}

function ContentLink({ href, label }: { href: string; label: string }): JSX.Element {
  return (
    <li class="fr-footer__content-item">
      <a class="fr-footer__content-link" href={href} safe>
        {label}
      </a>
    </li>
  );
}

function BottomLink({ href, label }: { href: string; label: string }): JSX.Element {
  return (
    <li class="fr-footer__bottom-item">
      <a class="fr-footer__bottom-link" href={href} safe>
        {label}
      </a>
    </li>
  );
}
