-- The notices of the end of a token, a row a step: days before the end. A step that a nearer one has overtaken is told to nobody.
create table avis_de_jetons (
  jti uuid not null references jetons (jti) on delete cascade,
  palier smallint not null,
  le timestamptz not null,
  depasse boolean not null,
  destinataires text[] not null,
  primary key (jti, palier)
);

create index avis_de_jetons_le on avis_de_jetons (le);

-- Tokens near their end, which notices look for: few among all those that ever were.
create index jetons_fin on jetons (expire_le) where revoque_le is null and remplace_par is null and habilitation is not null;

-- A token prolonged by whoever answers for it: what he has answered so far, then the token that was made beside the old one.
create table prolongations (
  jti uuid not null references jetons (jti) on delete cascade,
  compte uuid not null references comptes (id) on delete cascade,
  responsable text check (responsable in ('oui', 'bientot', 'non')),
  usage_inchange boolean,
  contact_metier boolean,
  contact_technique boolean,
  modifiee_le timestamptz not null,
  conclue_le timestamptz,
  nouveau uuid unique references jetons (jti),
  primary key (jti, compte),
  check ((conclue_le is null) = (nouveau is null))
);

-- Twice the same click makes one token.
create unique index prolongations_conclue on prolongations (jti) where nouveau is not null;
create index prolongations_compte on prolongations (compte);

-- The secret address of the calendar in which someone reads the ends of his tokens: its print.
create table calendriers_de_jetons (
  compte uuid primary key references comptes (id) on delete cascade,
  empreinte text not null unique,
  cree_le timestamptz not null
);

-- Before 0018 nothing said which token takes the place of one whose habilitation is obsolete: the one of what is granted now.
update jetons set remplace_par = suivant.jti
from (
  select distinct on (ancien.jti) ancien.jti as ancien, nouveau.jti
  from jetons ancien
    join habilitations obsolete on obsolete.id = ancien.habilitation and obsolete.etat = 'obsolete'
    join demandes on demandes.id = obsolete.demande or demandes.copie_de = obsolete.demande
    join habilitations active on active.demande = demandes.id and active.etat = 'active'
    join jetons nouveau on nouveau.habilitation = active.id and nouveau.cree_le >= ancien.cree_le and nouveau.jti <> ancien.jti
  where ancien.remplace_par is null
  order by ancien.jti, nouveau.cree_le desc
) suivant
where jetons.jti = suivant.ancien;
