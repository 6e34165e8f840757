interface ServiceLinksProps {
  readonly services: readonly { readonly name: string; readonly title: string; readonly provider: string }[];
}

/** The services concerned, each with the way to its state now. */
export function ServiceLinks({ services }: ServiceLinksProps): JSX.Element {
  return (
    <ul>
      {services.map(({ title, provider }) => (
        <li>
          <a href={`/etat-des-services?fournisseur=${encodeURIComponent(provider)}`} safe>
            {title}
          </a>{' '}
          <span safe>{`(${provider})`}</span>
        </li>
      ))}
    </ul>
  );
}
