-- A rejection that is larger than what can be published is cut, and says so. A topic made anew begins at offset 0 again.

alter table rejected_record add column truncated boolean not null default false;
alter table rejected_record add column value_size bigint;
alter table rejected_record add column value_sha256 text;
comment on column rejected_record.value_size is 'Bytes of the value as it came; null unless it was cut';

alter table rejected_record drop constraint rejected_record_place;
