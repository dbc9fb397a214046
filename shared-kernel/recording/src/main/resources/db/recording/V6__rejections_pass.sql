-- What a partner sent in vain is its own words, names and all in clear: it goes back, and is not kept.

drop trigger rejected_record_only_grows on rejected_record;
create trigger rejected_record_never_changes before update or truncate on rejected_record for each statement execute function refuse_change();
create index rejected_record_age on rejected_record (recorded_at);

grant delete on rejected_record to ${service}_service;
