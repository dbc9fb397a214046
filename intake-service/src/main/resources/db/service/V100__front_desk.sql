-- What the front desk looks at. Written in the transaction of the events it shows.

create table front_desk (
  case_id uuid primary key,
  receipt_code_hash text not null unique,
  status text not null,
  channel text not null,
  reference text,
  district text not null,
  street text,
  version bigint not null
);
create index front_desk_status on front_desk (status, case_id);
comment on table front_desk is 'Every registered case: to find it by its receipt code, and to list those that wait for a clerk';

grant select, insert, update on front_desk to ${service}_service;
