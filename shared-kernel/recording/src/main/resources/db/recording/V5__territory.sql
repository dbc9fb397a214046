-- Where each case belongs, as the log tells; who may see the case is told by it.

create table case_territory (
  case_id uuid primary key,
  district text,
  street text,
  community text,
  units text[] not null
);
comment on table case_territory is 'Place and units of every case this service has something about; written with what tells them';
comment on column case_territory.units is 'The units that had the case since this service has to do with it: who has worked on it answers for it, and may look';

grant select, insert, update on case_territory to ${service}_service;
