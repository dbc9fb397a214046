-- Who is in which case, by identifiers that tell nothing about them; how they are found again; and who is to be forgotten.

create table person (
  subject_id uuid primary key,
  case_id uuid not null,
  party_id text not null,
  made_with text not null,
  name uuid,
  id_number uuid
);
create index person_name on person (name) where name is not null;
create index person_id_number on person (id_number) where id_number is not null;

create table person_phone (
  subject_id uuid not null,
  phone uuid not null,
  primary key (subject_id, phone)
);
create index person_phone_phone on person_phone (phone);
-- The digests of whoever was forgotten shall not wait for long in old versions of rows.
alter table person set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
alter table person_phone set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
comment on table person is 'The parties of all cases, and by what they are found again; no name, number or address';
comment on column person.made_with is 'Suite and version of the secret that the digests are made with';
comment on column person.name is 'First 16 bytes of the keyed digest of the normal form; not a UUID but by its type. Null once the person is forgotten';
comment on column person.id_number is 'As name; null also if none was given';
comment on table person_phone is 'The telephone numbers of the parties, each by what it is found again by; gone once the person is forgotten';
comment on column person_phone.phone is 'As person.name';

create table erasure (
  subject_id uuid primary key,
  ordered_at timestamptz not null,
  done_at timestamptz
);
create index erasure_due on erasure (ordered_at) where done_at is null;
comment on table erasure is 'Whose keys are to be destroyed; written with the event that says so, done right after and again until it is';

grant select, insert, update (name, id_number) on person to ${service}_service;
grant select, insert, delete on person_phone to ${service}_service;
grant select, insert, update on erasure to ${service}_service;
