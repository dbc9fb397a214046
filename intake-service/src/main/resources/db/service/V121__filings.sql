-- Filings that wait for the code which was sent to a telephone.

create table filing (
  filing_id uuid primary key,
  phone text not null,
  told text,
  tries int not null,
  filed_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz
);
create index filing_phone on filing (phone, filed_at);
create index filing_filed_at on filing (filed_at);
create index filing_waiting on filing (expires_at) where told is not null;
-- What was told shall not wait for long in old versions of rows.
alter table filing set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
comment on table filing is 'Online filings of the last two days; the case has the same identifier once the code came back';
comment on column filing.phone is 'Keyed digest of the telephone, by which its filings are counted';
comment on column filing.told is 'The registration in a box under the key of the day; null once it is registered or its time is over';

grant select, insert, update, delete on filing to ${service}_service;
