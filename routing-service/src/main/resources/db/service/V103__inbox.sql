-- What waits for whom. Written in the transaction of the events it shows.

create table inbox (
  case_id uuid not null,
  recipient text not null,
  why text not null,
  number int not null,
  act text not null,
  rule text,
  due_at timestamptz,
  sort_at timestamptz not null,
  ordinal int not null,
  district text not null,
  street text,
  community text,
  arrived_in xid8 not null default pg_current_xact_id(),
  primary key (case_id, recipient, why, number)
);
create index inbox_due on inbox (recipient, sort_at, case_id, ordinal);
create index inbox_arrived on inbox (recipient, arrived_in);
comment on table inbox is 'What waits for whom: one row for each unit or person that has to do something about a case';
comment on column inbox.recipient is 'The id of a unit, or @ and the identifier of a person';
comment on column inbox.sort_at is 'When it is due; the end of time if no clock runs';
comment on column inbox.ordinal is 'Place among what is due at the same time in the same case';
comment on column inbox.arrived_in is 'The transaction that brought it, by which a later look tells what is new';

grant select, insert, update, delete on inbox to ${service}_service;
