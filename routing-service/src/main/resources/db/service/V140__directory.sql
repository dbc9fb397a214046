-- Units and staff: who is to take up a case, and what was registered of each person. Written in the transaction of the
-- events they show.

alter table custody add column person text;
comment on column custody.person is 'Who is to claim the case; null if the unit has to say, or if somebody has claimed it';

create table staff_entry (
  entry uuid primary key,
  version bigint not null,
  staff text not null unique,
  employment text not null
);
comment on column staff_entry.entry is 'Id of the stream of the entry';
comment on column staff_entry.employment is 'Changes and absences of the person, as JSON';

grant select, insert, update on staff_entry to ${service}_service;
