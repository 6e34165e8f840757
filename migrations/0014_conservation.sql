-- When someone last logged in, when he was told that his account is about to be erased, and when it was. An erased account keeps its
-- row, so that what was done under it keeps its history: nothing in it says who it was, and nobody enters it.
alter table comptes
  add column vu_le timestamptz(3),
  add column prevenu_le timestamptz(3),
  add column efface_le timestamptz(3);

update comptes set vu_le = (select max(vue_le) from sessions where sessions.compte = comptes.id);

alter table comptes add check (efface_le is null or (email like 'compte-efface-%' and mot_de_passe is null
  and desactive_le is not null and prenom = '' and telephone = '' and fonction = ''));

create index comptes_vus on comptes (coalesce(vu_le, cree_le)) where efface_le is null;

-- When the persons named in a request, and its files, were erased.
alter table demandes add column efface_le timestamptz(3);

create index demandes_closes on demandes (modifiee_le) where etat in ('refusee', 'revoquee', 'archivee', 'brouillon');
