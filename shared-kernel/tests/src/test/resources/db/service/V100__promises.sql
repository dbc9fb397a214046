-- The list of promises, as the example keeps it.

create table promise_list (
  case_id uuid primary key,
  version bigint not null,
  kept int not null,
  broken boolean not null
);

grant select, insert, update on promise_list to ${service}_service;
