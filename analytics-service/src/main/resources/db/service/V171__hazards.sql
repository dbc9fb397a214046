-- What hidden trouble and the work of staff are looked for by, beside milestones: few of all events.
create index recorded_event_marked on recorded_event (occurred_at) where type = 'fengqiao.mediation.revisit-marked.v1';
create index recorded_event_claimed on recorded_event (occurred_at) where type = 'fengqiao.routing.case-claimed.v1';
