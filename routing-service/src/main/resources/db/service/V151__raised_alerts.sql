-- What is urgent and was not acknowledged in time stands first among the alerts.

alter table case_alert add column raised_since timestamptz;
alter table case_alert add column attention_at timestamptz not null default '9999-12-31T00:00:00Z';
drop index case_alert_open;
create index case_alert_open on case_alert (attention_at, case_id) where open;
comment on column case_alert.raised_since is 'Since when a report of urgency is late for which nobody has answered';
comment on column case_alert.attention_at is 'Place in the list: what is late by its time, the rest mirrored at the end of time, so that the latest comes first';
