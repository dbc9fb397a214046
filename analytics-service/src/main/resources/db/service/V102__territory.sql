-- Where each case belongs, as the other services keep it in a table of this name: the latest knowledge of its profile.

create view case_territory as
  select case_id, district, street, community, array_remove(array[unit], null) as units, cast('{}' as text[]) as tasks from case_profile where known_to = 'infinity';

grant select on case_territory to ${service}_service;
