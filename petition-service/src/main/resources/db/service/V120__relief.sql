-- Relief: the list of it, and who was relieved, so that one person is counted once.

create table relief_overview (
  case_id uuid not null,
  relief int not null,
  kind text not null,
  ground text not null,
  hardship boolean not null,
  status text not null,
  party_id text not null,
  body text,
  body_name text,
  applied_at timestamptz not null,
  delivered_at timestamptz,
  version bigint not null,
  primary key (case_id, relief)
);
create index relief_overview_status on relief_overview (status, applied_at, case_id, relief);
comment on table relief_overview is 'Every relief that was applied for, as it stands';

create table relief_person (
  case_id uuid not null,
  relief int not null,
  person uuid,
  subject_id uuid not null,
  delivered_at timestamptz,
  counted boolean not null,
  primary key (case_id, relief)
);
create index relief_person_subject on relief_person (subject_id);
create index relief_person_same on relief_person (person) where counted;
create index relief_person_uncounted on relief_person (delivered_at, case_id, relief) where not counted and delivered_at is not null;
comment on table relief_person is 'Who was relieved, by the index of the identity number, which shows nobody''s';
comment on column relief_person.person is 'Index of the identity number; of the party of the case if none was told; empty once the person was erased';

create table case_party (
  case_id uuid not null,
  party_id text not null,
  subject_id uuid not null,
  primary key (case_id, party_id)
);
comment on table case_party is 'Under whose key the texts about a party stand, of every case that was claimed, on any path: no name and no number';

grant select, insert, update on relief_overview, relief_person, case_party to ${service}_service;
