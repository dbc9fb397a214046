-- Whose time is taken by which session. Nobody is booked twice: not a check in the program, which two calls at the same
-- moment would both pass, but a constraint. btree_gist is a trusted extension: the database's owner may create it.

create extension if not exists btree_gist;

create table session_booking (
  case_id uuid not null,
  session int not null,
  kind text not null check (kind in ('MEDIATOR', 'ROOM', 'PARTY')),
  booked text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (case_id, session, kind, booked),
  constraint session_booking_once
    exclude using gist (kind with =, booked with =, tstzrange(starts_at, ends_at) with &&)
    -- A rebuild of the table, which takes the place of all rows at once, is checked at its end.
    deferrable initially immediate
);
comment on table session_booking is 'Mediators and rooms of units, and parties of cases, that a session to come takes up';

grant select, insert, update, delete on session_booking to ${service}_service;
