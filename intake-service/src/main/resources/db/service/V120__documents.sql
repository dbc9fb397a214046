-- The contents of documents, which are kept elsewhere: which of them are still needed.

create table document (
  hash text primary key,
  case_id uuid not null,
  kept boolean not null
);
comment on table document is 'Contents that are named by an event; one in the store that is not here, or not kept, is deleted when it is an hour old';
comment on column document.kept is 'False once the document was withdrawn, or the people of its case were forgotten';

grant select, insert, update on document to ${service}_service;
