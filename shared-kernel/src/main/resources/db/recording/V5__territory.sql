-- Where each case belongs, as the log tells; who may see the case is told by it.

create table case_territory (
  case_id uuid primary key,
  district text,
  street text,
  community text,
  unit text
);
comment on table case_territory is 'Place and unit of every case this service has heard of; written with the events that tell them';
comment on column case_territory.unit is 'The unit the case was assigned to last; null before the first assignment';

grant select, insert, update on case_territory to ${service}_service;
