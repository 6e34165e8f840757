-- Who withdrew a token, when, and from when on it is refused: what its holders are told, and what an operator may undo.
-- One that went with its habilitation has no row: it comes back by a new request alone.
create table retraits_de_jetons (
  id uuid primary key,
  jti uuid not null,
  origine text not null check (origine in ('demandeur', 'operateur')),
  -- Null: from the machine.
  auteur uuid references comptes (id),
  raison text not null,
  decide_le timestamptz not null,
  effet_le timestamptz not null,
  annule_le timestamptz
);

-- A token is withdrawn once: who asks again is shown the withdrawal that stands.
create unique index retraits_de_jetons_en_vigueur on retraits_de_jetons (jti) where annule_le is null;
create index retraits_de_jetons_auteur on retraits_de_jetons (auteur) where auteur is not null;

-- Until now a token was withdrawn by command, or with its habilitation.
insert into retraits_de_jetons (id, jti, origine, raison, decide_le, effet_le)
select gen_random_uuid(), jti, 'operateur', '', revoque_le, revoque_le
from jetons left join habilitations on habilitations.id = jetons.habilitation
where revoque_le is not null and habilitations.etat is distinct from 'revoquee';

-- Whose token was refused, when it was one of ours: known of those whose signature was verified.
alter table refus_401 add column jti uuid;
create index refus_401_jti on refus_401 (jti, minute) where jti is not null;
