-- Who is in which case, by identifiers that tell nothing about them; how they are found again; and who is to be forgotten.

create table person (
  subject_id uuid primary key,
  case_id uuid not null,
  party_id text not null
);
comment on table person is 'The parties of all cases; no name, number or address';

create table person_index (
  digest text not null,
  subject_id uuid not null,
  primary key (digest, subject_id)
);
create index person_index_subject on person_index (subject_id);
comment on table person_index is 'Keyed digests of names, identity numbers and phones in normal form; emptied of whoever is forgotten';

create table erasure (
  subject_id uuid primary key,
  ordered_at timestamptz not null,
  done_at timestamptz
);
create index erasure_due on erasure (ordered_at) where done_at is null;
comment on table erasure is 'Whose keys are to be destroyed; written with the event that says so, done right after and again until it is';

grant select, insert on person to ${service}_service;
grant select, insert, delete on person_index to ${service}_service;
grant select, insert, update on erasure to ${service}_service;
