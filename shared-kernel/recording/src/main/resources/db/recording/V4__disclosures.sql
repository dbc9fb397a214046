-- Who was shown personal data of which case, and what for. Can only grow.

create table disclosure (
  disclosure_id uuid primary key,
  at timestamptz not null,
  actor_id text not null,
  actor_unit text,
  actor_role text not null,
  on_behalf_of text,
  case_id uuid not null,
  purpose text not null,
  kinds text not null,
  subjects uuid[] not null
);
create index disclosure_case on disclosure (case_id, disclosure_id);
create index disclosure_actor on disclosure (actor_id, disclosure_id);
comment on column disclosure.subjects is 'Whose data could be seen; random identifiers that tell nothing about them';

create trigger disclosure_only_grows before update or delete or truncate on disclosure for each statement execute function refuse_change();

grant select, insert on disclosure to ${service}_service;
