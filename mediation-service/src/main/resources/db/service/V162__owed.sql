-- What is still owed under agreements, by the next day on which something is due. Written with the events it shows; of
-- cases that are there already with the next event, or by a rebuild of the table.

create table obligation_owed (
  case_id uuid not null,
  obligation int not null,
  unit text not null,
  debtor text not null,
  due_at timestamptz not null,
  breached boolean not null,
  primary key (case_id, obligation)
);
create index obligation_owed_at on obligation_owed (due_at, case_id, obligation);
create index obligation_owed_unit on obligation_owed (unit, due_at, case_id, obligation);
comment on table obligation_owed is 'Obligations of agreements that are still owed, by the end of the next day on which a part of them is due';

grant select, insert, update, delete on obligation_owed to ${service}_service;
