-- A party whose identity number is on file is booked as a person, too: one person has one time in all its cases.

create table person_booking (
  case_id uuid not null,
  session int not null,
  person uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (case_id, session, person),
  constraint person_booking_once exclude using gist (person with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table person_booking is 'Persons whom a session to come takes up, by an index of the identity number, which shows nobody''s';

grant select, insert, update, delete on person_booking to ${service}_service;
