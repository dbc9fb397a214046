-- When each case was registered, for exports of a time. Those that are there already get it from their events.

alter table front_desk add column registered_at timestamptz;
update front_desk f set registered_at = e.recorded_at
from event e
where e.case_id = f.case_id and e.type = 'fengqiao.intake.case-registered.v1';
alter table front_desk alter column registered_at set not null;
create index front_desk_registered_at on front_desk (registered_at, case_id);
