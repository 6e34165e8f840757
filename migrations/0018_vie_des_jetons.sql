-- The token that takes the place of another one, which runs to its end or to its withdrawal: no notice is due for it any more.
alter table jetons add column remplace_par uuid references jetons (jti);
create index jetons_remplace_par on jetons (remplace_par) where remplace_par is not null;
