-- An accusation is kept from those whom it is about (信访工作条例 art. 30).
alter table case_territory add column kept_from text[] not null default '{}';
comment on column case_territory.kept_from is 'Units from which the case is kept: for whoever acts for one there is no such case';
