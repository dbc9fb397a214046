-- What is urgent stands first on the front desk's list.

alter table front_desk add column urgent_since timestamptz;
alter table front_desk add column attention_at timestamptz not null default '9999-12-31 00:00:00+00';
create index front_desk_attention on front_desk (attention_at, case_id);
drop index front_desk_status;
create index front_desk_status on front_desk (status, attention_at, case_id);
comment on column front_desk.urgent_since is 'When the first urgency was reported that no leader has acknowledged; null if there is none';
comment on column front_desk.attention_at is 'urgent_since, or the end of time: the order of the list';
