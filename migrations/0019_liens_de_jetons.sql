-- Links by which a requester hands a token over to his own people: of each, the print of its key alone.
create table liens_de_jetons (
  id uuid primary key,
  empreinte text not null unique,
  jti uuid not null,
  email text not null,
  nom text not null,
  cree_par uuid not null references comptes (id),
  cree_le timestamptz(3) not null,
  expire_le timestamptz(3) not null,
  -- Before its time: taken back by the requester, or another was sent to the same address.
  clos_le timestamptz(3),
  clos_par text check (clos_par in ('revoque', 'remplace')),
  check ((clos_le is null) = (clos_par is null))
);

create index liens_de_jetons_jti on liens_de_jetons (jti, cree_le);
create index liens_de_jetons_cree_le on liens_de_jetons (cree_le);

-- Each time that the value of a token was shown: to its requester on his page, or to whoever had a link.
create table affichages_de_jetons (
  id bigint generated always as identity primary key,
  jti uuid not null,
  compte uuid references comptes (id),
  lien uuid references liens_de_jetons (id) on delete cascade,
  le timestamptz(3) not null,
  adresse text not null,
  check ((compte is null) <> (lien is null))
);

create index affichages_de_jetons_jti on affichages_de_jetons (jti, le);
create index affichages_de_jetons_lien on affichages_de_jetons (lien) where lien is not null;
create index affichages_de_jetons_le on affichages_de_jetons (le);
